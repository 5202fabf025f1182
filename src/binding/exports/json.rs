//! Plans of JSON documents, for lib/json.

use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::admission::Lane;
use crate::binding::control::Control;
use crate::binding::input::{Held, Input};
use crate::binding::job::{self, Work};
use crate::binding::outcome::Value;
use crate::binding::path::path_of;
use crate::binding::pool;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::json::{self, Cut, Outcome, Pointer};

/// What reading a byte of text takes one thread, more or less.
const NANOS_A_BYTE: u64 = 3;

/// What is wanted of a document.
#[napi(object, object_to_js = false)]
pub struct JsonRequest {
    /// The tokens of a pointer.
    pub pointer: Vec<Utf16String>,
    /// Bytes that are built at once.
    pub chunk: f64,
    /// Bytes of a string that are decoded at once.
    pub string: f64,
}

/// Plans an input gathered before: a promise of the text, the plan, and the numbers and the text that tell of
/// what is wrong with it.
#[napi(catch_unwind, ts_return_type = "Promise<[JsonText, Float64Array, Float64Array, string]>")]
pub fn start_json<'env>(
    env: &'env Env,
    input: &mut Input,
    request: JsonRequest,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let held = input.take();
    let estimate = Duration::from_nanos(NANOS_A_BYTE * held.len() as u64);
    let work = Work::new(move |sources, cancel| {
        let mut text = Vec::new();
        let bytes = sources[0].len();
        text.try_reserve_exact(bytes).map_err(|_| Failure::OutOfMemory { bytes })?;
        match sources[0].in_place() {
            Some(bytes) => text.extend_from_slice(bytes),
            None => {
                sources[0].block(0, usize::MAX, &mut text);
            }
        }
        plan(text, &request, cancel)
    });
    job::start(env, Lane::Cpu, held, control, work.takes(estimate))
}

/// As `startJson`, of a file.
#[napi(catch_unwind, ts_return_type = "Promise<[JsonText, Float64Array, Float64Array, string]>")]
pub fn start_json_file<'env>(
    env: &'env Env,
    path: &[u8],
    request: JsonRequest,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let path = path_of(path);
    let work = Work::new(move |_, cancel| {
        let text = json::read_file(&path, cancel)?;
        pool::pool().install(|| plan(text, &request, cancel))
    });
    job::start(env, Lane::File, Held::admit_empty(env, Lane::File)?, control, work)
}

fn plan(text: Vec<u8>, request: &JsonRequest, cancel: &Cancel) -> std::result::Result<Value, Failure> {
    let pointer = Pointer::new(request.pointer.iter().map(|token| token.to_vec()).collect());
    let cut = Cut { chunk: request.chunk as usize, string: request.string as usize };
    let (plan, fault, prefix) = match json::plan(&text, &pointer, cut, cancel)? {
        Outcome::Plan(plan) => (plan, Vec::new(), String::new()),
        Outcome::Fault(report) => {
            let fault = report.fault;
            let numbers =
                [fault.at, fault.from, report.units_before, report.units, report.line, report.column];
            (Vec::new(), numbers.map(|number| number as f64).to_vec(), fault.prefix())
        }
    };
    let parts = [Value::Document(text), Value::Numbers(plan), Value::Numbers(fault), Value::Text(prefix)];
    Ok(Value::Array(parts.into()))
}
