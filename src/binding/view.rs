//! Views of JavaScript's memory.

use std::ptr;
use std::slice;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use crate::engine::input::{InputBytes, SharedBytes};

/// The memory behind a Uint8Array at the moment it was looked at.
pub struct View {
    start: *const u8,
    len: usize,
    shared: bool,
}

impl View {
    /// Bytes in all.
    pub fn len(&self) -> usize {
        self.len
    }

    /// # Safety
    /// The memory stays mapped for `'a`, and unless it is shared it is not written to.
    pub unsafe fn source<'a>(&self) -> InputBytes<'a> {
        // SAFETY: by contract.
        unsafe {
            if self.shared {
                InputBytes::Shared(SharedBytes::new(self.start, self.len))
            } else if self.len == 0 {
                InputBytes::Private(&[])
            } else {
                InputBytes::Private(slice::from_raw_parts(self.start, self.len))
            }
        }
    }
}

impl TypeName for View {
    fn type_name() -> &'static str {
        "Uint8Array"
    }
    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl ValidateNapiValue for View {}

impl FromNapiValue for View {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        let (mut kind, mut len, mut data, mut buffer) = (0, 0, ptr::null_mut(), ptr::null_mut());
        let mut owned = false;
        // SAFETY: by contract of the trait.
        unsafe {
            let offset = ptr::null_mut();
            check_status!(sys::napi_get_typedarray_info(
                env,
                value,
                &mut kind,
                &mut len,
                &mut data,
                &mut buffer,
                offset
            ))?;
            check_status!(sys::napi_is_arraybuffer(env, buffer, &mut owned))?;
        }
        // napi_is_arraybuffer is false for a SharedArrayBuffer.
        Ok(Self { start: data.cast_const().cast(), len, shared: !owned })
    }
}
