//! Processor time of a tree, added up from what is seen of its processes.
//!
//! The kernel adds the time of a process to its parent's when the parent waits for it, and to none when the parent ignores
//! its children's end. So the time of each process is counted while it lives, and what a parent then gets by waiting is
//! counted only as far as it is more than that. What a process uses after it was last seen, without being waited for, is
//! lost: less than the time between two looks.

use std::collections::HashMap;
use std::time::Duration;

use libc::pid_t;

/// One process as it was seen. Times are those since it began.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub parent: pid_t,
    /// Of its own threads.
    pub own: Duration,
    /// Of the children that it has waited for, and theirs.
    pub waited: Duration,
}

/// The kernel counts waited time in steps of this.
const STEP: Duration = Duration::from_millis(10);

/// The time of a tree so far.
#[derive(Debug, Default)]
pub struct CpuAccount {
    members: HashMap<pid_t, Seen>,
    /// By parent: time of children that have gone, which was counted while they lived.
    counted: HashMap<pid_t, Duration>,
    total: Duration,
    /// Whether a process came or went between the last two looks.
    pub has_changed: bool,
}

impl CpuAccount {
    /// Takes a new look at all living processes into account, and gives the time so far, which never gets less.
    pub fn update(&mut self, now: HashMap<pid_t, Seen>) -> Duration {
        let before = std::mem::replace(&mut self.members, now);
        self.has_changed =
            before.len() != self.members.len() || before.keys().any(|pid| !self.members.contains_key(pid));
        // A smaller time is that of another process under the same number.
        let same =
            |pid: &pid_t, seen: &Seen| before.get(pid).filter(|earlier| earlier.own <= seen.own).copied();
        let mut counted =
            gone(&before, |pid| self.members.get(pid).is_some_and(|seen| same(pid, seen).is_some()));
        for (pid, rest) in self.counted.drain() {
            *counted.entry(pid).or_default() += rest;
        }
        for (pid, seen) in &self.members {
            let earlier =
                same(pid, seen).map_or((Duration::ZERO, Duration::ZERO), |one| (one.own, one.waited));
            let waited = seen.waited.saturating_sub(earlier.1);
            let known = counted.entry(*pid).or_default();
            let again = waited.min(*known);
            *known -= again;
            self.total += seen.own - earlier.0 + waited - again;
        }
        // What is left belongs to children that nobody waited for, or was lost between two steps.
        let looked_at = |parent: &pid_t| self.members.contains_key(parent);
        self.counted = counted
            .into_iter()
            .filter(|(parent, rest)| looked_at(parent) && !rest.is_zero())
            .map(|(parent, rest)| (parent, rest.min(STEP)))
            .collect();
        self.total
    }

    /// Whether no process has used time, come or gone.
    pub fn is_unchanged(&self, clock: impl Fn(pid_t) -> Option<Duration>) -> bool {
        !self.members.is_empty() && self.members.iter().all(|(&pid, seen)| clock(pid) == Some(seen.own))
    }

    /// The processes that were last seen.
    pub fn pids(&self) -> Vec<pid_t> {
        self.members.keys().copied().collect()
    }

    /// The own time of one process, as last seen.
    pub fn own(&self, pid: pid_t) -> Duration {
        self.members.get(&pid).map_or(Duration::ZERO, |seen| seen.own)
    }
}

/// What was counted of the processes that are gone, by the nearest ancestor that is still there.
fn gone(before: &HashMap<pid_t, Seen>, is_there: impl Fn(&pid_t) -> bool) -> HashMap<pid_t, Duration> {
    let mut counted: HashMap<pid_t, Duration> = HashMap::new();
    for (pid, seen) in before.iter().filter(|(pid, _)| !is_there(pid)) {
        let mut parent = seen.parent;
        while let Some(above) = before.get(&parent).filter(|_| !is_there(&parent) && parent != *pid) {
            parent = above.parent;
        }
        *counted.entry(parent).or_default() += seen.own + seen.waited;
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: pid_t = 1;

    fn look(account: &mut CpuAccount, processes: &[(pid_t, pid_t, u64, u64)]) -> u64 {
        let seen = |&(pid, parent, own, waited): &(pid_t, pid_t, u64, u64)| {
            let [own, waited] = [own, waited].map(Duration::from_millis);
            (pid, Seen { parent, own, waited })
        };
        account.update(processes.iter().map(seen).collect()).as_millis().try_into().unwrap()
    }

    #[test]
    fn a_child_that_is_waited_for_counts_once() {
        let mut account = CpuAccount::default();
        assert_eq!(look(&mut account, &[(ROOT, 0, 5, 0), (2, ROOT, 300, 0)]), 305);
        assert_eq!(look(&mut account, &[(ROOT, 0, 6, 320)]), 326);
        assert_eq!(look(&mut account, &[(ROOT, 0, 6, 320)]), 326);
    }

    #[test]
    fn children_that_are_not_waited_for_count_as_they_were_last_seen() {
        let mut account = CpuAccount::default();
        for child in 2..10 {
            look(&mut account, &[(ROOT, 0, 1, 0), (child, ROOT, 100, 0)]);
        }
        assert_eq!(look(&mut account, &[(ROOT, 0, 1, 0)]), 801);
    }

    #[test]
    fn waiting_for_others_does_not_take_back_what_was_not_waited_for() {
        let mut account = CpuAccount::default();
        look(&mut account, &[(ROOT, 0, 0, 0), (2, ROOT, 1000, 0)]);
        look(&mut account, &[(ROOT, 0, 0, 0)]);
        // Children that were never seen.
        assert!(look(&mut account, &[(ROOT, 0, 0, 500)]) >= 1490);
    }

    #[test]
    fn time_of_a_family_that_ends_at_once_counts_once() {
        let mut account = CpuAccount::default();
        assert_eq!(look(&mut account, &[(ROOT, 0, 0, 0), (2, ROOT, 100, 50), (3, 2, 200, 0)]), 350);
        assert_eq!(look(&mut account, &[(ROOT, 0, 0, 350)]), 350);
    }

    #[test]
    fn a_number_that_is_used_again_is_another_process() {
        let mut account = CpuAccount::default();
        look(&mut account, &[(ROOT, 0, 0, 0), (2, ROOT, 100, 0)]);
        assert_eq!(look(&mut account, &[(ROOT, 0, 0, 0), (2, ROOT, 30, 0)]), 130);
    }
}
