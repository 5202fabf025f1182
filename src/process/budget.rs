//! What a child may use, and when the watcher has to look whether it does.

use std::time::{Duration, Instant};

use super::kernel_objects::Objects;
use super::record::{CPU, MEMORY, PROCESSES, Reason, TIME};
use super::tree::Usage;

/// How often memory and processor time are looked at while a limit is set on them.
const TICK: Duration = Duration::from_millis(10);
/// The same where processor time is limited and processes come and go: short ones would go unseen.
const SHORT_TICK: Duration = Duration::from_millis(2);

/// Limits of one tree, as they stand now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Budget {
    /// Bytes.
    memory: Option<u64>,
    /// Processor time of the tree since it began.
    cpu: Option<Duration>,
    wall: Option<Instant>,
    /// Its processor time is limited, but needs no frequent looks.
    is_idle: bool,
    /// Processes and threads.
    tasks: Option<u64>,
    objects: Option<Objects>,
    network: bool,
}

impl Budget {
    /// Limits of a tree that begins now.
    pub fn new(memory: Option<u64>, cpu: Option<Duration>, wall: Option<Duration>) -> Self {
        let mut budget = Self { memory, ..Self::default() };
        budget.rearm(cpu, wall, Duration::ZERO, Instant::now());
        budget
    }

    /// The same, with a limit on processes and threads. That limit alone does not need frequent samples.
    pub fn with_tasks(self, tasks: Option<u64>) -> Self {
        Self { tasks, ..self }
    }

    /// Sets processor time and time anew, counted from what is used now.
    pub fn rearm(&mut self, cpu: Option<Duration>, wall: Option<Duration>, used: Duration, now: Instant) {
        self.cpu = cpu.map(|more| used.saturating_add(more));
        self.wall = wall.and_then(|time| now.checked_add(time));
        self.is_idle = false;
    }

    /// Limits what a tree that should do nothing may use of processor time, counted from what is used now.
    pub fn idle(&mut self, cpu: Duration, used: Duration) {
        self.cpu = Some(used.saturating_add(cpu));
        self.wall = None;
        self.is_idle = true;
    }

    /// When the watcher has to look next; `None` for never. `has_changed` says that processes of the tree come or go.
    pub fn next_look(&self, now: Instant, has_changed: bool) -> Option<Instant> {
        let watches_cpu = self.cpu.is_some() && !self.is_idle;
        let often = has_changed && watches_cpu;
        let tick =
            (self.memory.is_some() || watches_cpu).then(|| now + if often { SHORT_TICK } else { TICK });
        [tick, self.wall].into_iter().flatten().min()
    }

    /// Whether usage is limited, and not only time.
    pub fn counts_usage(&self) -> bool {
        self.memory.is_some() || self.cpu.is_some()
    }

    /// The same, where these objects of the kernel are counted too.
    pub fn with_objects(self, objects: Option<Objects>) -> Self {
        Self { objects, ..self }
    }

    /// The same, for a tree that may have a network.
    pub fn with_network(self, network: bool) -> Self {
        Self { network, ..self }
    }

    pub fn has_network(&self) -> bool {
        self.network
    }

    /// Whether memory in sockets is counted: in a sandbox with a limit on memory.
    pub fn counts_sockets(&self) -> bool {
        self.objects.is_some() && self.memory.is_some()
    }

    /// Which objects of the kernel are counted.
    pub fn objects(&self) -> Option<Objects> {
        self.objects
    }

