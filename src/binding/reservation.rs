//! The right to hold bytes.

use std::mem::ManuallyDrop;

use super::admission::Scheduler;

/// Bytes that a job may hold, or its place in line for them. Dropping it gives them back.
pub struct Reservation {
    scheduler: &'static Scheduler,
    bytes: u64,
    /// Names the place in line, for those who had to wait.
    place: Option<u64>,
}

impl Reservation {
    pub fn new(scheduler: &'static Scheduler, bytes: u64, place: Option<u64>) -> Self {
        Self { scheduler, bytes, place }
    }

    /// Its place and bytes, which the caller gives back.
    pub fn into_parts(self) -> (Option<u64>, u64) {
        let this = ManuallyDrop::new(self);
        (this.place, this.bytes)
    }

    /// The place in line, for [`Scheduler::withdraw`].
    pub fn place(&self) -> Option<u64> {
        self.place
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.scheduler.release(self.place, self.bytes);
    }
}
