//! The right to hold bytes.

use std::mem::ManuallyDrop;

/// What a reservation is given back to.
pub trait Release: Sync {
    /// Gives back `bytes`, which were held at once, or after a wait under this number; or leaves the queue for them.
    fn release(&self, place: Option<u64>, bytes: u64);
}

/// Bytes that a job may hold, or its place in the queue for them. Dropping it gives them back.
pub struct Reservation {
    owner: &'static dyn Release,
    bytes: u64,
    place: Option<u64>,
}

impl Reservation {
    /// `place` names the place in the queue of a caller that had to wait.
    pub fn new(owner: &'static dyn Release, bytes: u64, place: Option<u64>) -> Self {
        Self { owner, bytes, place }
    }

    /// Its place and bytes, which the caller gives back.
    pub fn into_parts(self) -> (Option<u64>, u64) {
        let this = ManuallyDrop::new(self);
        (this.place, this.bytes)
    }

    /// The place in the queue, which `Scheduler::withdraw` takes.
    pub fn place(&self) -> Option<u64> {
        self.place
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.owner.release(self.place, self.bytes);
    }
}
