//! Event loops that are looked at while they wait, for lib/watch/.

use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::idle_watch::{self, EventLoop, Rules};
use crate::binding::ticket::Ticket;

/// Makes the loop of this thread known by a number, until the thread ends; null where the runtime is not Node.
#[napi(catch_unwind)]
pub fn open_loop(env: &Env) -> Result<Option<u32>> {
    // SAFETY: it is the environment that called us, on its own thread.
    let Some(event_loop) = (unsafe { EventLoop::of(env) })? else { return Ok(None) };
    let id = idle_watch::open(event_loop);
    env.add_env_cleanup_hook(id, idle_watch::close)?;
    Ok(Some(id))
}

/// Settles when the loop with this number works at a look and has worked for `at_once` milliseconds since the last look, or for
/// `in_a_second` milliseconds in a second; or when its thread has ended.
#[napi(catch_unwind, ts_return_type = "Promise<void>")]
pub fn until_loop_works(
    env: &Env,
    id: u32,
    interval: f64,
    at_once: f64,
    in_a_second: f64,
) -> Result<Unknown<'_>> {
    let (ticket, promise) = Ticket::open(env, None)?;
    let [interval, at_once, in_a_second] =
        [interval, at_once, in_a_second].map(|time| Duration::from_secs_f64(time / 1000.0));
    idle_watch::begin(id, ticket, Rules { interval, at_once, in_a_second });
    Ok(promise)
}
