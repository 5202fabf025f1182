//! Failures as plain objects: lib/errors.js makes the real error of them, in the caller's own realm.

use std::path::Path;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;

use crate::engine::failure::Failure;

/// Why a call failed: lib/errors.js makes the real error of it.
#[napi(object, object_from_js = false, js_name = "Failure")]
#[derive(Default)]
pub struct FailureObject {
    /// A code in the table of lib/errors.js, or `SYSTEM`: then `errno` names it.
    pub code: String,
    pub message: Option<String>,
    pub errno: Option<i32>,
    /// Bytes: the most there may be, or those that there was no memory for.
    pub limit: Option<f64>,
    /// With `errno`: the call of the system that failed.
    pub syscall: Option<&'static str>,
    pub path: Option<String>,
    pub dest: Option<String>,
    /// What a file is that cannot be read by its path.
    pub file_type: Option<&'static str>,
}

impl From<&Failure> for FailureObject {
    fn from(failure: &Failure) -> Self {
        let object = Self { code: code(failure).into(), ..Self::default() };
        match failure {
            Failure::Data { errno, message, .. } => {
                Self { errno: Some(*errno), message: Some(message.to_string()), ..object }
            }
            Failure::TooLarge { limit } => Self { limit: Some(*limit as f64), ..object },
            Failure::OutOfMemory { bytes } => Self { limit: Some(*bytes as f64), ..object },
            Failure::Internal(message) => Self { message: Some(message.to_string()), ..object },
            Failure::System { errno, syscall, path, dest } => Self {
                errno: Some(*errno),
                syscall: Some(syscall),
                path: Some(lossy(path)),
                dest: dest.as_deref().map(lossy),
                ..object
            },
            Failure::Changed { path } => Self { path: Some(lossy(path)), ..object },
            Failure::UnsupportedFileType { file_type, path } => {
                Self { file_type: Some(file_type), path: Some(lossy(path)), ..object }
            }
            Failure::Aborted | Failure::TrailingJunk | Failure::NotSeekable | Failure::QueueFull => object,
        }
    }
}

/// Throws a failure from a function that JavaScript called.
pub fn throw(env: &Env, failure: &Failure) -> Error {
    // SAFETY: `env` is the environment that called us, on its own thread.
    let thrown = unsafe {
        FailureObject::to_napi_value(env.raw(), failure.into())
            .and_then(|object| check_status!(sys::napi_throw(env.raw(), object)))
    };
    thrown.err().unwrap_or_else(|| Error::new(Status::PendingException, ""))
}

/// The code in lib/errors.js's table. `SYSTEM` means the name of `errno`.
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
        Failure::UnsupportedFileType { .. } => "ERR_UNSUPPORTED_FILE_TYPE",
        Failure::OutOfMemory { .. } => "ERR_MEMORY_ALLOCATION_FAILED",
        Failure::Internal(_) => "ERR_INTERNAL",
    }
}

fn lossy(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
