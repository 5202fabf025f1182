//! The right to settle one promise.

use std::sync::Arc;

use napi::bindgen_prelude::*;

use super::completions::{Completions, Deferred};
use super::reference::Reference;
use super::scheduler::Waiter;
use super::value::{Outcome, Value};
use crate::engine::cancel::Cancel;

/// The right to settle one promise, and the flag that cancels the work for it. It has one owner at a time, who settles
/// it once.
pub struct Ticket {
    completions: Arc<Completions>,
    deferred: Deferred,
    cancel: Cancel,
}

impl Ticket {
    /// A promise for JavaScript and the ticket that settles it. The work is cancelled by `cancel`, if given, and when
    /// the environment goes away.
    pub fn open<'env>(env: &'env Env, cancel: Option<&Cancel>) -> Result<(Self, Unknown<'env>)> {
        let completions = Completions::of(env)?;
        let (deferred, promise) = completions.promise(env)?;
        let closing = &completions.closing;
        let cancel = cancel.map_or_else(|| closing.clone(), |cancel| cancel.clone().child_of(closing));
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

    /// The flag that cancels the work.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// The environment of the promise.
    pub fn completions(&self) -> &Arc<Completions> {
        &self.completions
    }

    /// Settles the promise, on its own thread and soon.
    pub fn settle(self, outcome: Outcome) {
        self.settle_releasing(outcome, Vec::new());
    }

    /// As [`settle`](Self::settle), and releases the objects whose memory the work read.
    pub fn settle_releasing(self, outcome: Outcome, kept: Vec<Reference>) {
        self.leave(outcome, kept).notify();
    }

    /// As [`settle_releasing`](Self::settle_releasing), but the caller has to notify the environment, which is returned.
    pub fn leave(self, outcome: Outcome, kept: Vec<Reference>) -> Arc<Completions> {
        self.completions.leave(self.deferred, outcome, kept);
        self.completions
    }
}

/// A promise of room for bytes.
impl Waiter for Ticket {
    fn grant(self) {
        self.settle(Ok(Value::Done));
    }
}
