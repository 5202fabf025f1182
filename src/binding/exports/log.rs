//! A log that a process of its own writes, for lib/pino. Arguments are checked there.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{io, mem, ptr};

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;
use offloop_launcher::log::{Feed, Settings};

use crate::binding::bound_fn::{self, Arguments};
use crate::binding::failure::throw;
use crate::binding::path::path_of;
use crate::binding::ticket::Ticket;
use crate::binding::to_js::returned;
use crate::binding::value::Value;
use crate::engine::failure::Failure;
use crate::process::log_service::Log;

/// Which log, and how it is written.
#[napi(object, object_to_js = false)]
pub struct LogRequest {
    pub launcher: Buffer,
    pub file: Buffer,
    pub spool: Buffer,
    pub spool_size: f64,
    /// Bytes; 0 for no limit.
    pub size: f64,
    /// Seconds; 0 for none.
    pub period: f64,
    pub keep: f64,
    pub archiver: Vec<String>,
}

/// What the writer reported since JavaScript last took it, and the promise that waits for more.
#[derive(Default)]
struct Reports {
    lines: Vec<String>,
    waiting: Option<Ticket>,
}

struct OpenLog {
    log: Log,
    reports: Arc<Mutex<Reports>>,
}

/// Opens a log; null where another service has the file. Its functions:
///
/// `write` and `writeBytes` put a line into the spool, and are false where it has no room, or the log has ended. A text has to
/// fit with three bytes for each of its units. `wait` and `waitForRoom` block, for a number of milliseconds at most: until all
/// is written, or a number of bytes fit. `reports` is a promise of what the writer reports next.
#[napi(
    catch_unwind,
    ts_return_type = "null | { write(text: string): boolean, writeBytes(bytes: Uint8Array): boolean, wait(ms: number): boolean, waitForRoom(bytes: number, ms: number): boolean, capacity(): number, errno(): number, end(): void, reports(isHeld: boolean): Promise<string[]> }"
)]
pub fn open_log<'env>(env: &'env Env, request: LogRequest) -> Result<Option<Unknown<'env>>> {
    let [launcher, file, spool] =
        [&request.launcher, &request.file, &request.spool].map(|path| path_of(path));
    let failed = |syscall, path: &Path, error: io::Error| throw(env, &Failure::system(&error, syscall, path));
    let mut appending = OpenOptions::new();
    let log = appending.read(true).append(true).create(true).open(&file);
    let log = log.map_err(|error| failed("open", &file, error))?;
    let feed = Feed::open(&spool, request.spool_size as usize, &log);
    let Some(feed) = feed.map_err(|error| failed("open", &spool, error))? else { return Ok(None) };
    let settings = Settings {
        file,
        spool,
        size: request.size as u64,
        period: request.period as u64,
        keep: request.keep as u64,
        archiver: request.archiver.into_iter().map(Into::into).collect(),
    };
    let reports = Arc::new(Mutex::new(Reports::default()));
    let theirs = Arc::clone(&reports);
    let report = Box::new(move |line| take_in(&theirs, line));
    let log = Log::start(launcher.clone(), settings, feed, report);
    let log = log.map_err(|error| failed("spawn", &launcher, error))?;
    let open = Arc::new(OpenLog { log, reports });
    bound_fn::functions(
        env,
        &open,
        &[
            (c"write", write),
            (c"writeBytes", write_bytes),
            (c"wait", wait),
            (c"waitForRoom", wait_for_room),
            (c"capacity", capacity),
            (c"errno", errno),
            (c"end", end),
            (c"reports", reports_of),
        ],
    )
    .map(Some)
}

fn take_in(reports: &Mutex<Reports>, line: String) {
    let mut all = reports.lock().unwrap_or_else(PoisonError::into_inner);
    all.lines.push(line);
    if let Some(ticket) = all.waiting.take() {
        ticket.settle(Ok(Value::object(mem::take(&mut all.lines))));
    }
}

/// The text goes from V8 into the spool without a copy between.
fn write<'env>(
    env: &'env Env,
    open: &Arc<OpenLog>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    let text: Unknown = arguments.get(0)?;
    let mut units = 0;
    // SAFETY: a value of the call under way; without a buffer only the length is written.
    check_status!(unsafe {
        sys::napi_get_value_string_utf16(env.raw(), text.raw(), ptr::null_mut(), 0, &mut units)
    })?;
    let fill = |room: &mut [u8]| {
        let (start, mut bytes) = (room.as_mut_ptr().cast(), 0);
        // SAFETY: as above; fills at most the room, with a zero at the end.
        unsafe {
            sys::napi_get_value_string_utf8(env.raw(), text.raw(), start, room.len(), &mut bytes);
        }
        bytes
    };
    // UTF-8 has at most three bytes for a unit, and one is the zero.
    boolean(env, open.log.put_with(3 * units + 1, fill))
}

fn write_bytes<'env>(
    env: &'env Env,
    open: &Arc<OpenLog>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    let bytes: Uint8ArraySlice = arguments.get(0)?;
    let fill = |room: &mut [u8]| {
        room.copy_from_slice(&bytes);
        bytes.len()
    };
    boolean(env, open.log.put_with(bytes.len(), fill))
}

fn wait<'env>(
    env: &'env Env,
    open: &Arc<OpenLog>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    let most: u32 = arguments.get(0)?;
    boolean(env, open.log.wait_until_written(Duration::from_millis(most.into())))
}

fn wait_for_room<'env>(
    env: &'env Env,
    open: &Arc<OpenLog>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    let (bytes, most): (u32, u32) = (arguments.get(0)?, arguments.get(1)?);
    boolean(env, open.log.wait_for_room(bytes as usize, Duration::from_millis(most.into())))
}

fn capacity<'env>(env: &'env Env, open: &Arc<OpenLog>, _: Arguments<'env>) -> Result<Option<Unknown<'env>>> {
    returned(env, Value::object(open.log.capacity() as f64)).map(Some)
}

fn errno<'env>(env: &'env Env, open: &Arc<OpenLog>, _: Arguments<'env>) -> Result<Option<Unknown<'env>>> {
    returned(env, Value::object(open.log.errno())).map(Some)
}

fn end<'env>(_: &'env Env, open: &Arc<OpenLog>, _: Arguments<'env>) -> Result<Option<Unknown<'env>>> {
    open.log.end();
    Ok(None)
}

/// The promise keeps the event loop alive if it is held.
fn reports_of<'env>(
    env: &'env Env,
    open: &Arc<OpenLog>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    let is_held: bool = arguments.get(0)?;
    let (ticket, promise) = if is_held { Ticket::open(env, None)? } else { Ticket::open_in_background(env)? };
    let mut all = open.reports.lock().unwrap_or_else(PoisonError::into_inner);
    if all.lines.is_empty() {
        // The one before, if any, is answered: nothing was reported.
        if let Some(before) = all.waiting.replace(ticket) {
            before.settle(Ok(Value::object(Vec::<String>::new())));
        }
    } else {
        ticket.settle(Ok(Value::object(mem::take(&mut all.lines))));
    }
    Ok(Some(promise))
}

fn boolean(env: &Env, value: bool) -> Result<Option<Unknown<'_>>> {
    returned(env, Value::object(value)).map(Some)
}
