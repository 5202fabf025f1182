//! The queue of password jobs: they wait for memory, and for all other jobs.
//!
//! Such a job is long by intent and there may be a thousand at once, so any other job that waits goes first. But no job
//! waits for ever: once a number of others went before the first one, it goes before the rest.

use std::collections::BTreeMap;

/// Other jobs that go before the first of the queue.
const MOST_OVERTAKEN: u32 = 32;

/// Jobs in order, each with the bytes of working memory that it needs while it runs.
pub struct PasswordQueue<Job> {
    jobs: BTreeMap<u64, (u64, Job)>,
    /// Bytes of jobs that were taken and have not given them back.
    used: u64,
    /// How many others went before the first job, though there was memory for it.
    overtaken: u32,
}

impl<Job> Default for PasswordQueue<Job> {
    fn default() -> Self {
        Self { jobs: BTreeMap::new(), used: 0, overtaken: 0 }
    }
}

impl<Job> PasswordQueue<Job> {
    pub fn push(&mut self, id: u64, memory: u64, job: Job) {
        self.jobs.insert(id, (memory, job));
    }

    /// Takes back a job that has not been taken.
    pub fn remove(&mut self, id: u64) -> Option<Job> {
        self.jobs.remove(&id).map(|(_, job)| job)
    }

    pub fn len(&self) -> usize {
        self.jobs.len()
    }

    /// Whether none runs or waits, and so none wants memory.
    pub fn is_idle(&self) -> bool {
        self.used == 0 && self.jobs.is_empty()
    }

    /// Bytes in use.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// Whether there is a first job and memory for it. One job alone may use any amount, or it could never run.
    pub fn is_ready(&self, limit: u64) -> bool {
        let first = self.jobs.first_key_value();
        first.is_some_and(|(_, (memory, _))| self.used == 0 || self.used.saturating_add(*memory) <= limit)
    }

    /// The first job and its bytes, if it is ready and its turn; `others_wait` when another kind of job could go.
    pub fn take(&mut self, limit: u64, others_wait: bool) -> Option<(u64, Job)> {
        if !self.is_ready(limit) {
            return None;
        }
        if others_wait && self.overtaken < MOST_OVERTAKEN {
            self.overtaken += 1;
            return None;
        }
        self.overtaken = 0;
        let (_, (memory, job)) = self.jobs.pop_first()?;
        self.used += memory;
        Some((memory, job))
    }

    /// A job that was taken has ended.
    pub fn release(&mut self, memory: u64) {
        self.used -= memory;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 100;

    fn queue(memory: &[u64]) -> PasswordQueue<usize> {
        let mut queue = PasswordQueue::default();
        for (index, &bytes) in memory.iter().enumerate() {
            queue.push(index as u64, bytes, index);
        }
        queue
    }

    fn taken(queue: &mut PasswordQueue<usize>) -> Vec<usize> {
        std::iter::from_fn(|| queue.take(LIMIT, false)).map(|(_, job)| job).collect()
    }

    #[test]
    fn as_many_run_as_there_is_memory_for() {
        let mut queue = queue(&[40; 5]);
        assert_eq!(taken(&mut queue), [0, 1]);
        assert_eq!((queue.used(), queue.len()), (80, 3));
        queue.release(40);
        assert_eq!(taken(&mut queue), [2]);
    }

    #[test]
    fn a_small_job_does_not_overtake_a_large_one() {
        let mut queue = queue(&[60, 60, 1]);
        assert_eq!(taken(&mut queue), [0]);
        queue.release(60);
        assert_eq!(taken(&mut queue), [1, 2]);
    }

    #[test]
    fn a_job_larger_than_all_memory_runs_alone() {
        let mut queue = queue(&[1, 1000, 1]);
        assert_eq!(taken(&mut queue), [0]);
        queue.release(1);
        assert_eq!(taken(&mut queue), [1]);
        queue.release(1000);
        assert_eq!(taken(&mut queue), [2]);
    }

    #[test]
    fn others_go_first_but_not_for_ever() {
        let mut queue = queue(&[1; 2]);
        let before = |queue: &mut PasswordQueue<usize>| (0..).find(|_| queue.take(LIMIT, true).is_some());
        assert_eq!(before(&mut queue), Some(MOST_OVERTAKEN));
        assert_eq!(before(&mut queue), Some(MOST_OVERTAKEN));
        assert!(!queue.is_ready(LIMIT));
    }

    #[test]
    fn a_job_that_was_taken_back_is_passed_over() {
        let mut queue = queue(&[1000, 1]);
        assert_eq!(queue.remove(0), Some(0));
        assert_eq!(queue.remove(0), None);
        assert_eq!(taken(&mut queue), [1]);
    }
}
