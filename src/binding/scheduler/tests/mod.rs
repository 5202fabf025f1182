//! The scheduler with jobs that do nothing: what may wait, what runs next, and what is given back.

mod room;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::state::Load;
use super::*;

const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_millis(25);

const LIMITS: Limits = Limits { concurrent: 2, queued_jobs: 3, queued_bytes: 100, password_memory: 100 };

#[derive(Debug, PartialEq, Eq)]
struct Fake {
    name: &'static str,
    estimate: Duration,
}

impl Schedule for Fake {
    fn estimate(&self) -> Duration {
        self.estimate
    }
}

/// Counts how often it was granted room.
#[derive(Clone, Debug, Default)]
struct Granted(Arc<AtomicU32>);

impl Granted {
    fn times(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Waiter for Granted {
    fn grant(self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

type Fakes = Scheduler<Fake, Granted>;

/// A scheduler as the process has one: for good, since reservations refer to it.
fn scheduler(limits: Limits) -> &'static Fakes {
    Box::leak(Box::new(Scheduler::new(limits)))
}

fn fake(name: &'static str, estimate: Duration) -> Fake {
    Fake { name, estimate }
}

fn end(estimate: Duration) -> End {
    let took = Took { estimate, time: estimate };
    End { fate: Fate::Completed, waited: Duration::ZERO, ran: estimate, took }
}

/// The next job for a runner of the class, by name.
fn next(scheduler: &Fakes, class: JobClass) -> Option<(JobClass, &'static str, Wake)> {
    scheduler.next(class).map(|(class, job, wake)| (class, job.name, wake))
}

fn load(scheduler: &Fakes) -> Load {
    scheduler.lock().load()
}

#[test]
fn there_are_no_more_runners_than_may_compute_at_once() {
    let scheduler = scheduler(LIMITS);
    let wakes = ["a", "b", "c"].map(|name| scheduler.submit(JobClass::Cpu, fake(name, SHORT)).1);
    assert_eq!(wakes, [Wake::OneMore, Wake::OneMore, Wake::None]);
    assert_eq!(load(scheduler), Load { running: 0, queued: 3, held_bytes: 0, password_memory: 0 });
}

#[test]
fn a_runner_without_a_job_ends_and_the_next_job_starts_another() {
    let scheduler = scheduler(LIMITS);
    scheduler.submit(JobClass::Cpu, fake("a", SHORT));
    assert_eq!(next(scheduler, JobClass::Cpu), Some((JobClass::Cpu, "a", Wake::None)));
    scheduler.ended(JobClass::Cpu, &end(SHORT), None);
    assert_eq!(next(scheduler, JobClass::Cpu), None);
    assert_eq!(scheduler.submit(JobClass::Cpu, fake("b", SHORT)).1, Wake::OneMore);
}

#[test]
fn files_and_computing_have_runners_of_their_own() {
    let scheduler = scheduler(Limits { concurrent: 1, ..LIMITS });
    scheduler.submit(JobClass::Cpu, fake("digest", SHORT));
    let wakes = [(); FILE_THREADS + 1].map(|()| scheduler.submit(JobClass::File, fake("file", SHORT)).1);
    assert_eq!(wakes.iter().filter(|&&wake| wake == Wake::OneMore).count(), FILE_THREADS);
    assert_eq!(next(scheduler, JobClass::File), Some((JobClass::File, "file", Wake::None)));
    assert_eq!(next(scheduler, JobClass::Cpu), Some((JobClass::Cpu, "digest", Wake::None)));
}

#[test]
fn a_job_that_would_wait_behind_too_many_is_refused_and_one_that_can_run_is_not() {
    let scheduler = scheduler(LIMITS);
    for name in ["a", "b", "c"] {
        assert!(scheduler.try_reserve(JobClass::Cpu, 0).is_ok(), "{name}");
        scheduler.submit(JobClass::Cpu, fake(name, SHORT));
    }
    let refused = |class| matches!(scheduler.try_reserve(class, 0), Err(Failure::QueueFull));
    assert!(refused(JobClass::Cpu));
    assert!(refused(JobClass::Password { memory: 1 }));
    assert!(!refused(JobClass::File), "its threads are free");
    assert!(next(scheduler, JobClass::Cpu).is_some());
    assert!(!refused(JobClass::Cpu));
}

#[test]
fn a_job_that_is_cancelled_while_waiting_does_not_run() {
    for class in [JobClass::Cpu, JobClass::Password { memory: 10 }, JobClass::File] {
        let scheduler = scheduler(LIMITS);
        let (id, _) = scheduler.submit(class, fake("cancelled", SHORT));
        scheduler.submit(class, fake("other", SHORT));
        assert_eq!(scheduler.withdraw(id), Some(Withdrawn::Job(fake("cancelled", SHORT))), "{class:?}");
        assert_eq!(scheduler.withdraw(id), None, "{class:?}");
        assert_eq!(next(scheduler, class).map(|(_, name, _)| name), Some("other"), "{class:?}");
        assert_eq!(load(scheduler).queued, 0, "{class:?}");
    }
}

impl PartialEq for Granted {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[test]
fn a_job_that_runs_cannot_be_taken_back() {
    let scheduler = scheduler(LIMITS);
    let (id, _) = scheduler.submit(JobClass::Cpu, fake("a", SHORT));
    scheduler.next(JobClass::Cpu);
    assert_eq!(scheduler.withdraw(id), None);
    assert_eq!(load(scheduler).running, 1);
}

#[test]
fn a_short_job_does_not_wait_for_all_long_ones() {
    let scheduler = scheduler(LIMITS);
    for _ in 0..12 {
        scheduler.submit(JobClass::Cpu, fake("report", LONG));
    }
    assert_eq!(next(scheduler, JobClass::Cpu).unwrap().1, "report");
    scheduler.submit(JobClass::Cpu, fake("digest", SHORT));
    assert_eq!(next(scheduler, JobClass::Cpu).unwrap().1, "digest");
}

#[test]
fn short_and_long_jobs_share_the_time_of_a_runner() {
    let scheduler = scheduler(Limits { concurrent: 1, ..LIMITS });
    for _ in 0..200 {
        scheduler.submit(JobClass::Cpu, fake("digest", SHORT));
        scheduler.submit(JobClass::Cpu, fake("report", LONG));
    }
    let mut had = [Duration::ZERO; 2];
    for _ in 0..100 {
        let (class, job, _) = scheduler.next(JobClass::Cpu).unwrap();
        had[usize::from(job.estimate == LONG)] += job.estimate;
        scheduler.ended(class, &end(job.estimate), None);
    }
    assert!(had[0].abs_diff(had[1]) <= LONG, "{had:?}");
}

#[test]
fn password_jobs_run_behind_others_but_not_for_ever_and_within_their_memory() {
    let scheduler = scheduler(Limits { concurrent: 4, ..LIMITS });
    let class = JobClass::Password { memory: 60 };
    for _ in 0..40 {
        scheduler.submit(JobClass::Cpu, fake("digest", SHORT));
    }
    scheduler.submit(class, fake("first", LONG));
    scheduler.submit(class, fake("second", LONG));
    let order: Vec<_> = (0..40).map(|_| next(scheduler, JobClass::Cpu).unwrap().1).collect();
    let first = order.iter().position(|&name| name == "first").expect("it is not kept out");
    assert!(first > 0, "others go first");
    assert!(!order.contains(&"second"), "both need more memory than there is");
    assert_eq!(load(scheduler).password_memory, 60);
}

#[test]
fn a_limit_that_is_raised_gives_waiting_jobs_runners_at_once() {
    let scheduler = scheduler(Limits { concurrent: 1, ..LIMITS });
    for _ in 0..5 {
        scheduler.submit(JobClass::Cpu, fake("report", LONG));
    }
    assert_eq!(next(scheduler, JobClass::Cpu).unwrap().2, Wake::None);
    assert_eq!(scheduler.set_limits(|limits| limits.concurrent = 3), Wake::OneMore);
    // The one that was started brings along the third.
    assert_eq!(next(scheduler, JobClass::Cpu).unwrap().2, Wake::OneMore);
    assert_eq!(next(scheduler, JobClass::Cpu).unwrap().2, Wake::None);
    assert_eq!(load(scheduler).running, 3);
}

#[test]
fn a_limit_that_is_raised_while_nothing_waits_starts_nothing() {
    let scheduler = scheduler(Limits { concurrent: 1, ..LIMITS });
    assert_eq!(scheduler.set_limits(|limits| limits.concurrent = 3), Wake::None);
    scheduler.submit(JobClass::Cpu, fake("report", LONG));
    next(scheduler, JobClass::Cpu).unwrap();
    assert_eq!(scheduler.set_limits(|limits| limits.concurrent = 4), Wake::None);
}

#[test]
fn runners_beyond_a_limit_that_is_lowered_end_after_their_job() {
    let scheduler = scheduler(Limits { concurrent: 3, ..LIMITS });
    for _ in 0..6 {
        scheduler.submit(JobClass::Cpu, fake("report", LONG));
    }
    for _ in 0..3 {
        next(scheduler, JobClass::Cpu).unwrap();
    }
    assert_eq!(scheduler.set_limits(|limits| limits.concurrent = 1), Wake::None);
    for _ in 0..3 {
        scheduler.ended(JobClass::Cpu, &end(LONG), None);
    }
    let went_on = (0..3).filter(|_| next(scheduler, JobClass::Cpu).is_some()).count();
    assert_eq!((went_on, load(scheduler).queued), (1, 2));
}

#[test]
fn memory_that_a_password_job_gives_back_is_used_by_all_that_fit() {
    let scheduler = scheduler(Limits { concurrent: 4, ..LIMITS });
    let large = JobClass::Password { memory: 90 };
    let small = JobClass::Password { memory: 40 };
    scheduler.submit(large, fake("large", LONG));
    scheduler.submit(small, fake("one", LONG));
    scheduler.submit(small, fake("two", LONG));
    assert_eq!(next(scheduler, JobClass::Cpu), Some((large, "large", Wake::None)));
    // The other runners find nothing that they may take, and end.
    assert_eq!((next(scheduler, JobClass::Cpu), next(scheduler, JobClass::Cpu)), (None, None));
    scheduler.ended(large, &end(LONG), None);
    // The runner that goes on starts another for the job behind its own.
    assert_eq!(next(scheduler, JobClass::Cpu), Some((small, "one", Wake::OneMore)));
    assert_eq!(next(scheduler, JobClass::Cpu), Some((small, "two", Wake::None)));
    assert!(!scheduler.has_no_password_job());
    scheduler.ended(small, &end(LONG), None);
    scheduler.ended(small, &end(LONG), None);
    assert!(scheduler.has_no_password_job());
}

#[test]
fn a_runner_takes_further_brief_jobs_only_where_more_wait_than_it_has_and_no_password_job_could_run() {
    let scheduler = scheduler(LIMITS);
    scheduler.submit(JobClass::Cpu, fake("first", SHORT));
    scheduler.next(JobClass::Cpu);
    scheduler.submit(JobClass::Cpu, fake("brief", SHORT));
    assert_eq!(scheduler.next_brief(1, |_| true), None);
    scheduler.submit(JobClass::Cpu, fake("brief", SHORT));
    assert_eq!(scheduler.next_brief(1, |_| false), None);
    assert_eq!(scheduler.next_brief(1, |_| true), Some(fake("brief", SHORT)));
    assert_eq!(load(scheduler).running, 2);
    scheduler.submit(JobClass::Cpu, fake("brief", SHORT));
    assert_eq!(scheduler.next_brief(2, |_| true), None);
    scheduler.submit(JobClass::Cpu, fake("brief", SHORT));
    scheduler.submit(JobClass::Password { memory: 1 }, fake("password", LONG));
    assert_eq!(scheduler.next_brief(2, |_| true), None);
}

/// How many outcomes each runner gathers of `calls` that wait, where they take jobs in turn.
fn gathered(calls: usize, runners: usize) -> Vec<usize> {
    let scheduler = scheduler(LIMITS);
    for _ in 0..calls {
        scheduler.submit(JobClass::Cpu, fake("brief", SHORT));
    }
    let taken = |_: usize| usize::from(scheduler.next(JobClass::Cpu).is_some());
    let mut gathered: Vec<usize> = (0..runners).map(taken).collect();
    let mut goes_on = vec![true; runners];
    while goes_on.contains(&true) {
        for (count, goes_on) in gathered.iter_mut().zip(&mut goes_on) {
            *goes_on = *goes_on && scheduler.next_brief(*count, |_| true).is_some();
            *count += usize::from(*goes_on);
        }
    }
    gathered
}

#[test]
fn runners_leave_themselves_as_much_to_do_as_the_event_loop_is_notified_of() {
    assert_eq!(gathered(3, 2), [1, 1]);
    assert_eq!(gathered(16, 1), [8]);
    assert_eq!(gathered(16, 2), [6, 5]);
    assert_eq!(gathered(16, 16), [1; 16]);
}

#[test]
fn a_job_is_taken_beside_another_only_while_no_thread_is_free_for_it() {
    let scheduler = scheduler(LIMITS);
    for name in ["first", "second", "third"] {
        scheduler.submit(JobClass::Cpu, fake(name, SHORT));
    }
    scheduler.next(JobClass::Cpu);
    assert_eq!(scheduler.next_beside(SHORT, 2, |_| true), None);
    scheduler.next(JobClass::Cpu);
    assert_eq!(scheduler.next_beside(LONG, 2, |_| true), None, "none waits with the long ones");
    assert_eq!(scheduler.next_beside(SHORT, 2, |job| job.name == "third"), Some(fake("third", SHORT)));
    assert_eq!(load(scheduler).running, 3);
}

#[test]
fn statistics_tell_completed_failed_and_aborted_jobs_apart() {
    let scheduler = scheduler(LIMITS);
    for fate in [Fate::Completed, Fate::Completed, Fate::Failed, Fate::Aborted] {
        scheduler.submit(JobClass::File, fake("a", SHORT));
        scheduler.next(JobClass::File);
        scheduler.ended(JobClass::File, &End { fate, ..end(SHORT) }, None);
    }
    let state = scheduler.lock();
    let counts = &state.statistics;
    assert_eq!((counts.completed, counts.failed, counts.aborted), (2, 1, 1));
    assert_eq!((counts.wait.len(), counts.run.len()), (4, 4));
}
