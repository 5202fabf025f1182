//! Where jobs of the CPU lane wait: short ones apart from long ones, so that none waits for a dozen of the other kind.
//!
//! Each kind has a line, in order. While both lines have jobs, they share the threads' time by halves: the next job is
//! of the kind that has had less. A job counts as its estimate when it is taken, and as the time that it took when it
//! has ended. So the two differ by no more than a job a thread, whatever is in either line, and neither starves. A line
//! that has the threads for itself does not lose by it later: what the other can claim is the job taken last.

use std::collections::BTreeMap;
use std::time::Duration;

/// A job is short up to this estimate of its work.
const SHORT: Duration = Duration::from_millis(10);

/// What a job was estimated to take, and how much of a thread's time it took.
#[derive(Clone, Copy)]
pub struct Took {
    pub estimate: Duration,
    pub time: Duration,
}

/// Jobs that have not been taken.
pub struct CpuQueue<Job> {
    short: Line<Job>,
    long: Line<Job>,
    /// Nanoseconds that long jobs have had, less those that short ones have had, of the time that both waited.
    lead: i64,
}

/// Jobs in order, each with the estimate of its work.
type Line<Job> = BTreeMap<u64, (Duration, Job)>;

impl<Job> Default for CpuQueue<Job> {
    fn default() -> Self {
        Self { short: Line::new(), long: Line::new(), lead: 0 }
    }
}

impl<Job> CpuQueue<Job> {
    /// Puts a job at the end of its line. `work` is the estimate of the time that it takes a thread.
    pub fn push(&mut self, id: u64, work: Duration, job: Job) {
        self.line(work).insert(id, (work, job));
    }

    /// Takes back a job that has not been taken.
    pub fn remove(&mut self, id: u64) -> Option<Job> {
        self.short.remove(&id).or_else(|| self.long.remove(&id)).map(|(_, job)| job)
    }

    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    pub fn is_empty(&self) -> bool {
        self.short.is_empty() && self.long.is_empty()
    }

    /// How many short jobs wait.
    pub fn short(&self) -> usize {
        self.short.len()
    }

    /// The next job.
    pub fn take(&mut self) -> Option<Job> {
        let shorts_turn = self.long.is_empty() || self.lead >= 0 && !self.short.is_empty();
        let line = if shorts_turn { &mut self.short } else { &mut self.long };
        let (_, (work, job)) = line.pop_first()?;
        self.charge(work);
        Some(job)
    }

    /// The first short job, whoever's turn it is, if it is `wanted`.
    pub fn take_short(&mut self, wanted: impl FnOnce(&Job) -> bool) -> Option<Job> {
        self.take_first(Duration::ZERO, wanted)
    }

    /// The first job of the same kind as one of this estimate, whoever's turn it is, if it is `wanted`.
    pub fn take_first(&mut self, like: Duration, wanted: impl FnOnce(&Job) -> bool) -> Option<Job> {
        let first = self.line(like).first_entry()?;
        if !wanted(&first.get().1) {
            return None;
        }
        let (work, job) = first.remove();
        self.charge(work);
        Some(job)
    }

    /// A job that was taken has ended.
    pub fn ended(&mut self, Took { estimate, time }: Took) {
        self.lead += share(estimate, nanos(time) - nanos(estimate));
    }

    fn line(&mut self, work: Duration) -> &mut Line<Job> {
        if is_short(work) { &mut self.short } else { &mut self.long }
    }

    /// Counts the work of a job that was just taken. A line without jobs can claim no more than that.
    fn charge(&mut self, work: Duration) {
        self.lead += share(work, nanos(work));
        if self.long.is_empty() {
            self.lead = self.lead.max(-nanos(work));
        }
        if self.short.is_empty() {
            self.lead = self.lead.min(nanos(work));
        }
    }
}

fn is_short(work: Duration) -> bool {
    work <= SHORT
}

/// What so many nanoseconds of a job with this estimate are in the lead.
fn share(work: Duration, nanos: i64) -> i64 {
    if is_short(work) { -nanos } else { nanos }
}

