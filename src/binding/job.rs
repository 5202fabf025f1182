//! One job: its work, and how it runs.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::completions::Completions;
use super::encoding::Encoding;
use super::fair_queue::Took;
use super::input::JobInput;
use super::panic::message_of;
use super::reference::Reference;
use super::reservation::Reservation;
use super::scheduler::{End, Schedule};
use super::statistics::Fate;
use super::ticket::Ticket;
use super::value::Outcome;
use crate::engine::cancel::Cancel;
use crate::engine::digest::{self, Request, Spec, digest_two};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// What a job does with its inputs. The work checks the flag at every block.
pub struct Work {
    body: Body,
    brief: bool,
    /// How long it takes a thread, more or less.
    estimate: Duration,
    /// For a digest that gains from another one beside it.
    pair: Option<Pairing>,
}

/// What is needed to compute a job's digest beside another's, instead of calling its body.
struct Pairing {
    spec: Arc<Spec>,
    encoding: Encoding,
}

type Body = Box<dyn FnOnce(&[InputBytes<'_>], &Cancel) -> Outcome + Send>;

/// A job that waits.
pub struct Job {
    work: Work,
    call: Call,
}

/// The promise of a job, and its input.
struct Call {
    ticket: Ticket,
    input: JobInput,
    queued: Instant,
    estimate: Duration,
}

/// A job that has run. The scheduler has to know its end before JavaScript does.
pub struct Finished {
    pub end: End,
    /// For the scheduler, if the job had one.
    pub reservation: Option<Reservation>,
    ticket: Ticket,
    outcome: Outcome,
    kept: Vec<Reference>,
}

/// The time in which a thread did the work of one job, or of several together.
#[derive(Clone, Copy)]
struct Run {
    started: Instant,
    jobs: u32,
}

impl Run {
    fn alone(started: Instant) -> Self {
        Self { started, jobs: 1 }
    }
}

impl Work {
    pub fn new(body: impl FnOnce(&[InputBytes<'_>], &Cancel) -> Outcome + Send + 'static) -> Self {
        Self { body: Box::new(body), brief: false, estimate: Duration::ZERO, pair: None }
    }

    /// Says whether it takes no more than some 100 microseconds, whatever is in the input. The event
    /// loop is notified of outcomes of such jobs together: waking it for each would cost more than all the rest.
    pub fn brief(self, brief: bool) -> Self {
        Self { brief, ..self }
    }

    /// Says how long it takes a thread, more or less; else it is next to nothing. Jobs that take long wait apart.
    pub fn takes(self, estimate: Duration) -> Self {
        Self { estimate, ..self }
    }

    /// Says that it computes the digest of its only input, which may be done beside another one.
    pub fn beside_another(self, spec: Arc<Spec>, encoding: Encoding) -> Self {
        Self { pair: Some(Pairing { spec, encoding }), ..self }
    }
}

impl Schedule for Job {
    fn estimate(&self) -> Duration {
        self.call.estimate
    }
}

impl Finished {
    /// Leaves the outcome for the environment, which is returned and has to be notified.
    #[must_use]
    pub fn leave(self) -> Arc<Completions> {
        self.ticket.leave(self.outcome, self.kept)
    }
}

impl Job {
    pub fn new(work: Work, ticket: Ticket, input: JobInput) -> Self {
        let call = Call { ticket, input, queued: Instant::now(), estimate: work.estimate };
        Self { work, call }
    }

    /// Whether it is of this environment and brief.
    pub fn is_brief_one_of(&self, completions: &Arc<Completions>) -> bool {
        self.work.brief && Arc::ptr_eq(self.call.ticket.completions(), completions)
    }

    /// Whether it is a digest that gains from being computed beside another one.
    pub fn gains_from_another(&self) -> bool {
        self.work.pair.is_some() && self.call.input.len() >= digest::WORTH_IT
    }

    /// Whether both gain from being computed beside each other.
    pub fn gains_from(&self, other: &Self) -> bool {
        let (Some(mine), Some(others)) = (&self.work.pair, &other.work.pair) else { return false };
        other.gains_from_another() && digest::gain_together(&mine.spec, &others.spec)
    }

    /// Does the work. A panic becomes an outcome too.
    #[must_use]
    pub fn run(self) -> Finished {
        let Self { work, call } = self;
        let started = Instant::now();
        if !call.begin_borrow() {
            return call.end(Run::alone(started), Err(Failure::Aborted));
        }
        let outcome = call.attempt(work.body);
        call.end_borrow();
        call.end(Run::alone(started), outcome)
    }

    /// As [`run`](Self::run), for two that gain from each other.
    #[must_use]
    pub fn run_two(first: Self, second: Self) -> [Finished; 2] {
        let started = Instant::now();
        let (Some(one), Some(other)) = (&first.work.pair, &second.work.pair) else {
            return [first.run(), second.run()];
        };
        if !first.call.begin_borrow() {
            return [first.run(), second.run()];
        }
        if !second.call.begin_borrow() {
            first.call.end_borrow();
            return [first.run(), second.run()];
        }
        let [mine, others] = attempt_two([(one, &first.call), (other, &second.call)]);
        first.call.end_borrow();
        second.call.end_borrow();
        let run = Run { started, jobs: 2 };
        [first.call.end(run, mine), second.call.end(run, others)]
    }

    /// Gives up the input of a job that will not run.
    pub fn withdraw(self) -> (Ticket, Vec<Reference>) {
        (self.call.ticket, self.call.input.release())
    }
}

impl Call {
    /// Does the work, unless it was cancelled.
    fn attempt(&self, body: Body) -> Outcome {
        let cancel = self.ticket.cancel();
        attempt(|| {
            cancel.check()?;
            self.input.with_sources(|sources| body(sources, cancel))
        })
    }

    /// Says that the work starts to read memory of the environment, if it does. False when that is gone already.
    fn begin_borrow(&self) -> bool {
        !self.input.borrows() || self.ticket.completions().begin_borrow()
    }

    /// The work that began with [`begin_borrow`](Self::begin_borrow) no longer reads that memory.
    fn end_borrow(&self) {
        if self.input.borrows() {
            self.ticket.completions().end_borrow();
        }
    }

    fn end(self, run: Run, outcome: Outcome) -> Finished {
        let Self { ticket, mut input, queued, estimate } = self;
        let reservation = input.take_reservation();
        let kept = input.release();
        let ran = run.started.elapsed();
        let took = Took { estimate, time: ran / run.jobs };
        let fate = fate_of(&outcome);
        if fate == Fate::Aborted {
            ticket.cancel().heed();
        }
        let end = End { fate, waited: run.started - queued, ran, took };
        Finished { end, reservation, ticket, outcome, kept }
    }
}

fn fate_of(outcome: &Outcome) -> Fate {
    match outcome {
        Ok(_) => Fate::Completed,
        Err(Failure::Aborted) => Fate::Aborted,
        Err(_) => Fate::Failed,
    }
}

/// Does the work. A panic in it is a failure of this job alone.
fn attempt<T>(work: impl FnOnce() -> std::result::Result<T, Failure>) -> std::result::Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(Failure::Internal(panic_message(&*panic).into())))
}

/// Computes the digests of two jobs at the same time.
fn attempt_two(jobs: [(&Pairing, &Call); 2]) -> [Outcome; 2] {
    let [(first, one), (second, other)] = jobs;
    let digests = attempt(|| {
        one.input.with_sources(|mine| {
            other.input.with_sources(|others| {
                Ok(digest_two([
                    Request { spec: &first.spec, input: mine[0], cancel: one.ticket.cancel() },
                    Request { spec: &second.spec, input: others[0], cancel: other.ticket.cancel() },
                ]))
            })
        })
    });
    match digests {
        Ok([mine, others]) => [
            mine.map(|digest| first.encoding.apply(digest)),
            others.map(|digest| second.encoding.apply(digest)),
        ],
        Err(panic) => [Err(panic), Err(Failure::Internal("the digest computed beside it panicked".into()))],
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    format!("a native job panicked: {}", message_of(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_with_its_message() {
        let Err(Failure::Internal(message)) = attempt::<()>(|| panic!("index {} out of range", 7)) else {
            panic!("not a failure")
        };
        assert!(message.ends_with("index 7 out of range"), "{message}");
    }
}
