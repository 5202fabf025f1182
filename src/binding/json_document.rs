//! A JSON document that JavaScript builds while a job checks it.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::{mem, ptr};

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;

use super::buffer_pool::PooledBuffer;
use super::threads;
use super::ticket::Ticket;
use super::value::Value;
use crate::engine::json::{is_ascii, open_and_close};

/// A document's text, and the operations that build its value, which a job adds while JavaScript does those before.
///
/// The text is not a Buffer: V8 counts those, and answers to large ones with collections of all its memory, while values
/// are built.
#[napi]
#[derive(Default)]
pub struct JsonDocument {
    planning: Arc<Planning>,
    /// For text in brackets.
    scratch: Vec<u8>,
}

/// What the job and JavaScript share. Either locks `planned` for a moment; a ticket is settled under it, which takes the lock of
/// its environment and calls nothing.
#[derive(Default)]
pub struct Planning {
    text: OnceLock<PooledBuffer>,
    planned: Mutex<Planned>,
}

#[derive(Default)]
struct Planned {
    /// Those that JavaScript has not taken.
    operations: Vec<f64>,
    /// Whether there will be no more.
    ended: bool,
    /// Whether what they build does not count, as a fault was found behind them.
    wrong: bool,
    /// JavaScript waits for more.
    waiting: Option<Ticket>,
}

#[napi]
impl JsonDocument {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes of the text.
    #[napi(getter)]
    pub fn length(&self) -> f64 {
        self.planning.text().len() as f64
    }

    /// Whether the check has found a fault.
    #[napi(getter)]
    pub fn is_wrong(&self) -> bool {
        self.planning.lock().wrong
    }

    /// The operations that were planned since the last call: each of `jsonOperations` with what it works on. Null when all
    /// were taken.
    #[napi(catch_unwind)]
    pub fn take(&self) -> Option<Float64Array> {
        let mut planned = self.planning.lock();
        let operations = mem::take(&mut planned.operations);
        if operations.is_empty() && planned.ended { None } else { Some(operations.into()) }
    }

    /// A promise that is resolved when there is more to take, or nothing any more.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
    pub fn more<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        let (ticket, promise) = Ticket::open(env, None)?;
        let mut planned = self.planning.lock();
        planned.waiting = Some(ticket);
        if planned.ended || !planned.operations.is_empty() {
            planned.wake();
        }
        Ok(promise)
    }

    /// The text that an operation works on, from `start` to `end`, as JSON.parse takes it: elements and members in brackets,
    /// and U+FFFD in place of what is not UTF-8.
    #[napi(catch_unwind, ts_return_type = "string")]
    pub fn operand<'env>(
        &mut self,
        env: &'env Env,
        operation: f64,
        start: f64,
        end: f64,
    ) -> Result<Unknown<'env>> {
        let mut text = &self.planning.text()[start as usize..end as usize];
        if let Some((open, close)) = open_and_close(operation) {
            self.scratch.clear();
            self.scratch
                .try_reserve(text.len() + 2)
                .map_err(|error| Error::from_reason(error.to_string()))?;
            self.scratch.push(open);
            self.scratch.extend_from_slice(text);
            self.scratch.push(close);
            text = &self.scratch;
        }
        let create =
            if is_ascii(operation) { sys::napi_create_string_latin1 } else { sys::napi_create_string_utf8 };
        string(env, text, create)
    }

    /// The text from `start` to `end`, U+FFFD in place of what is not UTF-8.
    #[napi(catch_unwind, ts_return_type = "string")]
    pub fn utf8<'env>(&self, env: &'env Env, start: f64, end: f64) -> Result<Unknown<'env>> {
        string(env, &self.planning.text()[start as usize..end as usize], sys::napi_create_string_utf8)
    }

    /// Gives the memory back, on another thread, since that may take milliseconds. The document is empty afterwards.
    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        let Self { planning, scratch } = mem::take(self);
        planning.lock().wake();
        threads::pool().spawn(move || drop((planning, scratch)));
    }
}

impl JsonDocument {
    /// For the job that plans it.
    pub fn planning(&self) -> Arc<Planning> {
        Arc::clone(&self.planning)
    }
}

impl Planning {
    /// Makes this its text, once.
    pub fn begin(&self, text: PooledBuffer) -> &[u8] {
        self.text.get_or_init(|| text)
    }

    /// Adds operations, for JavaScript to take.
    pub fn add(&self, operations: Vec<f64>) {
        let mut planned = self.lock();
        planned.operations.extend(operations);
        planned.wake();
    }

    /// Says that there are no more, and whether the document is `wrong`.
    pub fn end(&self, wrong: bool) {
        let mut planned = self.lock();
        planned.ended = true;
        planned.wrong = wrong;
        planned.wake();
    }

    fn text(&self) -> &[u8] {
        self.text.get().map_or(&[], |text| text)
    }

    fn lock(&self) -> MutexGuard<'_, Planned> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Planned {
    fn wake(&mut self) {
        if let Some(ticket) = self.waiting.take() {
            ticket.settle(Ok(Value::Done));
        }
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
