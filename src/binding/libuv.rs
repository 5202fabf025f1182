//! The functions of the libuv that is part of the runtime's own program, by their names there.

use std::ffi::{CStr, c_int, c_void};
use std::mem::transmute;
use std::ptr;
use std::sync::LazyLock;

use napi::{Env, Result, check_status, sys};

pub type HandleCallback = unsafe extern "C" fn(*mut c_void);
type KindToSize = unsafe extern "C" fn(c_int) -> usize;
type SetData = unsafe extern "C" fn(*mut c_void, *mut c_void);
type GetData = unsafe extern "C" fn(*const c_void) -> *mut c_void;
type WithCallback = unsafe extern "C" fn(*mut c_void, HandleCallback);
type AsyncInit = unsafe extern "C" fn(*mut c_void, *mut c_void, HandleCallback) -> c_int;
type AsyncSend = unsafe extern "C" fn(*mut c_void) -> c_int;
type Init = unsafe extern "C" fn(*mut c_void, *mut c_void) -> c_int;
type Start = unsafe extern "C" fn(*mut c_void, HandleCallback) -> c_int;
type LoopNumber = unsafe extern "C" fn(*const c_void) -> c_int;
type LoopTime = unsafe extern "C" fn(*const c_void) -> u64;
type Clock = unsafe extern "C" fn() -> u64;
type IdleTime = unsafe extern "C" fn(*mut c_void) -> u64;

/// A loop and a handle are pointers to what only libuv looks into.
pub struct Libuv {
    pub handle_size: KindToSize,
    pub handle_set_data: SetData,
    pub handle_get_data: GetData,
    pub unref: HandleCallback,
    pub close: WithCallback,
    pub async_init: AsyncInit,
    pub async_send: AsyncSend,
    pub prepare_init: Init,
    pub prepare_start: Start,
    /// The descriptor that a loop waits for.
    pub backend_fd: LoopNumber,
    /// Milliseconds that a loop will wait at most, -1 for as long as it takes. On its own thread.
    pub backend_timeout: LoopNumber,
    /// Milliseconds, when a loop last looked at the clock. On its own thread.
    pub now: LoopTime,
    /// Nanoseconds of the same clock, now.
    pub hrtime: Clock,
    /// Nanoseconds that a loop has waited since it began, those of a wait that lasts too. On any thread.
    pub metrics_idle_time: IdleTime,
}

impl Libuv {
    /// Those of the runtime that an environment is of; none where it is not Node.
    ///
    /// # Errors
    /// When Node-API refuses.
    ///
    /// # Safety
    /// `env` is live and this is its thread.
    pub unsafe fn of(env: &Env) -> Result<Option<&'static Self>> {
        // SAFETY: by contract.
        let is_node = unsafe { is_node(env.raw()) }?;
        Ok(LIBUV.as_ref().filter(|_| is_node))
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

/// None where the program has no libuv. Of a runtime that was not asked for before, see [`Libuv::of`].
pub static LIBUV: LazyLock<Option<Libuv>> = LazyLock::new(|| {
    // SAFETY: libuv has them with these signatures since 1.39, which is older than every node that this addon runs on.
    unsafe {
        Some(Libuv {
            handle_size: transmute::<*mut c_void, KindToSize>(function(c"uv_handle_size")?),
            handle_set_data: transmute::<*mut c_void, SetData>(function(c"uv_handle_set_data")?),
            handle_get_data: transmute::<*mut c_void, GetData>(function(c"uv_handle_get_data")?),
            unref: transmute::<*mut c_void, HandleCallback>(function(c"uv_unref")?),
            close: transmute::<*mut c_void, WithCallback>(function(c"uv_close")?),
            async_init: transmute::<*mut c_void, AsyncInit>(function(c"uv_async_init")?),
            async_send: transmute::<*mut c_void, AsyncSend>(function(c"uv_async_send")?),
            prepare_init: transmute::<*mut c_void, Init>(function(c"uv_prepare_init")?),
            prepare_start: transmute::<*mut c_void, Start>(function(c"uv_prepare_start")?),
            backend_fd: transmute::<*mut c_void, LoopNumber>(function(c"uv_backend_fd")?),
            backend_timeout: transmute::<*mut c_void, LoopNumber>(function(c"uv_backend_timeout")?),
            now: transmute::<*mut c_void, LoopTime>(function(c"uv_now")?),
            hrtime: transmute::<*mut c_void, Clock>(function(c"uv_hrtime")?),
            metrics_idle_time: transmute::<*mut c_void, IdleTime>(function(c"uv_metrics_idle_time")?),
        })
    }
});

#[cfg(unix)]
fn function(name: &CStr) -> Option<*mut c_void> {
    // SAFETY: only loaded symbols are searched.
    let found = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    (!found.is_null()).then_some(found)
}

#[cfg(not(unix))]
fn function(_: &CStr) -> Option<*mut c_void> {
    None
}
