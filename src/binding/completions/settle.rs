//! Settles promises, on the JavaScript thread and a bounded number a turn.

use std::ffi::c_void;
use std::ptr;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi::{check_status, sys};

use super::{Completions, Done, release};
use crate::binding::failure::FailureObject;
use crate::binding::to_js;

/// Promises settled per loop turn, so that a burst of results cannot hold up timers and I/O.
const PER_TURN: usize = 256;

impl Completions {
    /// Settles up to [`PER_TURN`] promises, and sees to it that the others are settled in later turns.
    ///
    /// # Safety
    /// `env` is live and the current thread is its JavaScript thread.
    pub(super) unsafe fn settle_ready(self: &Arc<Self>, env: sys::napi_env) {
        let (ready, more) = {
            let mut state = self.lock();
            let count = state.done.len().min(PER_TURN);
            let ready: Vec<Done> = state.done.drain(..count).collect();
            state.notified = !state.done.is_empty();
            (ready, state.notified)
        };
        let held = ready.iter().filter(|done| done.deferred.held).count();
        for done in ready {
            // SAFETY: by contract; each deferred is settled once.
            unsafe { done.settle(env) };
        }
        // SAFETY: by contract.
        if more && unsafe { self.settle_next_turn(env) }.is_err() {
            self.wake();
        }
        self.let_go(env, u32::try_from(held).expect("at most PER_TURN"));
    }

    /// Goes on in a later turn. Waking the loop would not do: Node calls a thread-safe function again and
    /// again within one turn for as long as there are calls.
    ///
    /// # Safety
    /// As for [`settle_ready`](Self::settle_ready).
    unsafe fn settle_next_turn(self: &Arc<Self>, env: sys::napi_env) -> Result<()> {
        let (mut global, mut function) = (ptr::null_mut(), ptr::null_mut());
        let data = self.leak();
        // SAFETY: by contract; the function's `Arc` is given back by its finalizer.
        unsafe {
            check_status!(sys::napi_get_global(env, &mut global))?;
            check_status!(sys::napi_create_function(
                env,
                ptr::null(),
                0,
                Some(settle_more),
                data,
                &mut function
            ))?;
            check_status!(sys::napi_add_finalizer(
                env,
                function,
                data,
                Some(release),
                data,
                ptr::null_mut()
            ))?;
            let set_immediate = self.set_immediate.value(env)?;
            check_status!(sys::napi_call_function(env, global, set_immediate, 1, &function, ptr::null_mut()))
        }
    }
}

impl Done {
    /// # Safety
    /// `env` is live and the current thread is its JavaScript thread.
    unsafe fn settle(self, env: sys::napi_env) {
        // SAFETY: by contract. Where no value can be made the environment is out of memory or going
        // away, and the rejection below is the best that can be tried.
        unsafe {
            for reference in self.kept {
                reference.release(env);
            }
            match self.outcome.and_then(|value| to_js::value(env, value)) {
                Ok(value) => sys::napi_resolve_deferred(env, self.deferred.raw, value),
                Err(failure) => match FailureObject::to_napi_value(env, (&failure).into()) {
                    Ok(reason) => sys::napi_reject_deferred(env, self.deferred.raw, reason),
                    Err(_) => sys::Status::napi_generic_failure,
                },
            };
        }
    }
}

/// Runs on the JavaScript thread after [`Completions::wake`].
///
/// # Safety
/// Called by Node-API only, on the thread of `env`, with the pointer of `leak` that the thread-safe function was made
/// with. It may have been given back where `env` is null.
pub(super) unsafe extern "C" fn wake(
    env: sys::napi_env,
    _: sys::napi_value,
    context: *mut c_void,
    _: *mut c_void,
) {
    // Node before 24.16 calls this with a null `env` *after* freeing the context: touch nothing.
    if env.is_null() {
        return;
    }
    // SAFETY: `context` is the `Arc` given to the thread-safe function, freed by `release`; Node calls
    // this on the environment's own thread.
    unsafe { shared(context).settle_ready(env) };
}

/// Runs on the JavaScript thread in the turn after one that left results over.
///
/// # Safety
/// Called by Node-API only, with `env` on its own thread, for a function that was made with a pointer of `leak`.
unsafe extern "C" fn settle_more(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let mut data = ptr::null_mut();
    // SAFETY: `data` is the `Arc` this function was created with, given back when it is collected.
    unsafe {
        sys::napi_get_cb_info(env, info, ptr::null_mut(), ptr::null_mut(), ptr::null_mut(), &mut data);
        shared(data).settle_ready(env);
    }
    ptr::null_mut()
}

/// Another owner of the completions behind a pointer of `leak`, which stays valid.
///
/// # Safety
/// The pointer was not given back yet.
unsafe fn shared(context: *mut c_void) -> Arc<Completions> {
    let context = context.cast_const().cast::<Completions>();
    // SAFETY: by contract.
    unsafe {
        Arc::increment_strong_count(context);
        Arc::from_raw(context)
    }
}
