//! How long an event loop has waited for events, as libuv counts it: to be asked from any thread. And where functions of
//! libuv are.

use std::ffi::{CStr, c_void};
use std::mem;
use std::ptr::NonNull;
use std::time::Duration;

use napi::Env;

/// `uv_metrics_idle_time`: nanoseconds, those of a wait that lasts too.
type IdleTime = unsafe extern "C" fn(*mut c_void) -> u64;

/// A loop of libuv's.
pub struct EventLoop {
    raw: NonNull<c_void>,
    idle_time: IdleTime,
}

// SAFETY: the loop is passed to `uv_metrics_idle_time` only, which may be called from any thread.
unsafe impl Send for EventLoop {}

impl EventLoop {
    /// The loop of an environment; none where the runtime has no libuv.
    pub fn of(env: &Env) -> Option<Self> {
        let idle_time = idle_time()?;
        let raw = NonNull::new(env.get_uv_event_loop().ok()?)?.cast();
        Some(Self { raw, idle_time })
    }

    /// How long it has waited since it began.
    ///
    /// # Safety
    /// The environment has not gone away.
    pub unsafe fn waited(&self) -> Duration {
        // SAFETY: the loop lives for as long as its environment, by contract.
        Duration::from_nanos(unsafe { (self.idle_time)(self.raw.as_ptr()) })
    }
}

fn idle_time() -> Option<IdleTime> {
    let found = libuv_function(c"uv_metrics_idle_time")?;
    // SAFETY: libuv has it with this signature since 1.39, which is older than every node that this addon runs on.
    Some(unsafe { mem::transmute::<*mut c_void, IdleTime>(found.as_ptr()) })
}

/// A function of the libuv that is part of the runtime's own program.
#[cfg(unix)]
pub fn libuv_function(name: &CStr) -> Option<NonNull<c_void>> {
    // SAFETY: only loaded symbols are searched.
    NonNull::new(unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) })
}

#[cfg(not(unix))]
pub fn libuv_function(_: &CStr) -> Option<NonNull<c_void>> {
    None
}
