//! Wakes an event loop from any thread, by a handle of libuv's own.
//!
//! Node wakes the loop for a thread-safe function while it holds the function's lock, which the loop takes first. So a loop
//! that slept goes back to sleep at once, until the thread that woke it has let go of the lock: two more switches of
//! threads for each time. A handle of libuv's has no lock.
//!
//! # States of a handle
//!
//! ```text
//!         open                 close                    libuv is done with it
//! (none) ──────► open ────────────────────► closing ──────────────────────────► freed
//! ```
//!
//! All of these come on the JavaScript thread. `close` is a cleanup hook of the environment. Any thread may wake the loop
//! until then.

use std::ffi::{CStr, c_int, c_void};
use std::mem::transmute;
use std::ptr::{self, NonNull};
use std::sync::LazyLock;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::event_loop::libuv_function;

/// Wakes the loop of one environment.
pub struct LoopWaker {
    handle: *mut c_void,
    wake: Wake,
}

// SAFETY: the handle is passed to `uv_async_send` only, which any thread may call.
unsafe impl Send for LoopWaker {}
// SAFETY: so may several threads at a time.
unsafe impl Sync for LoopWaker {}

/// What the JavaScript thread has of a handle, as its `data`.
struct Open {
    env: sys::napi_env,
    context: sys::napi_async_context,
    cleanup: sys::napi_async_cleanup_hook_handle,
    on_wake: Box<dyn Fn(sys::napi_env)>,
    /// The handle's own, at a place that does not move.
    memory: Box<[u64]>,
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
        if !unsafe { is_node(env.raw()) }? {
            return Ok(None);
        }
        let Some(libuv) = &*LIBUV else { return Ok(None) };
        let (raw, event_loop) = (env.raw(), env.get_uv_event_loop()?);
        // SAFETY: no more than a question.
        let bytes = unsafe { (libuv.handle_size)(UV_ASYNC) };
        let open = Box::into_raw(Box::new(Open {
            env: raw,
            context: ptr::null_mut(),
            cleanup: ptr::null_mut(),
            on_wake: Box::new(on_wake),
            memory: vec![0; bytes.div_ceil(size_of::<u64>())].into(),
        }));
        // SAFETY: by contract. The loop is that of this thread, and the memory is as large as libuv asks for; `closed` frees
        // it when libuv does not use it any more. Where a step fails, which is for lack of memory, what was made before
        // stays for as long as the process, and no handle is in the loop.
        unsafe {
            let handle: *mut c_void = (*open).memory.as_mut_ptr().cast();
            check_status!(sys::napi_async_init(raw, resource, name, &mut (*open).context))?;
            let cleanup = &mut (*open).cleanup;
            check_status!(sys::napi_add_async_cleanup_hook(raw, Some(close), open.cast(), cleanup))?;
            if (libuv.async_init)(event_loop.cast(), handle, woken) != 0 {
                sys::napi_remove_async_cleanup_hook((*open).cleanup);
                return Ok(None);
            }
            (libuv.handle_set_data)(handle, open.cast());
            (libuv.unref)(handle);
            Ok(Some(Self { handle, wake: libuv.async_send }))
        }
    }

    /// Wakes the loop.
    ///
    /// # Safety
    /// The cleanup hook of `open` has not run, and does not run until this returns.
    pub unsafe fn wake(&self) {
        // SAFETY: the handle is open, by contract.
        unsafe { (self.wake)(self.handle) };
    }
}

/// Whether the runtime is Node. Bun has functions of libuv's names that end the process.
///
/// # Safety
/// `env` is live and this is its thread.
unsafe fn is_node(env: sys::napi_env) -> Result<bool> {
    let (mut global, mut process, mut versions) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let mut others = [false; 2];
    // SAFETY: by contract.
    unsafe {
        check_status!(sys::napi_get_global(env, &mut global))?;
        check_status!(sys::napi_get_named_property(env, global, c"process".as_ptr(), &mut process))?;
        check_status!(sys::napi_get_named_property(env, process, c"versions".as_ptr(), &mut versions))?;
        for (name, has) in [c"bun", c"deno"].into_iter().zip(&mut others) {
            check_status!(sys::napi_has_named_property(env, versions, name.as_ptr(), has))?;
        }
    }
    Ok(!others.contains(&true))
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
        let open = &*(libuv.handle_get_data)(handle).cast::<Open>();
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

/// The environment goes away, and waits until the handle is closed.
///
/// # Safety
/// Called by Node-API only, once, with the data of a handle of `open`.
unsafe extern "C" fn close(_: sys::napi_async_cleanup_hook_handle, data: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: by contract. The environment is there until the hook is removed.
    unsafe {
        let open = data.cast::<Open>();
        sys::napi_async_destroy((*open).env, (*open).context);
        (libuv.close)((*open).memory.as_mut_ptr().cast(), closed);
    }
}

/// libuv is done with the handle.
///
/// # Safety
/// Called by libuv only, once, for a handle that `close` closed.
unsafe extern "C" fn closed(handle: *mut c_void) {
    let Some(libuv) = &*LIBUV else { return };
    // SAFETY: the data is what `open` made, given back once.
    unsafe {
        let open = Box::from_raw((libuv.handle_get_data)(handle).cast::<Open>());
        sys::napi_remove_async_cleanup_hook(open.cleanup);
    }
}

type HandleCallback = unsafe extern "C" fn(*mut c_void);
type HandleSize = unsafe extern "C" fn(c_int) -> usize;
type Init = unsafe extern "C" fn(*mut c_void, *mut c_void, HandleCallback) -> c_int;
type Wake = unsafe extern "C" fn(*mut c_void) -> c_int;
type SetData = unsafe extern "C" fn(*mut c_void, *mut c_void);
type GetData = unsafe extern "C" fn(*const c_void) -> *mut c_void;
type Close = unsafe extern "C" fn(*mut c_void, HandleCallback);

/// The number of this kind of handle.
const UV_ASYNC: c_int = 1;

/// Functions of libuv, by their names there.
struct Libuv {
    handle_size: HandleSize,
    async_init: Init,
    async_send: Wake,
    handle_set_data: SetData,
    handle_get_data: GetData,
    unref: HandleCallback,
    close: Close,
}

static LIBUV: LazyLock<Option<Libuv>> = LazyLock::new(|| {
    let found = |name: &CStr| libuv_function(name).map(NonNull::as_ptr);
    // SAFETY: libuv has them with these signatures since 1.19, which is older than every node that this addon runs on.
    unsafe {
        Some(Libuv {
            handle_size: transmute::<*mut c_void, HandleSize>(found(c"uv_handle_size")?),
            async_init: transmute::<*mut c_void, Init>(found(c"uv_async_init")?),
            async_send: transmute::<*mut c_void, Wake>(found(c"uv_async_send")?),
            handle_set_data: transmute::<*mut c_void, SetData>(found(c"uv_handle_set_data")?),
            handle_get_data: transmute::<*mut c_void, GetData>(found(c"uv_handle_get_data")?),
            unref: transmute::<*mut c_void, HandleCallback>(found(c"uv_unref")?),
            close: transmute::<*mut c_void, Close>(found(c"uv_close")?),
        })
    }
});
