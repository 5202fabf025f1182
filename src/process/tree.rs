//! What a child and its descendants use, all together.

use std::collections::HashMap;
use std::time::Duration;

use libc::pid_t;

use super::cpu_account::{CpuAccount, Seen};
use super::proc;

/// Processes that are looked at in one tree. A tree with more cannot be kept to a limit, and is ended.
pub const MAX_PROCESSES: usize = 1024;

/// Memory in bytes and processes now, and processor time so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub memory: u64,
    pub cpu: Duration,
    /// Processes and threads.
    pub tasks: u64,
    /// Whether processes came or went since the look before: the time of those that go unseen is lost.
    pub has_changed: bool,
    /// There are more than [`MAX_PROCESSES`]: the rest is not in these figures.
    pub has_more: bool,
    /// The parts that are not the first process's own.
    pub descendants_memory: u64,
    pub descendants_cpu: Duration,
}

/// A child and its descendants as they were when last looked at.
pub struct Tree {
    root: pid_t,
    cpu: CpuAccount,
    usage: Usage,
}

impl Tree {
    pub fn new(root: pid_t) -> Self {
        Self { root, cpu: CpuAccount::default(), usage: Usage::default() }
    }

    /// What is used now. Memory grows and processes come only where processor time is spent, so where no clock
    /// of the tree has moved, only the clocks are read.
    pub fn look(&mut self) -> Usage {
        if self.cpu.is_unchanged(proc::cpu) {
            self.usage.has_changed = false;
        } else {
            self.walk();
        }
        self.usage
    }

    /// The processes that were there when it was last looked at.
    pub fn pids(&self) -> Vec<pid_t> {
        self.cpu.pids()
    }

    fn walk(&mut self) {
        let mut members = HashMap::new();
        let mut usage = Usage::default();
        let mut found = vec![(self.root, 0)];
        while let Some((pid, parent)) = found.pop() {
            let Some(own) = proc::cpu(pid) else { continue };
            if members.len() == MAX_PROCESSES {
                usage.has_more = true;
                break;
            }
            let status = proc::status(pid).unwrap_or_default();
            let waited = proc::waited_cpu(pid).unwrap_or(Duration::ZERO);
            members.insert(pid, Seen { parent, own, waited });
            usage.memory += status.memory;
            usage.tasks += status.threads;
            usage.descendants_memory += if pid == self.root { 0 } else { status.memory };
            found.extend(proc::children(pid).into_iter().map(|child| (child, pid)));
        }
        usage.cpu = self.cpu.update(members);
        usage.has_changed = self.cpu.has_changed;
        usage.descendants_cpu = usage.cpu.saturating_sub(self.cpu.own(self.root));
        self.usage = usage;
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_tree_counts_its_descendants() {
        let mut shell = Command::new("sh").args(["-c", "sleep 30 & wait"]).spawn().unwrap();
        let mut tree = Tree::new(shell.id().cast_signed());
        // A process that is about to run its program has no memory for a moment.
        let deadline = Instant::now() + Duration::from_secs(20);
        while tree.usage.tasks < 2 || tree.usage.memory <= proc::memory(tree.root).unwrap() {
            assert!(Instant::now() < deadline);
            tree.walk();
        }
        for pid in proc::children(tree.root).into_iter().chain([tree.root]) {
            // SAFETY: no memory is involved; both processes are this test's own.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
        shell.wait().unwrap();
        assert_eq!(Tree::new(shell.id().cast_signed()).look().memory, 0);
    }
}
