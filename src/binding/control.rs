//! The caller's hand on a job: stop it, or ask how far it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use napi_derive::napi;

use super::pool;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::progress::Progress;

/// Made only for calls with a signal or a progress callback.
#[napi]
#[derive(Default)]
pub struct Control {
    cancel: Cancel,
    progress: Arc<Progress>,
    /// The place in line or the job that stands for the call now; 0 before there is one. Written and
    /// read on the JavaScript thread.
    at: AtomicU64,
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
        let scheduler = pool::scheduler();
        if let Some((ticket, kept)) = scheduler.withdraw(self.at.load(Ordering::Relaxed)) {
            scheduler.lock().statistics.withdrawn();
            ticket.settle_keeping(Err(Failure::Aborted), kept);
        }
    }

    /// Bytes done and bytes in total; the total is 0 until it is known.
    #[napi(catch_unwind)]
    pub fn progress(&self) -> (f64, f64) {
        let (done, total) = self.progress.read();
        (done as f64, total as f64)
    }
}

impl Control {
    pub fn flag(&self) -> Cancel {
        self.cancel.clone()
    }

    pub fn meter(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    pub fn now_at(&self, id: u64) {
        self.at.store(id, Ordering::Relaxed);
    }
}
