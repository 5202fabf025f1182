//! Brings results from pool threads back to the JavaScript thread that asked for them.
//!
//! One [`Completions`] per environment (main thread or worker thread), with one thread-safe function, which keeps the loop
//! alive, and wakes it where the runtime has nothing better. Finished jobs wait in a queue; the loop is woken once for all
//! that is in it, and settles what is ready, a bounded number of promises a turn.

mod install;
mod settle;

use std::collections::VecDeque;
use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::loop_waker::LoopWaker;
use super::reference::Reference;
use super::value::Outcome;
use crate::engine::cancel::Cancel;

pub struct Completions {
    tsfn: AtomicPtr<sys::napi_threadsafe_function__>,
    /// Wakes the loop in place of the thread-safe function, where the runtime is Node.
    waker: OnceLock<LoopWaker>,
    /// The environment's own `setImmediate`, even where the program replaces the global one.
    set_immediate: Reference,
    /// What the loop stays alive for: promises not settled yet, and holds. Written on the JavaScript thread only.
    pending: AtomicU32,
    state: Mutex<State>,
    /// Whether the thread-safe function and the waker are alive. It has its own lock, which the JavaScript thread takes only to
    /// end it: that thread needs the lock of the state as soon as it is woken, and would have to wait for the thread that woke
    /// it.
    alive: RwLock<bool>,
    idle: Condvar,
    /// Cancels every job when the environment goes away.
    pub closing: Cancel,
}

struct State {
    open: bool,
    /// Jobs that may be reading memory of this environment right now.
    borrowing: u32,
    done: VecDeque<Done>,
    /// Whether the loop was notified of something in `done`, and has not emptied it since.
    notified: bool,
}

struct Done {
    deferred: Deferred,
    outcome: Outcome,
    /// JavaScript objects whose memory the job read.
    kept: Vec<Reference>,
}

/// A promise not settled yet.
pub struct Deferred {
    raw: sys::napi_deferred,
    /// Whether the loop stays alive for it.
    held: bool,
}
// SAFETY: other threads only carry it; it is settled on the thread that made it.
unsafe impl Send for Deferred {}

impl Completions {
    /// The completions of this environment.
    pub fn of(env: &Env) -> Result<&'static Arc<Self>> {
        Ok(env.get_instance_data::<Arc<Self>>()?.expect("installed when the addon was loaded"))
    }

    /// Makes a promise. The environment's loop stays alive until it is settled.
    pub fn promise<'env>(&self, env: &'env Env) -> Result<(Deferred, Unknown<'env>)> {
        let promise = self.background_promise(env)?;
        self.hold(env.raw())?;
        let (Deferred { raw, .. }, promise) = promise;
        Ok((Deferred { raw, held: true }, promise))
    }

    /// Makes a promise that the loop does not stay alive for.
    pub fn background_promise<'env>(&self, env: &'env Env) -> Result<(Deferred, Unknown<'env>)> {
        let (mut raw, mut promise) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: called on the environment's own thread with its live handle.
        let promise = unsafe {
            check_status!(sys::napi_create_promise(env.raw(), &mut raw, &mut promise))?;
            Unknown::from_raw_unchecked(env.raw(), promise)
        };
        Ok((Deferred { raw, held: false }, promise))
    }

    /// Keeps the loop alive until [`let_go`](Self::let_go). JavaScript thread only.
    pub fn hold(&self, env: sys::napi_env) -> Result<()> {
        if self.pending.fetch_add(1, Ordering::Relaxed) == 0 {
            // SAFETY: `env` is live and this is its thread; the function is alive for as long as that.
            check_status!(unsafe {
                sys::napi_ref_threadsafe_function(env, self.tsfn.load(Ordering::Acquire))
            })?;
        }
        Ok(())
    }

    /// Ends this many holds. JavaScript thread only.
    pub fn let_go(&self, env: sys::napi_env, holds: u32) {
        if holds > 0 && self.pending.fetch_sub(holds, Ordering::Relaxed) == holds {
            // SAFETY: as for `hold`.
            unsafe { sys::napi_unref_threadsafe_function(env, self.tsfn.load(Ordering::Acquire)) };
        }
    }

    /// Says that a job starts to read memory of this environment, which from then on waits for it
    /// before going away. False when the environment is gone already.
    pub fn begin_borrow(&self) -> bool {
        let mut state = self.lock();
        state.borrowing += u32::from(state.open);
        state.open
    }

    /// The job of [`begin_borrow`](Self::begin_borrow) no longer reads that memory.
    pub fn end_borrow(&self) {
        let mut state = self.lock();
        state.borrowing -= 1;
        if state.borrowing == 0 {
            self.idle.notify_all();
        }
    }

    /// Leaves an outcome for the JavaScript thread, which the caller has to [`notify`](Self::notify).
    /// Nothing happens when its environment is gone.
    pub fn leave(&self, deferred: Deferred, outcome: Outcome, kept: Vec<Reference>) {
        let mut state = self.lock();
        if state.open {
            state.done.push_back(Done { deferred, outcome, kept });
        }
    }

    /// Has the JavaScript thread settle what was left for it.
    pub fn notify(&self) {
        let mut state = self.lock();
        if state.open && !state.notified && !state.done.is_empty() {
            state.notified = true;
            drop(state);
            self.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leak(self: &Arc<Self>) -> *mut c_void {
        Arc::into_raw(Arc::clone(self)).cast_mut().cast()
    }

    /// Wakes the loop, unless the environment is gone.
    fn wake(&self) {
        let alive = self.alive.read().unwrap_or_else(PoisonError::into_inner);
        if !*alive {
            return;
        }
        // SAFETY: [`close`](install) says that neither is alive any more before Node frees them, and waits for the lock to do so.
        // Non-blocking on an unbounded queue: cannot deadlock with `close`.
        unsafe {
            match self.waker.get() {
                Some(waker) => waker.wake(),
                None => {
                    let tsfn = self.tsfn.load(Ordering::Acquire);
                    let mode = sys::ThreadsafeFunctionCallMode::nonblocking;
                    sys::napi_call_threadsafe_function(tsfn, ptr::null_mut(), mode);
                }
            }
        }
    }
}

/// A finalizer: gives back the `Arc` in `context`.
///
/// # Safety
/// Called by Node-API only, once for each pointer of `leak` that it was registered with.
unsafe extern "C" fn release(_: sys::napi_env, _: *mut c_void, context: *mut c_void) {
    // SAFETY: a pointer of `leak`, given back once.
    drop(unsafe { Arc::from_raw(context.cast::<Completions>()) });
}
