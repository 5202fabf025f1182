//! A first-in, first-out queue from which any job can be removed.
//!
//! It is one piece of memory that is used again. A tree would allocate a node every few jobs on the JavaScript thread and
//! free it on another, and the two would wait for each other in the allocator.

use std::collections::VecDeque;

/// Capacity that an empty queue keeps.
const KEPT: usize = 1024;
/// This many places of jobs that were taken back may be left, and as many more as there are jobs.
const MOST_EMPTY: usize = 32;

/// Jobs by number. A number is larger than all before it.
pub struct CancellableFifo<Job> {
    /// Empty where the job was taken back; the first place never is.
    places: VecDeque<(u64, Option<Job>)>,
    jobs: usize,
}

impl<Job> Default for CancellableFifo<Job> {
    fn default() -> Self {
        Self { places: VecDeque::new(), jobs: 0 }
    }
}

impl<Job> CancellableFifo<Job> {
    pub fn len(&self) -> usize {
        self.jobs
    }

    pub fn is_empty(&self) -> bool {
        self.jobs == 0
    }

    pub fn push(&mut self, id: u64, job: Job) {
        self.places.push_back((id, Some(job)));
        self.jobs += 1;
    }

    pub fn first(&self) -> Option<&Job> {
        self.places.front()?.1.as_ref()
    }

    pub fn pop_first(&mut self) -> Option<Job> {
        let job = self.places.pop_front()?.1;
        self.taken();
        job
    }

    /// Takes back the job with this number.
    pub fn remove(&mut self, id: u64) -> Option<Job> {
        let index = self.places.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        let job = self.places[index].1.take()?;
        self.taken();
        Some(job)
    }

    /// There is one job less.
    fn taken(&mut self) {
        self.jobs -= 1;
        while self.places.front().is_some_and(|(_, job)| job.is_none()) {
            self.places.pop_front();
        }
        if self.places.len() > 2 * self.jobs + MOST_EMPTY {
            self.places.retain(|(_, job)| job.is_some());
        }
        if self.jobs == 0 && self.places.capacity() > KEPT {
            self.places.shrink_to(KEPT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ids: impl IntoIterator<Item = u64>) -> CancellableFifo<u64> {
        let mut jobs = CancellableFifo::default();
        for id in ids {
            jobs.push(id, id);
        }
        jobs
    }

    fn rest(mut jobs: CancellableFifo<u64>) -> Vec<u64> {
        std::iter::from_fn(|| jobs.pop_first()).collect()
    }

    #[test]
    fn jobs_leave_in_the_order_in_which_they_came() {
        assert_eq!(rest(of([1, 2, 5, 9])), [1, 2, 5, 9]);
    }

    #[test]
    fn a_job_that_was_taken_back_is_passed_over() {
        for id in [1, 5, 9] {
            let mut jobs = of([1, 5, 9]);
            assert_eq!(jobs.remove(id), Some(id));
            assert_eq!(jobs.remove(id), None);
            assert_eq!(jobs.len(), 2);
            assert_eq!(jobs.first(), [1, 5, 9].iter().find(|&&other| other != id));
            assert_eq!(rest(jobs), [1, 5, 9].into_iter().filter(|&other| other != id).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_number_that_is_not_there_takes_nothing() {
        let mut jobs = of([1, 5]);
        assert_eq!(jobs.remove(3), None);
        assert_eq!(jobs.len(), 2);
    }

    #[test]
    fn a_queue_whose_first_job_stays_does_not_grow() {
        let mut jobs = of([0]);
        for id in 1..10_000 {
            jobs.push(id, id);
            jobs.remove(id);
        }
        assert!(jobs.places.len() <= MOST_EMPTY + 2, "{}", jobs.places.len());
        assert_eq!(rest(jobs), [0]);
    }

    #[test]
    fn memory_of_a_long_queue_is_given_back() {
        let mut jobs = of(0..100_000);
        while jobs.pop_first().is_some() {}
        assert!(jobs.is_empty() && jobs.places.capacity() <= KEPT, "{}", jobs.places.capacity());
    }
}
