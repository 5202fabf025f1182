//! A JavaScript object kept alive by native code.

use std::ptr;

use napi::{Result, check_status, sys};

/// Keeps one JavaScript object from being collected until [`release`](Self::release).
///
/// It may travel to other threads, but is made and released on its own JavaScript thread. Dropping it
/// without release leaks nothing for long: an environment frees its references when it goes away.
pub struct Reference(sys::napi_ref);

// SAFETY: other threads only carry the handle; `release` asks for the JavaScript thread.
unsafe impl Send for Reference {}
// SAFETY: `value` asks for the JavaScript thread.
unsafe impl Sync for Reference {}

impl Reference {
    /// # Safety
    /// `env` is live, this is its thread and `value` is an object of it.
    pub unsafe fn new(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        let mut reference = ptr::null_mut();
        // SAFETY: by contract.
        check_status!(unsafe { sys::napi_create_reference(env, value, 1, &mut reference) })?;
        Ok(Self(reference))
    }

    /// The object.
    ///
    /// # Safety
    /// `env` is the live environment of `new`, and this is its thread.
    pub unsafe fn value(&self, env: sys::napi_env) -> Result<sys::napi_value> {
        let mut value = ptr::null_mut();
        // SAFETY: by contract.
        check_status!(unsafe { sys::napi_get_reference_value(env, self.0, &mut value) })?;
        Ok(value)
    }

    /// Lets the object go.
    ///
    /// # Safety
    /// `env` is the live environment of `new`, and this is its thread.
    pub unsafe fn release(self, env: sys::napi_env) {
        // SAFETY: by contract. A failure means the environment is going away, and the reference with it.
        unsafe { sys::napi_delete_reference(env, self.0) };
    }
}
