//! How the spawner gives way to the event loop.

use std::mem;

use libc::{c_int, sched_param};

/// A scheduling policy of the system.
#[derive(Clone, Copy)]
pub struct Policy {
    pub number: c_int,
    pub parameter: sched_param,
}

/// Makes the calling thread one that never takes the core from the thread that wakes it: where all cores are busy,
/// that would be the event loop, which would wait for the child to be made. Gives the policy that children are to
/// have, which else would inherit it; none where nothing was changed.
pub fn step_back() -> Option<Policy> {
    // SAFETY: the structure is plain data, for which zeros are right; no other memory is involved.
    unsafe {
        let parameter = mem::zeroed::<sched_param>();
        let is_normal = libc::sched_getscheduler(0) == libc::SCHED_OTHER;
        let is_set = is_normal && libc::sched_setscheduler(0, libc::SCHED_BATCH, &parameter) == 0;
        is_set.then_some(Policy { number: libc::SCHED_OTHER, parameter })
    }
}
