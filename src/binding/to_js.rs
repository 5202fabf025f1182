//! The form of a job's result in JavaScript.

use std::ptr;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::value::Value;
use crate::engine::failure::Failure;
use crate::engine::password::Secret;

/// Results up to this size are copied: that costs less than memory of ours with a finalizer.
const COPY_UP_TO: usize = 4096;

/// The JavaScript value of a result.
///
/// # Safety
/// `env` is live and the current thread is its JavaScript thread.
pub unsafe fn value(env: sys::napi_env, value: Value) -> std::result::Result<sys::napi_value, Failure> {
    // SAFETY: by contract.
    unsafe { to_js(env, value) }.map_err(|error| Failure::Internal(error.to_string().into()))
}

/// A result for the function that JavaScript called.
pub fn returned(env: &Env, result: Value) -> Result<Unknown<'_>> {
    // SAFETY: `env` is the environment that called us, on its own thread.
    unsafe { Ok(Unknown::from_raw_unchecked(env.raw(), to_js(env.raw(), result)?)) }
}

/// For values that are properties of an object.
impl ToNapiValue for Value {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
        // SAFETY: by contract of the trait: a live environment, on its thread.
        unsafe { to_js(env, value) }
    }
}

/// # Safety
/// As for [`value`].
unsafe fn to_js(env: sys::napi_env, value: Value) -> Result<sys::napi_value> {
    // SAFETY: by contract.
    unsafe {
        match value {
            Value::Done => <()>::to_napi_value(env, ()),
            Value::Bytes(bytes) => buffer(env, bytes),
            Value::Secret(mut bytes) => secret(env, &mut bytes),
            Value::Text(text) => ascii(env, &text),
            Value::Array(values) => array(env, values),
            Value::Object(value) => value.into_js(env),
        }
    }
}

/// # Safety
/// As for [`value`].
unsafe fn array(env: sys::napi_env, values: Vec<Value>) -> Result<sys::napi_value> {
    let mut array = ptr::null_mut();
    // SAFETY: by contract.
    unsafe {
        check_status!(sys::napi_create_array_with_length(env, values.len(), &mut array))?;
        for (index, value) in (0..).zip(values) {
            check_status!(sys::napi_set_element(env, array, index, to_js(env, value)?))?;
        }
    }
    Ok(array)
}

/// # Safety
/// As for [`value`].
unsafe fn buffer(env: sys::napi_env, bytes: Vec<u8>) -> Result<sys::napi_value> {
    if bytes.len() > COPY_UP_TO {
        // SAFETY: by contract.
        return unsafe { Buffer::to_napi_value(env, bytes.into()) };
    }
    // SAFETY: by contract.
    unsafe { copy(env, &bytes) }
}

/// # Safety
/// As for [`value`].
unsafe fn secret(env: sys::napi_env, bytes: &mut Secret) -> Result<sys::napi_value> {
    // What is not copied is handed over: the caller's own, and the caller's to overwrite.
    let whole = if bytes.len() > COPY_UP_TO { std::mem::take(&mut **bytes) } else { Vec::new() };
    // SAFETY: by contract.
    unsafe { if whole.is_empty() { copy(env, bytes) } else { buffer(env, whole) } }
}

/// # Safety
/// As for [`value`].
unsafe fn copy(env: sys::napi_env, bytes: &[u8]) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    let data = bytes.as_ptr().cast();
    // SAFETY: by contract; Node copies `bytes` before it returns.
    check_status!(unsafe {
        sys::napi_create_buffer_copy(env, bytes.len(), data, ptr::null_mut(), &mut value)
    })?;
    Ok(value)
}

/// # Safety
/// As for [`value`].
unsafe fn ascii(env: sys::napi_env, text: &str) -> Result<sys::napi_value> {
    let mut value = ptr::null_mut();
    let length = text.len().cast_signed();
    // SAFETY: by contract; Node copies `text` before it returns.
    check_status!(unsafe { sys::napi_create_string_latin1(env, text.as_ptr().cast(), length, &mut value) })?;
    Ok(value)
}
