//! JavaScript functions that carry the Rust value they work on.
//!
//! A method of a class looks up its value, checks the class and registers a loan of the value at every call. Together that
//! takes longer than a small digest. For these functions it is not needed: the value comes with the function.

use std::any::Any;
use std::ffi::{CStr, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi::{JsError, check_status, sys};

use super::control::Control;
use super::panic::message_of;

/// The most arguments that such a function has.
const MOST: usize = 3;

/// What the function does. `None` is undefined to JavaScript.
pub type Call<T> = for<'env> fn(&'env Env, &Arc<T>, Arguments<'env>) -> Result<Option<Unknown<'env>>>;

/// The arguments of one call, undefined where there are none.
pub struct Arguments<'env> {
    env: &'env Env,
    values: [sys::napi_value; MOST],
}

struct Bound<T> {
    value: Arc<T>,
    call: Call<T>,
}

/// An object with these functions, each of which carries `value`.
pub fn functions<'env, T: Send + Sync + 'static>(
    env: &'env Env,
    value: &Arc<T>,
    calls: &[(&CStr, Call<T>)],
) -> Result<Unknown<'env>> {
    let (raw, mut object) = (env.raw(), ptr::null_mut());
    // SAFETY: `env` is the live environment that called us, on its own thread.
    unsafe {
        check_status!(sys::napi_create_object(raw, &mut object))?;
        for (name, call) in calls {
            let function = function(raw, Bound { value: Arc::clone(value), call: *call })?;
            check_status!(sys::napi_set_named_property(raw, object, name.as_ptr(), function))?;
        }
        Ok(Unknown::from_raw_unchecked(raw, object))
    }
}

/// # Safety
/// `env` is live and this is its thread.
unsafe fn function<T: Send + Sync + 'static>(env: sys::napi_env, bound: Bound<T>) -> Result<sys::napi_value> {
    let data: *mut c_void = Box::into_raw(Box::new(bound)).cast();
    let mut function = ptr::null_mut();
    let (no_hint, no_reference) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: by contract; the box is given back by the function's finalizer.
    unsafe {
        check_status!(sys::napi_create_function(env, ptr::null(), 0, Some(enter::<T>), data, &mut function))?;
        check_status!(sys::napi_add_finalizer(
            env,
            function,
            data,
            Some(forget::<T>),
            no_hint,
            no_reference
        ))?;
    }
    Ok(function)
}

/// Runs when JavaScript calls the function.
///
/// # Safety
/// Called by Node-API only, with `env` on its own thread, for a function of [`function`] with the same `T`.
unsafe extern "C" fn enter<T>(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let (mut count, mut values, mut data) = (MOST, [ptr::null_mut(); MOST], ptr::null_mut());
    // SAFETY: `env` is live and this is its thread; `data` is the box this function was created with, which lives as
    // long as the function, and so for this call.
    let (env, bound) = unsafe {
        sys::napi_get_cb_info(env, info, &mut count, values.as_mut_ptr(), ptr::null_mut(), &mut data);
        (Env::from_raw(env), &*data.cast_const().cast::<Bound<T>>())
    };
    let call = || {
        (bound.call)(&env, &bound.value, Arguments { env: &env, values })
            .map(|value| value.map(|value| value.raw()))
    };
    let result = catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| Err(panicked(&*panic)));
    match result {
        Ok(value) => value.unwrap_or(ptr::null_mut()),
        Err(error) => {
            // SAFETY: `env` is live and this is its thread, by contract.
            unsafe { JsError::from(error).throw_into(env.raw()) };
            ptr::null_mut()
        }
    }
}

/// The function's finalizer.
///
/// # Safety
/// Called by Node-API only, once, with the box of a function of [`function`] with the same `T`.
unsafe extern "C" fn forget<T>(_: sys::napi_env, data: *mut c_void, _: *mut c_void) {
    // SAFETY: the box that the function was created with, given back once.
    drop(unsafe { Box::from_raw(data.cast::<Bound<T>>()) });
}

fn panicked(panic: &(dyn Any + Send)) -> Error {
    Error::from_reason(format!("a native function panicked: {}", message_of(panic)))
}

impl<'env> Arguments<'env> {
    /// The argument at this place.
    pub fn get<T: FromNapiValue>(&self, place: usize) -> Result<T> {
        // SAFETY: a value of the call under way.
        unsafe { T::from_napi_value(self.env.raw(), self.values[place]) }
    }

    /// The control at this place, if there is one.
    pub fn control(&self, place: usize) -> Result<Option<&'env Control>> {
        let (env, value) = (self.env.raw(), self.values[place]);
        let (mut kind, mut control) = (0, ptr::null_mut());
        // SAFETY: a value of the call under way, which keeps the control alive; it is a Control where the tag says so,
        // and a Control is only ever lent out shared.
        unsafe {
            check_status!(sys::napi_typeof(env, value, &mut kind))?;
            if kind == sys::ValueType::napi_undefined {
                return Ok(None);
            }
            check_status!(sys::napi_unwrap(env, value, &mut control))?;
            validate_type_tag(env, value, &Control::type_tag(), "Control")?;
            Ok(Some(&*control.cast_const().cast()))
        }
    }
}
