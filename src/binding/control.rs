//! Cancels a call, and reports how far it is.

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_derive::napi;

use super::scheduler::Withdrawn;
use super::shared_scheduler::scheduler;
use super::threads::settings;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::progress::Progress;

/// How far a job is.
#[napi(object, object_from_js = false, js_name = "Progress")]
pub struct ProgressObject {
    /// Bytes.
    pub done: f64,
    /// Bytes; 0 until it is known.
    pub total: f64,
}

/// Made only for calls with a signal or a progress callback.
#[napi]
#[derive(Default)]
pub struct Control {
    cancel: Cancel,
    progress: Arc<Progress>,
    /// Numbers of the call's places in the queue for bytes and of its jobs, the newest last: as many as can be waiting.
    at: Mutex<VecDeque<u64>>,
    /// Whether the call has asked for room or for a job.
    begun: AtomicBool,
}

#[napi]
impl Control {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the call: at once where it waits, else at the job's next block. Its promise rejects then.
    #[napi(catch_unwind)]
    pub fn cancel(&self) {
        self.cancel.cancel();
        self.withdraw();
    }

    /// Counts the call as aborted, where none of its jobs was counted: it was between two of them, or its input was
    /// being copied. Called once, when the call has ended by its abort and none of its jobs runs.
    #[napi(catch_unwind)]
    pub fn count_abort(&self) {
        if self.begun.load(Ordering::Relaxed) && !self.cancel.is_heeded() {
            scheduler().lock().statistics.withdrawn();
        }
    }

    #[napi(catch_unwind)]
    pub fn progress(&self) -> ProgressObject {
        let (done, total) = self.progress.read();
        ProgressObject { done: done as f64, total: total as f64 }
    }
}

impl Control {
    pub fn flag(&self) -> &Cancel {
        &self.cancel
    }

    pub fn meter(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Takes note that the call asks for room or for a job.
    pub fn begin(&self) {
        self.begun.store(true, Ordering::Relaxed);
    }

    /// Takes note of a place in the queue for bytes, or of a job. A call has at most one such place and one job for each
    /// thread that wait; what is older has been granted, or has begun.
    pub fn now_at(&self, id: u64) {
        self.begin();
        let most = settings().threads + 1;
        let mut at = self.lock();
        let older = (at.len() + 1).saturating_sub(most);
        at.drain(..older);
        at.push_back(id);
        drop(at);
        if self.cancel.is_cancelled() {
            self.withdraw();
        }
    }

    /// Withdraws what has not begun.
    fn withdraw(&self) {
        for id in mem::take(&mut *self.lock()) {
            let withdrawn = scheduler().withdraw(id);
            if withdrawn.is_some() {
                self.cancel.heed();
            }
            match withdrawn {
                Some(Withdrawn::Job(job)) => {
                    let (ticket, kept) = job.withdraw();
                    ticket.settle_releasing(Err(Failure::Aborted), kept);
                }
                Some(Withdrawn::Waiter(ticket)) => ticket.settle(Err(Failure::Aborted)),
                None => {}
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<u64>> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
