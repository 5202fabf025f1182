//! Plans of JSON documents, for lib/json.

use std::sync::Arc;
use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::input::Input;
use crate::binding::buffer_pool::{PooledBuffer, buffer_for};
use crate::binding::control::Control;
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::json_document::{JsonDocument, Planning};
use crate::binding::path::path_of;
use crate::binding::submit;
use crate::binding::threads;
use crate::binding::value::Value;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;
use crate::engine::json::{self, Cut, OP, Operations, Pointer, Report};

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

/// What is wrong with a document. A line, and the units before and in all, are of UTF-16.
#[napi(object, object_from_js = false)]
pub struct JsonFault {
    /// The byte that is wrong.
    pub at: f64,
    /// The byte from which on a parser has to read again.
    pub from: f64,
    /// Units before `from`.
    pub units_before: f64,
    /// Units of the document.
    pub units: f64,
    pub line: f64,
    pub column: f64,
    /// Text that brings a parser into the state that it is in at `from`.
    pub prefix: String,
}

/// The numbers of the operations of a plan. The first five are followed by where their text begins and ends, and are one
/// higher where it is not ASCII.
#[napi(object, object_from_js = false)]
pub struct JsonOperations {
    /// A value by itself.
    pub value: f64,
    /// Consecutive elements of the innermost array.
    pub elements: f64,
    /// Consecutive members of the innermost object.
    pub members: f64,
    /// The key of the next value, with its quotes.
    pub key: f64,
    /// Part of the inside of a string.
    pub piece: f64,
    /// The string of the pieces is complete: a value.
    pub string: f64,
    pub open_array: f64,
    pub open_object: f64,
    pub close: f64,
}

/// The numbers of the operations of a plan.
#[napi(catch_unwind)]
pub fn json_operations() -> JsonOperations {
    let Operations { value, elements, members, key, piece, string, open_array, open_object, close } = OP;
    JsonOperations { value, elements, members, key, piece, string, open_array, open_object, close }
}

/// Plans an input gathered before, which becomes the text of the document. Promises what is wrong with it.
#[napi(catch_unwind, ts_return_type = "Promise<JsonFault | undefined>")]
pub fn start_json<'env>(
    env: &'env Env,
    input: &mut Input,
    request: JsonRequest,
    document: &JsonDocument,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let mut held = input.take();
    let estimate = Duration::from_nanos(NANOS_A_BYTE * held.len() as u64);
    let owned = held.take_bytes();
    let planning = document.planning();
    let work = Work::new(move |sources, cancel| {
        let text = owned.map_or_else(|| copied(sources[0]), Ok)?;
        plan(text, &request, &planning, cancel)
    });
    submit::start(env, JobClass::Cpu, held, control, work.takes(estimate))
}

/// As `startJson`, of a file.
#[napi(catch_unwind, ts_return_type = "Promise<JsonFault | undefined>")]
pub fn start_json_file<'env>(
    env: &'env Env,
    path: &[u8],
    request: JsonRequest,
    document: &JsonDocument,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let path = path_of(path);
    let planning = document.planning();
    let work = Work::new(move |_, cancel| {
        let text = json::read_file(&path, cancel)?.into();
        threads::pool().install(|| plan(text, &request, &planning, cancel))
    });
    submit::start(env, JobClass::File, submit::admit_empty(env, JobClass::File)?, control, work)
}

/// Memory of JavaScript's that the text of a document may not stay in.
fn copied(source: InputBytes<'_>) -> std::result::Result<PooledBuffer, Failure> {
    let mut text = buffer_for(source.len())?;
    match source.in_place() {
        Some(bytes) => text.extend_from_slice(bytes),
        None => {
            source.block(0, usize::MAX, &mut text);
        }
    }
    Ok(text)
}

fn plan(
    text: PooledBuffer,
    request: &JsonRequest,
    planning: &Arc<Planning>,
    cancel: &Cancel,
) -> std::result::Result<Value, Failure> {
    let pointer = Pointer::new(request.pointer.iter().map(|token| token.to_vec()).collect());
    let cut = Cut { chunk: request.chunk as usize, string: request.string as usize };
    let planned =
        json::plan(planning.begin(text), &pointer, cut, cancel, &mut |operations| planning.add(operations))?;
    planning.end(planned.is_err());
    Ok(planned.map_or_else(|report| Value::object(fault_of(&report)), |()| Value::Done))
}

fn fault_of(report: &Report) -> JsonFault {
    JsonFault {
        at: report.fault.at as f64,
        from: report.fault.from as f64,
        units_before: report.units_before as f64,
        units: report.units as f64,
        line: report.line as f64,
        column: report.column as f64,
        prefix: report.fault.prefix(),
    }
}