/// At most an hour: no estimate, and no clock that jumps, is worth more.
fn nanos(time: Duration) -> i64 {
    const MOST: Duration = Duration::from_secs(3600);
    time.min(MOST).as_nanos() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: Duration = Duration::from_millis(2);
    const REPORT: Duration = Duration::from_millis(25);

    /// Jobs that are named by their numbers in order.
    fn queue(jobs: &[Duration]) -> CpuQueue<u64> {
        let mut queue = CpuQueue::default();
        for (id, &work) in (0..).zip(jobs) {
            queue.push(id, work, id);
        }
        queue
    }

    fn taken(queue: &mut CpuQueue<u64>) -> Vec<u64> {
        std::iter::from_fn(|| queue.take()).collect()
    }

    /// Milliseconds that short and long jobs have had of a second, with jobs of both kinds always waiting, each of
    /// which takes as long as `took` says.
    fn shared(short: Duration, long: Duration, took: impl Fn(Duration) -> Duration) -> [u128; 2] {
        let mut queue = CpuQueue::default();
        let mut had = [Duration::ZERO; 2];
        for id in 0.. {
            queue.push(2 * id, short, short);
            queue.push(2 * id + 1, long, long);
            let work = queue.take().unwrap();
            had[usize::from(work == long)] += took(work);
            queue.ended(Took { estimate: work, time: took(work) });
            if had[0] + had[1] >= Duration::from_secs(1) {
                break;
            }
        }
        had.map(|time| time.as_millis())
    }

    #[test]
    fn jobs_of_a_kind_stay_in_order() {
        assert_eq!(taken(&mut queue(&[DIGEST; 3])), [0, 1, 2]);
        assert_eq!(taken(&mut queue(&[REPORT, 2 * REPORT, REPORT])), [0, 1, 2]);
    }

    #[test]
    fn a_short_job_goes_before_long_ones_that_wait() {
        let mut queue = queue(&[REPORT; 12]);
        assert_eq!(queue.take(), Some(0));
        queue.push(12, DIGEST, 12);
        queue.push(13, DIGEST, 13);
        assert_eq!(taken(&mut queue)[..3], [12, 13, 1]);
    }

    #[test]
    fn a_long_job_goes_before_short_ones_that_have_had_as_much() {
        let mut jobs = vec![REPORT; 3];
        jobs.extend([DIGEST; 60]);
        let order = taken(&mut queue(&jobs));
        let at = [0, 1, 2].map(|job| order.iter().position(|&taken| taken == job).unwrap());
        // Reports of 25 ms and digests of 2 ms: 12 or 13 digests for each.
        assert_eq!(at, [1, 14, 28]);
    }

    #[test]
    fn both_kinds_have_half_of_the_time_while_both_wait() {
        for (short, long) in [(DIGEST, REPORT), (DIGEST, 10 * REPORT), (Duration::from_micros(20), REPORT)] {
            let [of_short, of_long] = shared(short, long, |work| work);
            let longest = long.as_millis();
            assert!(of_short.abs_diff(of_long) <= longest, "{short:?}, {long:?}: {of_short}, {of_long}");
        }
    }

    #[test]
    fn what_was_estimated_wrongly_is_set_right_by_the_time_it_took() {
        let wrong = |work| if work == DIGEST { work * 4 } else { work / 2 };
        let [of_short, of_long] = shared(DIGEST, REPORT, wrong);
        assert!(of_short.abs_diff(of_long) <= 20, "{of_short}, {of_long}");
    }

    #[test]
    fn jobs_that_had_the_threads_for_themselves_do_not_lose_by_it() {
        let mut queue = queue(&[REPORT; 100]);
        for _ in 0..50 {
            queue.take();
        }
        for id in 100..200 {
            queue.push(id, DIGEST, id);
        }
        let order = taken(&mut queue);
        assert!(order.iter().position(|&id| id == 50).unwrap() <= 13);
        assert!(order.iter().position(|&id| id == 51).unwrap() <= 27);
    }

    #[test]
    fn a_job_that_was_taken_back_is_passed_over_and_costs_nothing() {
        let mut queue = queue(&[REPORT, REPORT, DIGEST, DIGEST]);
        assert_eq!((queue.remove(0), queue.remove(0), queue.remove(2)), (Some(0), None, Some(2)));
        assert_eq!((queue.len(), queue.short()), (2, 1));
        assert_eq!(taken(&mut queue), [3, 1]);
        assert!(queue.is_empty());
    }

    #[test]
    fn the_first_of_a_kind_may_be_taken_out_of_turn_and_counts() {
        let mut queue = queue(&[REPORT, DIGEST, DIGEST, DIGEST]);
        assert_eq!(queue.take_short(|&job| job == 2), None);
        assert_eq!(queue.take_short(|&job| job == 1), Some(1));
        assert_eq!(queue.take_first(REPORT, |&job| job == 1), None);
        assert_eq!(taken(&mut queue), [0, 2, 3]);
    }
}
