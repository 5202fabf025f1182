//! Brings results from pool threads back to the JavaScript thread that asked for them.
//!
//! One [`Completions`] per environment (main thread or worker thread), with one thread-safe function
//! that is only ever used to wake the loop. Finished jobs wait in a queue; the job that finds it empty
//! wakes the loop, and one wake-up settles every promise that is ready.

use std::collections::VecDeque;
use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::failure;
use super::outcome::{self, Outcome};
use super::reference::Reference;
use crate::core::cancel::Cancel;

/// Promises settled per loop turn, so that a burst of results cannot hold up timers and I/O.
const PER_TURN: usize = 256;

pub struct Completions {
    tsfn: AtomicPtr<sys::napi_threadsafe_function__>,
    /// Promises not settled yet. Written on the JavaScript thread only.
    pending: AtomicU32,
    state: Mutex<State>,
    idle: Condvar,
    /// Cancels every job when the environment goes away.
    pub closing: Cancel,
}

struct State {
    open: bool,
    /// Jobs that may be reading memory of this environment right now.
    borrowing: u32,
    done: VecDeque<Done>,
}

struct Done {
    deferred: Deferred,
    outcome: Outcome,
    /// JavaScript objects whose memory the job read.
    kept: Vec<Reference>,
}

/// A promise not settled yet.
pub struct Deferred(sys::napi_deferred);
// SAFETY: other threads only carry it; it is settled on the thread that made it.
unsafe impl Send for Deferred {}

impl Completions {
    /// Called once per environment, while the addon loads.
    pub fn install(env: &Env) -> Result<()> {
        // Pool threads reach this library for as long as the process lives: never unload it.
        retain_current_module_for_unload_safety();
        let completions = Arc::new(Self {
            tsfn: AtomicPtr::default(),
            pending: AtomicU32::new(0),
            state: Mutex::new(State { open: true, borrowing: 0, done: VecDeque::new() }),
            idle: Condvar::new(),
            closing: Cancel::default(),
        });
        let raw = env.raw();
        // SAFETY: `raw` is the live environment of this thread; every pointer handed over is an `Arc`
        // that is given back by exactly one callback.
        unsafe {
            let mut name = ptr::null_mut();
            check_status!(sys::napi_create_string_utf8(raw, c"offloop".as_ptr(), 7, &mut name))?;
            let resource = async_resource(raw, &completions)?;
            let mut tsfn = ptr::null_mut();
            check_status!(sys::napi_create_threadsafe_function(
                raw,
                ptr::null_mut(),
                resource,
                name,
                0,
                1,
                ptr::null_mut(),
                Some(release),
                completions.leak(),
                Some(wake),
                &mut tsfn,
            ))?;
            completions.tsfn.store(tsfn, Ordering::Release);
            check_status!(sys::napi_unref_threadsafe_function(raw, tsfn))?;
            // Hooks run last-in first-out: ours runs before Node closes the thread-safe function.
            check_status!(sys::napi_add_env_cleanup_hook(raw, Some(close), completions.leak()))?;
        }
        env.set_instance_data(completions, (), |_| {})
    }

