//! One job: from JavaScript's call to a settled promise.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use napi::bindgen_prelude::*;

use super::admission::{Lane, Next};
use super::completions::{Completions, Deferred};
use super::control::Control;
use super::input::Held;
use super::outcome::Outcome;
use super::pool;
use super::reference::Reference;
use super::statistics::End;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// What a job does with its inputs. It looks at the flag at every block.
pub type Work = Box<dyn FnOnce(&[Source<'_>], &Cancel) -> Outcome + Send>;

/// The right to settle one promise, and the flag of whoever waits for it.
pub struct Ticket {
    completions: Arc<Completions>,
    deferred: Deferred,
    cancel: Cancel,
}

/// A job that has not started.
pub struct Job {
    ticket: Ticket,
    held: Held,
    work: Work,
    queued: Instant,
}

impl Ticket {
    /// A promise for JavaScript and the ticket that settles it.
    pub fn open<'env>(env: &'env Env, control: Option<&Control>) -> Result<(Self, Unknown<'env>)> {
        let completions = Completions::of(env)?;
        let (deferred, promise) = completions.promise(env)?;
        let cancel = control.map(Control::flag).unwrap_or_default().child_of(&completions.closing);
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
        self.completions.settle(self.deferred, outcome, kept);
    }
}

impl Job {
    /// Runs on a thread of the lane; settles the promise whatever happens.
    pub fn run(self, lane: Lane) {
        let Self { ticket, held, work, queued } = self;
        let started = Instant::now();
        let outcome = if held.borrows() {
            borrowing(&ticket.completions, || attempt(work, &held, &ticket.cancel))
        } else {
            attempt(work, &held, &ticket.cancel)
        };
        let kept = held.release();
        let end = End { outcome: &outcome, waited: started - queued, ran: started.elapsed() };
        pool::scheduler().ended(lane, &end);
        ticket.settle_keeping(outcome, kept);
    }

    /// Gives up the input of a job that will not run.
    pub fn withdraw(self) -> (Ticket, Vec<Reference>) {
        (self.ticket, self.held.release())
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
    let job = Job { ticket, held, work, queued: Instant::now() };
    let (id, next) = pool::scheduler().submit(lane, job);
    if let Some(control) = control {
        control.now_at(id);
    }
    if matches!(next, Next::Run) {
        pool::start_runner(lane);
    }
    Ok(promise)
}

/// Does what reads memory of an environment, unless that is gone already.
fn borrowing(completions: &Completions, attempt: impl FnOnce() -> Outcome) -> Outcome {
    if !completions.begin_borrow() {
        return Err(Failure::Aborted);
    }
    let outcome = attempt();
    completions.end_borrow();
    outcome
}

/// Does the work. A panic in it is a failure of this job alone.
fn attempt(work: Work, held: &Held, cancel: &Cancel) -> Outcome {
    cancel.check()?;
    catch_unwind(AssertUnwindSafe(|| held.with_sources(|sources| work(sources, cancel))))
        .unwrap_or_else(|panic| Err(Failure::Internal(panic_message(&*panic).into())))
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("a native job panicked: {}", text.unwrap_or("no message"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binding::outcome::Value;

    #[test]
    fn a_panic_is_a_failure_with_its_message() {
        let work: Work = Box::new(|_, _| panic!("index {} out of range", 7));
        let outcome = attempt(work, &Held::default(), &Cancel::default());
        let Err(Failure::Internal(message)) = outcome else { panic!("not a failure") };
        assert!(message.ends_with("index 7 out of range"), "{message}");
    }

    #[test]
    fn a_cancelled_job_does_not_begin() {
        let cancel = Cancel::default();
        cancel.cancel();
        let work: Work = Box::new(|_, _| Ok(Value::Done));
        assert!(matches!(attempt(work, &Held::default(), &cancel), Err(Failure::Aborted)));
    }
}
