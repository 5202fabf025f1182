//! How far a file job is: written by the job, read by any thread.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of input done and in total. `Relaxed`: the two numbers are only shown to people.
#[derive(Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Sets the total number of bytes, once it is known.
    pub fn set_total(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    /// Adds bytes that are done.
    pub fn advance(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Says how many bytes are done. It may have been more before: what was done in vain counts once.
    pub fn reach(&self, bytes: u64) {
        self.done.fetch_max(bytes, Ordering::Relaxed);
    }

    /// Bytes done and bytes in total.
    pub fn read(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}
