//! Text that JavaScript takes piece by piece, and that V8 does not count as memory of its own.

use std::ptr;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;

use super::threads;

/// The bytes of a JSON document. Not a Buffer: V8 counts those, and answers to large ones with collections of all its
/// memory, while values are built.
#[napi]
pub struct JsonText {
    bytes: Vec<u8>,
}

#[napi]
impl JsonText {
    #[napi(getter)]
    pub fn length(&self) -> f64 {
        self.bytes.len() as f64
    }

    /// The text from `start` to `end`, all of it ASCII.
    #[napi(catch_unwind, ts_return_type = "string")]
    pub fn ascii<'env>(&self, env: &'env Env, start: f64, end: f64) -> Result<Unknown<'env>> {
        string(env, &self.bytes[start as usize..end as usize], sys::napi_create_string_latin1)
    }

    /// The text from `start` to `end`, U+FFFD in place of what is not UTF-8.
    #[napi(catch_unwind, ts_return_type = "string")]
    pub fn utf8<'env>(&self, env: &'env Env, start: f64, end: f64) -> Result<Unknown<'env>> {
        string(env, &self.bytes[start as usize..end as usize], sys::napi_create_string_utf8)
    }

    /// Gives the memory back, on another thread, since that takes milliseconds. The text is empty afterwards.
    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        threads::pool().spawn(move || drop(bytes));
    }
}

impl JsonText {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }
}

type Create =
    unsafe fn(sys::napi_env, *const std::ffi::c_char, isize, *mut sys::napi_value) -> sys::napi_status;

fn string<'env>(env: &'env Env, text: &[u8], create: Create) -> Result<Unknown<'env>> {
    let mut value = ptr::null_mut();
    let length = text.len().cast_signed();
    // SAFETY: `env` is the environment that called us, on its own thread; it copies `text` before it returns.
    unsafe {
        check_status!(create(env.raw(), text.as_ptr().cast(), length, &mut value))?;
        Ok(Unknown::from_raw_unchecked(env.raw(), value))
    }
}