    /// The limit that is exceeded.
    pub fn exceeded(&self, usage: &Usage, now: Instant) -> Option<Reason> {
        if self.memory.is_some_and(|limit| usage.memory > limit) {
            return Some(MEMORY);
        }
        if self.cpu.is_some_and(|limit| usage.cpu >= limit) {
            return Some(CPU);
        }
        let has_more = usage.has_more && (self.counts_usage() || self.tasks.is_some());
        if has_more || self.tasks.is_some_and(|limit| usage.tasks > limit) {
            return Some(PROCESSES);
        }
        self.wall.is_some_and(|deadline| now >= deadline).then_some(TIME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn usage(memory: u64, cpu: Duration) -> Usage {
        Usage { memory, cpu, ..Usage::default() }
    }

    #[test]
    fn each_limit_has_its_reason() {
        let now = Instant::now();
        let none = Budget::new(None, None, None);
        assert_eq!(none.exceeded(&usage(u64::MAX, Duration::MAX), now), None);
        let memory = Budget::new(Some(100), None, None);
        assert_eq!(memory.exceeded(&usage(100, SECOND), now), None);
        assert_eq!(memory.exceeded(&usage(101, SECOND), now), Some(MEMORY));
        let cpu = Budget::new(None, Some(SECOND), None);
        assert_eq!(cpu.exceeded(&usage(0, SECOND / 2), now), None);
        assert_eq!(cpu.exceeded(&usage(0, SECOND), now), Some(CPU));
        let tasks = Budget::new(None, None, None).with_tasks(Some(5));
        assert_eq!(tasks.exceeded(&Usage { tasks: 5, ..Usage::default() }, now), None);
        assert_eq!(tasks.exceeded(&Usage { tasks: 6, ..Usage::default() }, now), Some(PROCESSES));
        let wall = Budget::new(None, None, Some(SECOND));
        assert_eq!(wall.exceeded(&usage(0, SECOND), now), None);
        assert_eq!(wall.exceeded(&usage(0, SECOND), now + 2 * SECOND), Some(TIME));
    }

    #[test]
    fn a_tree_that_cannot_be_looked_at_as_a_whole_exceeds_any_limit_on_usage() {
        let now = Instant::now();
        let usage = Usage { has_more: true, ..Usage::default() };
        assert_eq!(Budget::new(None, None, Some(SECOND)).exceeded(&usage, now), None);
        for budget in [
            Budget::new(Some(1), None, None),
            Budget::new(None, Some(SECOND), None),
            Budget::new(None, None, None).with_tasks(Some(1)),
        ] {
            assert_eq!(budget.exceeded(&usage, now), Some(PROCESSES), "{budget:?}");
        }
    }

    #[test]
    fn a_rearmed_budget_counts_from_what_is_used() {
        let now = Instant::now();
        let mut budget = Budget::new(None, Some(SECOND), Some(SECOND));
        budget.rearm(Some(SECOND), None, 5 * SECOND, now);
        assert_eq!(budget.exceeded(&usage(0, 5 * SECOND), now + 9 * SECOND), None);
        assert_eq!(budget.exceeded(&usage(0, 6 * SECOND), now), Some(CPU));
        budget.rearm(None, None, 6 * SECOND, now);
        assert_eq!((budget.next_look(now, false), budget.counts_usage()), (None, false));
    }

    #[test]
    fn an_idle_tree_has_a_limit_that_needs_no_frequent_looks() {
        let now = Instant::now();
        let mut budget = Budget::new(None, Some(SECOND), Some(SECOND));
        budget.idle(SECOND, 5 * SECOND);
        assert_eq!(budget.next_look(now, true), None);
        assert_eq!(budget.exceeded(&usage(0, 5 * SECOND), now + 9 * SECOND), None);
        assert_eq!(budget.exceeded(&usage(0, 6 * SECOND), now), Some(CPU));
        budget.rearm(Some(SECOND), None, 5 * SECOND, now);
        assert_eq!(budget.next_look(now, false), Some(now + TICK));
    }

    #[test]
    fn a_time_without_end_is_no_limit() {
        let budget = Budget::new(None, Some(Duration::MAX), Some(Duration::MAX));
        let now = Instant::now();
        assert_eq!(budget.exceeded(&usage(0, SECOND), now + SECOND), None);
        assert_eq!(budget.next_look(now, false), Some(now + TICK));
        assert_eq!(budget.next_look(now, true), Some(now + SHORT_TICK));
    }
}
