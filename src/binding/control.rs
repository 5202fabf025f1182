//! The caller's hand on a job: stop it, or ask how far it is.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_derive::napi;

use super::pool;
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
    /// The places in line and the jobs that stand for the call, the newest last: as many as can be waiting.
    at: Mutex<VecDeque<u64>>,
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

    #[napi(catch_unwind)]
    pub fn progress(&self) -> ProgressObject {
        let (done, total) = self.progress.read();
        ProgressObject { done: done as f64, total: total as f64 }
    }
}

impl Control {
    pub fn flag(&self) -> Cancel {
        self.cancel.clone()
    }

    pub fn meter(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Takes note of a place in line or a job. A call has at most one of the former, and of the latter one for each
    /// thread; what is older has been granted, or has begun.
    pub fn now_at(&self, id: u64) {
        let most = pool::settings().threads + 1;
        let mut at = self.lock();
        let older = (at.len() + 1).saturating_sub(most);
        at.drain(..older);
        at.push_back(id);
        drop(at);
        if self.cancel.is_cancelled() {
            self.withdraw();
        }
    }

    /// Takes back what has not begun.
    fn withdraw(&self) {
        let scheduler = pool::scheduler();
        for id in mem::take(&mut *self.lock()) {
            if let Some((ticket, kept)) = scheduler.withdraw(id) {
                scheduler.lock().statistics.withdrawn();
                ticket.settle_keeping(Err(Failure::Aborted), kept);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<u64>> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
