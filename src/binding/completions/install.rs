//! The completions of an environment come and go with it.

use std::collections::VecDeque;
use std::ffi::{CStr, c_void};
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, RwLock};

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::settle::wake;
use super::{Completions, State, release};
use crate::binding::loop_waker::LoopWaker;
use crate::binding::reference::Reference;
use crate::engine::cancel::Cancel;

impl Completions {
    /// Called once per environment, while the addon loads.
    pub fn install(env: &Env) -> Result<()> {
        // Pool threads reach this library for as long as the process lives: never unload it.
        retain_current_module_for_unload_safety();
        let completions = Arc::new(Self {
            tsfn: AtomicPtr::default(),
            waker: OnceLock::new(),
            set_immediate: global_function(env.raw(), c"setImmediate")?,
            pending: AtomicU32::new(0),
            state: Mutex::new(State { open: true, borrowing: 0, done: VecDeque::new(), notified: false }),
            alive: RwLock::new(true),
            idle: Condvar::new(),
            closing: Cancel::default(),
        });
        let raw = env.raw();
        let settled = Arc::clone(&completions);
        // SAFETY: the waker calls it on the thread of its environment, which is alive.
        let settle = move |env| unsafe { settled.settle_ready(env) };
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
            if let Some(waker) = LoopWaker::open(env, [resource, name], settle)? {
                let _first = completions.waker.set(waker);
            }
            // Hooks run last-in first-out: ours runs before Node closes the thread-safe function and the waker's handle.
            check_status!(sys::napi_add_env_cleanup_hook(raw, Some(close), completions.leak()))?;
        }
        env.set_instance_data(completions, (), |_| {})
    }
}

/// A function of the environment's global object.
fn global_function(env: sys::napi_env, name: &CStr) -> Result<Reference> {
    let (mut global, mut function) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: called while the addon loads: `env` is live and this is its thread.
    unsafe {
        check_status!(sys::napi_get_global(env, &mut global))?;
        check_status!(sys::napi_get_named_property(env, global, name.as_ptr(), &mut function))?;
        Reference::new(env, function)
    }
}

/// An async resource with a `hasRef` that users of async_hooks ask (Jest's --detectOpenHandles) whether it
/// keeps the process alive.
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

/// The environment is going away: stop its jobs, kill its children, and wait for those that may be reading its memory.
///
/// # Safety
/// Called by Node-API only, once, as the hook that was added with a pointer of `leak`.
unsafe extern "C" fn close(data: *mut c_void) {
    // SAFETY: the pointer `leak` made for this hook, given back once.
    let completions = unsafe { Arc::from_raw(data.cast::<Completions>()) };
    completions.closing.cancel();
    #[cfg(target_os = "linux")]
    crate::process::end_closing();
    let mut state = completions.lock();
    state.open = false;
    let done = std::mem::take(&mut state.done);
    while state.borrowing > 0 {
        state = completions.idle.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    drop(state);
    drop(done);
    *completions.alive.write().unwrap_or_else(PoisonError::into_inner) = false;
}

/// Whether a promise keeps the loop alive: `hasRef` of the resource, as Node's tools for open handles call it.
///
/// # Safety
/// Called by Node-API only, with `env` on its own thread, for the function that was made with a pointer of `leak`.
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
