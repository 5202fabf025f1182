//! One job: from JavaScript's call to a settled promise.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use napi::bindgen_prelude::*;

use super::admission::Lane;
use super::completions::{Completions, Deferred};
use super::control::Control;
use super::cpu_queue::Took;
use super::encoding::Encoding;
use super::input::Held;
use super::panic::message_of;
use super::pool;
use super::reference::Reference;
use super::runners::Next;
use super::statistics::End;
use super::value::Outcome;
use crate::engine::cancel::Cancel;
use crate::engine::digest::{self, Request, Spec, digest_two};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// What a job does with its inputs. It looks at the flag at every block.
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

/// The right to settle one promise, and the flag of whoever waits for it.
pub struct Ticket {
    completions: Arc<Completions>,
    deferred: Deferred,
    cancel: Cancel,
}

/// A job that has not started.
pub struct Job {
    work: Work,
    call: Call,
}

/// What a job owes, and what it has been given.
struct Call {
    ticket: Ticket,
    held: Held,
    queued: Instant,
    estimate: Duration,
}

/// What one thread does at a time.
#[derive(Clone, Copy)]
struct Run {
    started: Instant,
    /// How many jobs it is shared by.
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

    /// Says whether it takes no more than some 100 microseconds, whatever is in the input. Outcomes of such
    /// jobs are told together, since waking the event loop for each costs it more than all the rest.
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

impl Ticket {
    /// A promise for JavaScript and the ticket that settles it.
    pub fn open<'env>(env: &'env Env, control: Option<&Control>) -> Result<(Self, Unknown<'env>)> {
        let completions = Completions::of(env)?;
        let (deferred, promise) = completions.promise(env)?;
        let closing = &completions.closing;
        let cancel = control.map_or_else(|| closing.clone(), |control| control.flag().child_of(closing));
        Ok((Self { completions: Arc::clone(completions), deferred, cancel }, promise))
    }

    /// As [`open`](Self::open), for a promise that the loop does not stay alive for.
    #[cfg(target_os = "linux")]
    pub fn open_in_background(env: &Env) -> Result<(Self, Unknown<'_>)> {
        let completions = Completions::of(env)?;
        let (deferred, promise) = completions.background_promise(env)?;
        let cancel = completions.closing.clone();
        Ok((Self { completions: Arc::clone(completions), deferred, cancel }, promise))
    }

    /// Settles the promise, on its own thread and soon.
    pub fn settle(self, outcome: Outcome) {
        self.settle_keeping(outcome, Vec::new());
    }

    /// As [`settle`](Self::settle), letting go of the objects whose memory the job read.
    pub fn settle_keeping(self, outcome: Outcome, kept: Vec<Reference>) {
        self.leave(outcome, kept).tell();
    }

    /// As [`settle_keeping`](Self::settle_keeping), but the caller has to tell the environment.
    fn leave(self, outcome: Outcome, kept: Vec<Reference>) -> Arc<Completions> {
        self.completions.leave(self.deferred, outcome, kept);
        self.completions
    }
}

impl Job {
    /// How long it takes a thread, more or less.
    pub fn estimate(&self) -> Duration {
        self.call.estimate
    }

    /// Whether it is of this environment and brief.
    pub fn is_brief_one_of(&self, completions: &Arc<Completions>) -> bool {
        self.work.brief && Arc::ptr_eq(&self.call.ticket.completions, completions)
    }

    /// Whether it is a digest that gains from being computed beside another one.
    pub fn gains_from_another(&self) -> bool {
        self.work.pair.is_some() && self.call.held.len() >= digest::WORTH_IT
    }

    /// Whether both gain from being computed beside each other.
    pub fn gains_from(&self, other: &Self) -> bool {
        let (Some(mine), Some(others)) = (&self.work.pair, &other.work.pair) else { return false };
        other.gains_from_another() && digest::gain_together(&mine.spec, &others.spec)
    }

    /// Runs on a thread of the lane and leaves its outcome, whatever happens, for the environment that is
    /// returned, which has to be told.
    #[must_use]
    pub fn run(self, lane: Lane) -> Arc<Completions> {
        let Self { work, call } = self;
        let started = Instant::now();
        if !call.begin_borrow() {
            return call.end(lane, Run::alone(started), Err(Failure::Aborted));
        }
        let outcome = call.attempt(work.body);
        call.end_borrow();
        call.end(lane, Run::alone(started), outcome)
    }

    /// As [`run`](Self::run), for two that gain from each other.
    #[must_use]
    pub fn run_two(first: Self, second: Self, lane: Lane) -> [Arc<Completions>; 2] {
        let started = Instant::now();
        let (Some(one), Some(other)) = (&first.work.pair, &second.work.pair) else {
            return [first.run(lane), second.run(lane)];
        };
        if !first.call.begin_borrow() {
            return [first.run(lane), second.run(lane)];
        }
        if !second.call.begin_borrow() {
            first.call.end_borrow();
            return [first.run(lane), second.run(lane)];
        }
        let [mine, others] = attempt_two([(one, &first.call), (other, &second.call)]);
        first.call.end_borrow();
        second.call.end_borrow();
        let run = Run { started, jobs: 2 };
        [first.call.end(lane, run, mine), second.call.end(lane, run, others)]
    }

    /// Gives up the input of a job that will not run.
    pub fn withdraw(self) -> (Ticket, Vec<Reference>) {
        (self.call.ticket, self.call.held.release())
    }
}

impl Call {
    /// Does the work, unless it was cancelled.
    fn attempt(&self, body: Body) -> Outcome {
        let cancel = &self.ticket.cancel;
        attempt(|| {
            cancel.check()?;
            self.held.with_sources(|sources| body(sources, cancel))
        })
    }

    /// Says that the work starts to read memory of the environment, if it does. False when that is gone already.
    fn begin_borrow(&self) -> bool {
        !self.held.borrows() || self.ticket.completions.begin_borrow()
    }

    /// The work of [`begin_borrow`](Self::begin_borrow) looks at that memory no more.
    fn end_borrow(&self) {
        if self.held.borrows() {
            self.ticket.completions.end_borrow();
        }
    }

    fn end(self, lane: Lane, run: Run, outcome: Outcome) -> Arc<Completions> {
        let Self { ticket, mut held, queued, estimate } = self;
        let reservation = held.take_reservation();
        let kept = held.release();
        let ran = run.started.elapsed();
        let end = End { outcome: &outcome, waited: run.started - queued, ran };
        pool::scheduler().ended(lane, &end, Took { estimate, time: ran / run.jobs }, reservation);
        ticket.leave(outcome, kept)
    }
}

/// Puts a job in its lane and returns its promise.
pub fn start<'env>(
    env: &'env Env,
    lane: Lane,
    held: Held,
    control: Option<&Control>,
    work: Work,
) -> Result<Unknown<'env>> {
    let (ticket, promise) = Ticket::open(env, control)?;
    let call = Call { ticket, held, queued: Instant::now(), estimate: work.estimate };
    let job = Job { work, call };
    let (id, next) = pool::scheduler().submit(lane, job);
    if let Some(control) = control {
        control.now_at(id);
    }
    if matches!(next, Next::Run) {
        pool::start_runner(lane);
    }
    Ok(promise)
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
        one.held.with_sources(|mine| {
            other.held.with_sources(|others| {
                Ok(digest_two([
                    Request { spec: &first.spec, input: mine[0], cancel: &one.ticket.cancel },
                    Request { spec: &second.spec, input: others[0], cancel: &other.ticket.cancel },
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
