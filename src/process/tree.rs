//! What a child and its descendants use, all together.

use std::time::Duration;

use libc::pid_t;

use super::proc;

/// Processes that are looked at in one tree. More of them is a matter for a limit on processes.
const MOST_MEMBERS: usize = 1024;

/// Memory in bytes now, and processor time so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub memory: u64,
    pub cpu: Duration,
    /// The parts that are not the first process's own.
    pub descendants_memory: u64,
    pub descendants_cpu: Duration,
}

/// A child and its descendants as they were when last looked at.
pub struct Tree {
    root: pid_t,
    /// Each with its own processor time. The root is the first.
    members: Vec<(pid_t, Duration)>,
    usage: Usage,
}

impl Tree {
    pub fn new(root: pid_t) -> Self {
        Self { root, members: Vec::new(), usage: Usage::default() }
    }

    /// What is used now. Memory grows and processes come only where processor time is spent, so a tree whose clocks
    /// all stand still costs a look at the clocks and no more.
    pub fn look(&mut self) -> Usage {
        if !self.stands_still() {
            self.walk();
        }
        self.usage
    }

    fn stands_still(&self) -> bool {
        let still = |&(pid, cpu): &(pid_t, Duration)| proc::cpu(pid) == Some(cpu);
        !self.members.is_empty() && self.members.iter().all(still)
    }

    fn walk(&mut self) {
        self.members.clear();
        let (mut memory, mut own_memory, mut cpu) = (0, 0, Duration::ZERO);
        let mut found = vec![self.root];
        while let Some(pid) = found.pop() {
            let Some(own) = proc::cpu(pid) else { continue };
            self.members.push((pid, own));
            let used = proc::memory(pid).unwrap_or(0);
            memory += used;
            own_memory += if pid == self.root { used } else { 0 };
            cpu += own + proc::waited_cpu(pid).unwrap_or(Duration::ZERO);
            if self.members.len() + found.len() < MOST_MEMBERS {
                found.extend(proc::children(pid));
            }
        }
        // A descendant whose parent ended without waiting for it takes its time along: never count backwards.
        let cpu = cpu.max(self.usage.cpu);
        let own_cpu = self.members.first().map_or(Duration::ZERO, |&(_, own)| own);
        self.usage = Usage {
            memory,
            cpu,
            descendants_memory: memory - own_memory,
            descendants_cpu: cpu.saturating_sub(own_cpu),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_tree_counts_its_descendants() {
        let mut shell = Command::new("sh").args(["-c", "sleep 30 & wait"]).spawn().unwrap();
        let mut tree = Tree::new(shell.id().cast_signed());
        while tree.members.len() < 2 {
            tree.members.clear();
            tree.look();
        }
        let alone = proc::memory(shell.id().cast_signed()).unwrap();
        assert!(tree.usage.memory > alone);
        for &(pid, _) in &tree.members {
            // SAFETY: no memory is involved; both processes are this test's own.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
        shell.wait().unwrap();
        assert_eq!(Tree::new(shell.id().cast_signed()).look().memory, 0);
    }
}
