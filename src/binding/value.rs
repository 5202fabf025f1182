//! What a job hands back.

use napi::bindgen_prelude::*;
use napi::sys;

use crate::engine::failure::Failure;
use crate::engine::password::Secret;

/// The end of a job.
pub type Outcome = std::result::Result<Value, Failure>;

/// A job's result, which `to_js` makes into a JavaScript value.
pub enum Value {
    /// Undefined.
    Done,
    /// A Buffer.
    Bytes(Vec<u8>),
    /// A Buffer whose native copy is overwritten.
    Secret(Secret),
    /// A string, all of it ASCII.
    Text(String),
    /// An array of a few values.
    Array(Vec<Value>),
    /// Anything with its own conversion: a `#[napi(object)]`, an instance of a class, a number.
    Object(Box<dyn IntoJs>),
}

/// A value that converts itself for JavaScript.
pub trait IntoJs: Send {
    /// # Safety
    /// `env` is live and the current thread is its JavaScript thread.
    unsafe fn into_js(self: Box<Self>, env: sys::napi_env) -> Result<sys::napi_value>;
}

impl<T: ToNapiValue + Send> IntoJs for T {
    unsafe fn into_js(self: Box<Self>, env: sys::napi_env) -> Result<sys::napi_value> {
        // SAFETY: by contract.
        unsafe { T::to_napi_value(env, *self) }
    }
}

impl Value {
    pub fn object(value: impl IntoJs + 'static) -> Self {
        Self::Object(Box::new(value))
    }
}
