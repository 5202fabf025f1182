//! The queue of jobs that compute: short ones apart from long ones, so that none waits for a dozen of the other kind.
//!
//! Each kind has a queue of its own, in order. While both have jobs, they share the threads' time by halves: the next job is
//! of the kind that has had less, where a job counts as its estimate while it runs, and as the time that it took once it
//! has ended. So their shares differ by at most one job for each thread, and neither starves, whatever is in the
//! other queue. What a kind has had while the other had no jobs waiting is not held against it.

use std::time::Duration;

use super::cancellable_fifo::CancellableFifo;

/// A job is short up to this estimate of its work.
const SHORT: Duration = Duration::from_millis(10);

/// What a job was estimated to take, and how much of a thread's time it took.
#[derive(Clone, Copy)]
pub struct Took {
    pub estimate: Duration,
    pub time: Duration,
}

/// Jobs that have not been taken.
pub struct FairQueue<Job> {
    short: Kind<Job>,
    long: Kind<Job>,
    /// Nanoseconds that long jobs have had, less those that short ones have had, while both waited.
    lead: i64,
    /// The same of the estimates of jobs that run.
    under_way: i64,
}

/// Jobs in order, each with the estimate of its work.
type Kind<Job> = CancellableFifo<(Duration, Job)>;

impl<Job> Default for FairQueue<Job> {
    fn default() -> Self {
        Self { short: Kind::default(), long: Kind::default(), lead: 0, under_way: 0 }
    }
}

impl<Job> FairQueue<Job> {
    /// Puts a job at the end of its queue. `work` is the estimate of the time that it takes a thread.
    pub fn push(&mut self, id: u64, work: Duration, job: Job) {
        self.kind(work).push(id, (work, job));
    }

    /// Takes back a job that has not been taken.
    pub fn remove(&mut self, id: u64) -> Option<Job> {
        self.short.remove(id).or_else(|| self.long.remove(id)).map(|(_, job)| job)
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
        let shorts_turn = self.long.is_empty() || !self.short.is_empty() && self.lead + self.under_way >= 0;
        let kind = if shorts_turn { &mut self.short } else { &mut self.long };
        let (work, job) = kind.pop_first()?;
        self.started(work);
        Some(job)
    }

    /// The first short job, even out of turn, if it is `wanted`.
    pub fn take_short(&mut self, wanted: impl FnOnce(&Job) -> bool) -> Option<Job> {
        self.take_first(Duration::ZERO, wanted)
    }

    /// The first job of the same kind as one of this estimate, even out of turn, if it is `wanted`.
    pub fn take_first(&mut self, like: Duration, wanted: impl FnOnce(&Job) -> bool) -> Option<Job> {
        let kind = self.kind(like);
        kind.first().filter(|(_, job)| wanted(job))?;
        let (work, job) = kind.pop_first()?;
        self.started(work);
        Some(job)
    }

    /// A job that was taken has ended.
    pub fn ended(&mut self, Took { estimate, time }: Took) {
        self.under_way -= share(estimate, estimate);
        self.lead += share(estimate, time);
        self.forget();
    }

    fn kind(&mut self, work: Duration) -> &mut Kind<Job> {
        if is_short(work) { &mut self.short } else { &mut self.long }
    }

    fn started(&mut self, work: Duration) {
        self.under_way += share(work, work);
        self.forget();
    }

    /// A kind without jobs that wait is owed nothing.
    fn forget(&mut self) {
        if self.long.is_empty() {
            self.lead = self.lead.max(0);
        }
        if self.short.is_empty() {
            self.lead = self.lead.min(0);
        }
    }
}

fn is_short(work: Duration) -> bool {
    work <= SHORT
}

/// What this time of a job with this estimate is in the lead, in nanoseconds. At most an hour: no estimate, and no clock
/// that jumps, counts for more.
fn share(estimate: Duration, time: Duration) -> i64 {
    const MOST: Duration = Duration::from_secs(3600);
    let nanos = time.min(MOST).as_nanos() as i64;
    if is_short(estimate) { -nanos } else { nanos }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: Duration = Duration::from_millis(2);
    const REPORT: Duration = Duration::from_millis(25);

    /// Jobs that are named by their numbers in order.
    fn queue(jobs: &[Duration]) -> FairQueue<u64> {
        let mut queue = FairQueue::default();
        for (id, &work) in (0..).zip(jobs) {
            queue.push(id, work, id);
        }
        queue
    }

    fn taken(queue: &mut FairQueue<u64>) -> Vec<u64> {
        std::iter::from_fn(|| queue.take()).collect()
    }

    /// Milliseconds that short and long jobs have had in a second of these threads, with jobs of both kinds always
    /// waiting, each of which takes as long as `took` says.
    fn shared(threads: u32, [short, long]: [Duration; 2], took: impl Fn(Duration) -> Duration) -> [u128; 2] {
        let mut queue = FairQueue::default();
        let mut had = [Duration::ZERO; 2];
        let mut running: Vec<(Duration, Option<Duration>)> = vec![(Duration::ZERO, None); threads as usize];
        for id in 0.. {
            queue.push(2 * id, short, short);
            queue.push(2 * id + 1, long, long);
            let first = running.iter_mut().min().unwrap();
            let (now, ended) = *first;
            if let Some(estimate) = ended {
                queue.ended(Took { estimate, time: took(estimate) });
                had[usize::from(estimate == long)] += took(estimate);
            }
            if now >= Duration::from_secs(1) {
                break;
            }
            let work = queue.take().unwrap();
            *first = (now + took(work), Some(work));
        }
        had.map(|time| time.as_millis())
    }

    #[test]
    fn jobs_of_a_kind_stay_cancellable_fifo() {
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
        for threads in [1, 2, 8] {
            for kinds in [[DIGEST, REPORT], [DIGEST, 10 * REPORT], [Duration::from_micros(20), REPORT]] {
                let [short, long] = shared(threads, kinds, |work| work);
                let most = u128::from(threads) * kinds[1].as_millis();
                assert!(short.abs_diff(long) <= most, "{threads} threads, {kinds:?}: {short}, {long}");
            }
        }
    }

    #[test]
    fn what_was_estimated_wrongly_is_set_right_by_the_time_it_took() {
        for threads in [1, 2, 8] {
            let wrong = |work| if work == DIGEST { work * 4 } else { work / 2 };
            let [short, long] = shared(threads, [DIGEST, REPORT], wrong);
            let most = u128::from(threads) * REPORT.as_millis();
            assert!(short.abs_diff(long) <= most, "{threads} threads: {short}, {long}");
        }
    }

    #[test]
    fn a_long_job_that_is_stopped_at_once_owes_and_claims_nothing() {
        let hour = Duration::from_secs(3600);
        let mut queue = queue(&[hour, REPORT, REPORT]);
        assert_eq!(queue.take(), Some(0));
        assert_eq!(queue.take(), Some(1));
        queue.push(3, DIGEST, 3);
        queue.push(4, DIGEST, 4);
        queue.ended(Took { estimate: hour, time: Duration::ZERO });
        assert_eq!(taken(&mut queue), [3, 4, 2]);
    }

    #[test]
    fn jobs_that_had_the_threads_for_themselves_do_not_lose_by_it() {
        let mut queue = queue(&[REPORT; 100]);
        for _ in 0..50 {
            queue.take();
            queue.ended(Took { estimate: REPORT, time: REPORT });
        }
        for id in 100..200 {
            queue.push(id, DIGEST, id);
        }
        assert_eq!(taken(&mut queue)[..2], [100, 50]);
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
