//! Wakes an event loop from any thread, by a handle of libuv's own.
//!
//! Node wakes the loop for a thread-safe function while it holds the function's lock, which the loop takes first. So a loop
//! that slept goes back to sleep at once, until the thread that woke it has let go of the lock: two more switches of
//! threads for each time. A handle of libuv's has no lock.
//!
//! Any thread may wake the loop until the environment goes away.

use std::ffi::{c_int, c_void};
use std::ptr;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::libuv::{LIBUV, Libuv};
use super::loop_handle::{self, HandleState};

/// Wakes the loop of one environment.
pub struct LoopWaker {
    handle: *mut c_void,
    wake: unsafe extern "C" fn(*mut c_void) -> c_int,
}

// SAFETY: the handle is passed to `uv_async_send` only, which any thread may call.
unsafe impl Send for LoopWaker {}
// SAFETY: so may several threads at a time.
unsafe impl Sync for LoopWaker {}

/// What the JavaScript thread has of the handle.
struct Woken {
    env: sys::napi_env,
    context: sys::napi_async_context,
    on_wake: Box<dyn Fn(sys::napi_env)>,
}

impl HandleState for Woken {
    const KIND: c_int = 1;

    unsafe fn begin(libuv: &Libuv, event_loop: *mut c_void, handle: *mut c_void) -> c_int {
        // SAFETY: by contract.
        unsafe { (libuv.async_init)(event_loop, handle, woken) }
    }

    fn end(&self) {
        // SAFETY: the environment is there until the handle is closed, and the context is of it.
        unsafe { sys::napi_async_destroy(self.env, self.context) };
    }
}

impl LoopWaker {
    /// A handle that the loop of `env` does not stay alive for; none where the runtime is not Node. `on_wake` is called in the
    /// loop once it was woken, as JavaScript's callbacks are: what waits for the promises that it settles runs after it.
    /// Users of async_hooks see `resource`, with that name.
    ///
    /// # Errors
    /// When Node-API refuses.
    ///
    /// # Safety
    /// `env` is live and this is its thread; `resource` and `name` are values of it.
    pub unsafe fn open(
        env: &Env,
        [resource, name]: [sys::napi_value; 2],
        on_wake: impl Fn(sys::napi_env) + 'static,
    ) -> Result<Option<Self>> {
        // SAFETY: by contract.
        let Some(libuv) = (unsafe { Libuv::of(env) })? else { return Ok(None) };
        let mut context = ptr::null_mut();
        // SAFETY: by contract.
        unsafe {
            check_status!(sys::napi_async_init(env.raw(), resource, name, &mut context))?;
            let state = Woken { env: env.raw(), context, on_wake: Box::new(on_wake) };
            let handle = loop_handle::open(env, libuv, state)?;
            Ok(handle.map(|handle| Self { handle, wake: libuv.async_send }))
        }
    }

    /// Wakes the loop.
    ///
    /// # Safety
    /// The environment has not begun to go away, and does not until this returns.
    pub unsafe fn wake(&self) {
        // SAFETY: the handle is open, by contract.
        unsafe { (self.wake)(self.handle) };
    }
}

/// The loop was woken.
///
/// # Safety
/// Called by libuv only, on the thread of the loop, for a handle of `open`.
unsafe extern "C" fn woken(handle: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: the handle is open, so that its data and its environment are there, and this is the JavaScript thread. The
    // scopes are closed in reverse order.
    unsafe {
        let open: &Woken = loop_handle::state_of(libuv, handle);
        let (mut values, mut callback) = (ptr::null_mut(), ptr::null_mut());
        sys::napi_open_handle_scope(open.env, &mut values);
        sys::napi_open_callback_scope(open.env, ptr::null_mut(), open.context, &mut callback);
        (open.on_wake)(open.env);
        report_exception(open.env);
        sys::napi_close_callback_scope(open.env, callback);
        sys::napi_close_handle_scope(open.env, values);
    }
}

/// What is left of an exception is not caught by anybody, as after a thread-safe function.
///
/// # Safety
/// `env` is live and this is its thread.
unsafe fn report_exception(env: sys::napi_env) {
    let (mut is_pending, mut exception) = (false, ptr::null_mut());
    // SAFETY: by contract.
    unsafe {
        sys::napi_is_exception_pending(env, &mut is_pending);
        if is_pending {
            sys::napi_get_and_clear_last_exception(env, &mut exception);
            sys::napi_fatal_exception(env, exception);
        }
    }
}
