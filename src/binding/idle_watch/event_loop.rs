//! What can be known of an event loop from another thread: how long it has waited for events, as libuv counts it, whether it
//! still waits, and what ends its wait.

use std::ffi::{c_int, c_void};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use napi::{Env, Result};

use super::sleep::Descriptor;
use crate::binding::libuv::{LIBUV, Libuv};
use crate::binding::loop_handle::{self, HandleState};

/// A loop of libuv's.
pub struct EventLoop {
    raw: *mut c_void,
    libuv: &'static Libuv,
    turns: Arc<Turns>,
    descriptor: Descriptor,
}

// SAFETY: the loop is passed to `uv_metrics_idle_time` only, which may be called from any thread.
unsafe impl Send for EventLoop {}

/// What the loop says each time before it waits.
#[derive(Default)]
struct Turns {
    count: AtomicU32,
    /// When it will have waited long enough, in milliseconds of libuv's clock.
    until: AtomicU64,
}

impl EventLoop {
    /// The loop of an environment; none where the runtime is not Node.
    ///
    /// # Errors
    /// When Node-API refuses.
    ///
    /// # Safety
    /// `env` is live and this is its thread.
    pub unsafe fn of(env: &Env) -> Result<Option<Self>> {
        // SAFETY: by contract.
        let Some(libuv) = (unsafe { Libuv::of(env) })? else { return Ok(None) };
        let raw = env.get_uv_event_loop()?.cast();
        let turns = Arc::new(Turns::default());
        let waiting = Waiting { raw, turns: Arc::clone(&turns) };
        // SAFETY: by contract.
        if unsafe { loop_handle::open(env, libuv, waiting) }?.is_none() {
            return Ok(None);
        }
        // SAFETY: the loop is there, and the descriptor is its own.
        let descriptor = Descriptor::copy_of(unsafe { (libuv.backend_fd)(raw) });
        Ok(Some(Self { raw, libuv, turns, descriptor }))
    }

    /// How long it has waited since it began.
    ///
    /// # Safety
    /// The environment has not gone away.
    pub unsafe fn waited(&self) -> Duration {
        // SAFETY: the loop lives for as long as its environment, by contract.
        Duration::from_nanos(unsafe { (self.libuv.metrics_idle_time)(self.raw) })
    }

    /// How many times it has begun to wait.
    pub fn turns(&self) -> u32 {
        self.turns.count.load(Ordering::Acquire)
    }

    /// How long it still waits where nothing happens; none for as long as it takes. Of the wait that `turns` has counted last.
    pub fn waits_for(&self) -> Option<Duration> {
        let until = self.turns.until.load(Ordering::Acquire);
        // SAFETY: no memory is involved.
        let now = unsafe { (self.libuv.hrtime)() } / 1_000_000;
        (until != u64::MAX).then(|| Duration::from_millis(until.saturating_sub(now)))
    }

    /// What becomes readable when something ends its wait.
    pub fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }
}

/// The handle by which the loop says that it is about to wait.
struct Waiting {
    raw: *mut c_void,
    turns: Arc<Turns>,
}

impl HandleState for Waiting {
    const KIND: c_int = 9;

    unsafe fn begin(libuv: &Libuv, event_loop: *mut c_void, handle: *mut c_void) -> c_int {
        // SAFETY: by contract. A handle that was initialized can be started.
        unsafe {
            match (libuv.prepare_init)(event_loop, handle) {
                0 => (libuv.prepare_start)(handle, before_wait),
                error => error,
            }
        }
    }
}

/// # Safety
/// Called by libuv only, on the thread of the loop, for a handle that is open.
unsafe extern "C" fn before_wait(handle: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: by contract.
    let Waiting { raw, turns } = unsafe { loop_handle::state_of(libuv, handle) };
    // SAFETY: the loop is that of this thread.
    let (timeout, now) = unsafe { ((libuv.backend_timeout)(*raw), (libuv.now)(*raw)) };
    turns.until.store(u64::try_from(timeout).map_or(u64::MAX, |time| now + time), Ordering::Release);
    turns.count.fetch_add(1, Ordering::Release);
}
