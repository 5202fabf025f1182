//! Failures as plain objects: lib/errors.js makes the real error of them, in the caller's own realm.

use std::borrow::Cow;
use std::path::Path;
use std::ptr;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use crate::engine::failure::Failure;

/// The object `{ code, message?, errno?, limit?, syscall?, path?, dest? }` that tells of a failure.
///
/// # Safety
/// `env` is live and the current thread is its JavaScript thread.
pub unsafe fn object(env: sys::napi_env, failure: &Failure) -> Result<sys::napi_value> {
    let mut object = ptr::null_mut();
    // SAFETY: by contract.
    check_status!(unsafe { sys::napi_create_object(env, &mut object) })?;
    let text = |name, value: &str| {
        // SAFETY: by contract.
        unsafe { set(env, object, name, <&str>::to_napi_value(env, value)?) }
    };
    let number = |name, value: f64| {
        // SAFETY: by contract.
        unsafe { set(env, object, name, f64::to_napi_value(env, value)?) }
    };
    text(c"code", code(failure))?;
    match failure {
        Failure::Data { errno, message, .. } => {
            number(c"errno", f64::from(*errno))?;
            text(c"message", message)?;
        }
        Failure::TooLarge { limit } => number(c"limit", *limit as f64)?,
        Failure::OutOfMemory { bytes } => number(c"limit", *bytes as f64)?,
        Failure::Internal(message) => text(c"message", message)?,
        Failure::System { errno, syscall, path, dest } => {
            number(c"errno", f64::from(*errno))?;
            text(c"syscall", syscall)?;
            text(c"path", &lossy(path))?;
            if let Some(dest) = dest {
                text(c"dest", &lossy(dest))?;
            }
        }
        Failure::Changed { path } => text(c"path", &lossy(path))?,
        Failure::Aborted | Failure::TrailingJunk | Failure::NotSeekable | Failure::QueueFull => {}
    }
    Ok(object)
}

/// Throws a failure from a function that JavaScript called.
pub fn throw(env: &Env, failure: &Failure) -> Error {
    // SAFETY: `env` is the environment that called us, on its own thread.
    let thrown = unsafe {
        object(env.raw(), failure).and_then(|object| check_status!(sys::napi_throw(env.raw(), object)))
    };
    thrown.err().unwrap_or_else(|| Error::new(Status::PendingException, ""))
}

/// The code in lib/errors.js's table. `SYSTEM` stands for the name of `errno`.
fn code(failure: &Failure) -> &str {
    match failure {
        Failure::Aborted => "ABORT_ERR",
        Failure::QueueFull => "ERR_QUEUE_FULL",
        Failure::Data { code, .. } => code,
        Failure::TrailingJunk => "ERR_TRAILING_JUNK_AFTER_STREAM_END",
        Failure::NotSeekable => "ERR_NOT_SEEKABLE",
        Failure::TooLarge { .. } => "ERR_BUFFER_TOO_LARGE",
        Failure::System { .. } => "SYSTEM",
        Failure::Changed { .. } => "ERR_FILE_CHANGED",
        Failure::OutOfMemory { .. } => "ERR_MEMORY_ALLOCATION_FAILED",
        Failure::Internal(_) => "ERR_INTERNAL",
    }
}

fn lossy(path: &Path) -> Cow<'_, str> {
    path.to_string_lossy()
}

/// # Safety
/// As for [`object`]; `object` and `value` are live handles.
unsafe fn set(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &std::ffi::CStr,
    value: sys::napi_value,
) -> Result<()> {
    // SAFETY: by contract.
    check_status!(unsafe { sys::napi_set_named_property(env, object, name.as_ptr(), value) })
}