    /// The completions of this environment.
    pub fn of(env: &Env) -> Result<&'static Arc<Self>> {
        Ok(env.get_instance_data::<Arc<Self>>()?.expect("installed when the addon was loaded"))
    }

    /// Makes a promise. The environment's loop stays alive until it is settled.
    pub fn promise<'env>(&self, env: &'env Env) -> Result<(Deferred, Unknown<'env>)> {
        let (mut deferred, mut promise) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: called on the environment's own thread with its live handle.
        let promise = unsafe {
            check_status!(sys::napi_create_promise(env.raw(), &mut deferred, &mut promise))?;
            if self.pending.fetch_add(1, Ordering::Relaxed) == 0 {
                let tsfn = self.tsfn.load(Ordering::Acquire);
                check_status!(sys::napi_ref_threadsafe_function(env.raw(), tsfn))?;
            }
            Unknown::from_raw_unchecked(env.raw(), promise)
        };
        Ok((Deferred(deferred), promise))
    }

    /// Says that a job starts to read memory of this environment, which from then on waits for it
    /// before going away. False when the environment is gone already.
    pub fn begin_borrow(&self) -> bool {
        let mut state = self.lock();
        state.borrowing += u32::from(state.open);
        state.open
    }

    /// The job of [`begin_borrow`](Self::begin_borrow) looks at that memory no more.
    pub fn end_borrow(&self) {
        let mut state = self.lock();
        state.borrowing -= 1;
        if state.borrowing == 0 {
            self.idle.notify_all();
        }
    }

    /// Hands an outcome to the JavaScript thread; nothing happens when its environment is gone.
    pub fn settle(&self, deferred: Deferred, outcome: Outcome, kept: Vec<Reference>) {
        let mut state = self.lock();
        if state.open {
            state.done.push_back(Done { deferred, outcome, kept });
            if state.done.len() == 1 {
                self.wake();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leak(self: &Arc<Self>) -> *mut c_void {
        Arc::into_raw(Arc::clone(self)).cast_mut().cast()
    }

    /// Wakes the loop. Call with the lock held and `open` true: then [`close`] has not run and the
    /// thread-safe function is alive.
    fn wake(&self) {
        let tsfn = self.tsfn.load(Ordering::Acquire);
        // SAFETY: alive, see above. Non-blocking on an unbounded queue: cannot deadlock with `close`.
        unsafe {
            sys::napi_call_threadsafe_function(
                tsfn,
                ptr::null_mut(),
                sys::ThreadsafeFunctionCallMode::nonblocking,
            )
        };
    }

    /// Settles up to [`PER_TURN`] promises.
    ///
    /// # Safety
    /// `env` is live and the current thread is its JavaScript thread.
    unsafe fn settle_ready(&self, env: sys::napi_env) {
        let ready: Vec<Done> = {
            let mut state = self.lock();
            let count = state.done.len().min(PER_TURN);
            let ready = state.done.drain(..count).collect();
            if state.open && !state.done.is_empty() {
                self.wake();
            }
            ready
        };
        let count = u32::try_from(ready.len()).expect("at most PER_TURN");
        for done in ready {
            // SAFETY: by contract; each deferred is settled once.
            unsafe { done.settle(env) };
        }
        if count > 0 && self.pending.fetch_sub(count, Ordering::Relaxed) == count {
            // SAFETY: by contract.
            unsafe { sys::napi_unref_threadsafe_function(env, self.tsfn.load(Ordering::Acquire)) };
        }
    }
}

impl Done {
    /// # Safety
    /// `env` is live and the current thread is its JavaScript thread.
    unsafe fn settle(self, env: sys::napi_env) {
        // SAFETY: by contract. Where no value can be made the environment is out of memory or going
        // away, and the rejection below is the best that can be tried.
        unsafe {
            for reference in self.kept {
                reference.release(env);
            }
            match self.outcome.and_then(|value| outcome::value(env, value)) {
                Ok(value) => sys::napi_resolve_deferred(env, self.deferred.0, value),
                Err(failure) => match failure::object(env, &failure) {
                    Ok(reason) => sys::napi_reject_deferred(env, self.deferred.0, reason),
                    Err(_) => sys::Status::napi_generic_failure,
                },
            };
        }
    }
}

/// An async resource with a `hasRef` that tells async_hooks users (Jest's --detectOpenHandles) whether
/// we hold the process open.
///
/// # Safety
/// `env` is live and this is its thread.
unsafe fn async_resource(env: sys::napi_env, completions: &Arc<Completions>) -> Result<sys::napi_value> {
    let (mut resource, mut function) = (ptr::null_mut(), ptr::null_mut());
    let name = c"hasRef".as_ptr();
    let data = completions.leak();
    // SAFETY: by contract; the function's `Arc` is given back by its finalizer.
    unsafe {
        check_status!(sys::napi_create_object(env, &mut resource))?;
        check_status!(sys::napi_create_function(env, name, 6, Some(has_ref), data, &mut function))?;
        check_status!(sys::napi_add_finalizer(env, function, data, Some(release), data, ptr::null_mut()))?;
        check_status!(sys::napi_set_named_property(env, resource, name, function))?;
    }
    Ok(resource)
}

/// Runs on the JavaScript thread after [`Completions::wake`].
unsafe extern "C" fn wake(env: sys::napi_env, _: sys::napi_value, context: *mut c_void, _: *mut c_void) {
    // Node before 24.16 calls this with a null `env` *after* freeing the context: touch nothing.
    if env.is_null() {
        return;
    }
    // SAFETY: `context` is the `Arc` given to the thread-safe function, freed by `release`; Node calls
    // this on the environment's own thread.
    unsafe { (*context.cast::<Completions>()).settle_ready(env) };
}

/// A finalizer: gives back the `Arc` in `context`.
unsafe extern "C" fn release(_: sys::napi_env, _: *mut c_void, context: *mut c_void) {
    // SAFETY: a pointer of `leak`, given back once.
    drop(unsafe { Arc::from_raw(context.cast::<Completions>()) });
}

/// The environment is going away: stop its jobs and wait for those that may be reading its memory.
unsafe extern "C" fn close(data: *mut c_void) {
    // SAFETY: the pointer `leak` made for this hook, given back once.
    let completions = unsafe { Arc::from_raw(data.cast::<Completions>()) };
    completions.closing.cancel();
    let mut state = completions.lock();
    state.open = false;
    let done = std::mem::take(&mut state.done);
    while state.borrowing > 0 {
        state = completions.idle.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    drop(state);
    drop(done);
}

unsafe extern "C" fn has_ref(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let (mut data, mut result) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: `data` is the `Arc` this function was created with, given back when it is collected.
    unsafe {
        sys::napi_get_cb_info(env, info, ptr::null_mut(), ptr::null_mut(), ptr::null_mut(), &mut data);
        let pending = (*data.cast::<Completions>()).pending.load(Ordering::Relaxed);
        sys::napi_get_boolean(env, pending > 0, &mut result);
    }
    result
}
