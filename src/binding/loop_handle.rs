//! A handle of libuv's own in the loop of an environment, which the loop does not stay alive for.
//!
//! # States of a handle
//!
//! ```text
//!         open                 close                    libuv is done with it
//! (none) ──────► open ────────────────────► closing ──────────────────────────► freed
//! ```
//!
//! All of these come on the JavaScript thread. `close` is a cleanup hook of the environment.

use std::ffi::{c_int, c_void};
use std::ptr;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::libuv::{LIBUV, Libuv};

/// What a handle of one kind has.
pub trait HandleState {
    /// libuv's number of the kind.
    const KIND: c_int;

    /// Puts the handle into the loop, and gives libuv's answer, which is 0 where nothing is wrong.
    ///
    /// # Safety
    /// The loop is that of this thread, and the handle as much memory as libuv asks for, which stays until libuv has closed it.
    unsafe fn begin(libuv: &Libuv, event_loop: *mut c_void, handle: *mut c_void) -> c_int;

    /// The environment goes away.
    fn end(&self) {}
}

/// What the JavaScript thread has of a handle, as its `data`.
struct Open<S> {
    cleanup: sys::napi_async_cleanup_hook_handle,
    state: S,
    /// The handle's own, at a place that does not move.
    memory: Box<[u64]>,
}

/// Opens one; none where libuv refuses.
///
/// # Errors
/// When Node-API refuses.
///
/// # Safety
/// `env` is live, this is its thread, and `libuv` that of its runtime.
pub unsafe fn open<S: HandleState>(env: &Env, libuv: &Libuv, state: S) -> Result<Option<*mut c_void>> {
    let event_loop = env.get_uv_event_loop()?;
    // SAFETY: no more than a question.
    let bytes = unsafe { (libuv.handle_size)(S::KIND) };
    let memory = vec![0; bytes.div_ceil(size_of::<u64>())].into();
    let open = Box::into_raw(Box::new(Open { cleanup: ptr::null_mut(), state, memory }));
    // SAFETY: by contract. The loop is that of this thread, and the memory is as large as libuv asks for; `closed` frees it
    // when libuv does not use it any more. Where a step fails, which is for lack of memory, what was made before stays for as
    // long as the process, and no handle is in the loop.
    unsafe {
        let handle: *mut c_void = (*open).memory.as_mut_ptr().cast();
        let cleanup = &mut (*open).cleanup;
        check_status!(sys::napi_add_async_cleanup_hook(env.raw(), Some(close::<S>), open.cast(), cleanup))?;
        if S::begin(libuv, event_loop.cast(), handle) != 0 {
            sys::napi_remove_async_cleanup_hook((*open).cleanup);
            return Ok(None);
        }
        (libuv.handle_set_data)(handle, open.cast());
        (libuv.unref)(handle);
        Ok(Some(handle))
    }
}

/// The state of a handle.
///
/// # Safety
/// The handle is one of `open` with this kind of state, its loop's thread is this one, and libuv has not closed it.
pub unsafe fn state_of<'a, S>(libuv: &Libuv, handle: *mut c_void) -> &'a S {
    // SAFETY: the data is what `open` made, by contract.
    unsafe { &(*(libuv.handle_get_data)(handle).cast::<Open<S>>()).state }
}

/// The environment goes away, and waits until the handle is closed.
///
/// # Safety
/// Called by Node-API only, once, with the data of a handle of `open`.
unsafe extern "C" fn close<S: HandleState>(_: sys::napi_async_cleanup_hook_handle, data: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: by contract. The environment is there until the hook is removed.
    unsafe {
        let open = data.cast::<Open<S>>();
        (*open).state.end();
        (libuv.close)((*open).memory.as_mut_ptr().cast(), closed::<S>);
    }
}

/// libuv is done with the handle.
///
/// # Safety
/// Called by libuv only, once, for a handle that `close` closed.
unsafe extern "C" fn closed<S>(handle: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: the data is what `open` made, given back once.
    unsafe {
        let open = Box::from_raw((libuv.handle_get_data)(handle).cast::<Open<S>>());
        sys::napi_remove_async_cleanup_hook(open.cleanup);
    }
}
