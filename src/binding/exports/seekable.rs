//! Seekable data that stays open, for lib/codec/seekable.js.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::codec::Decompressor;
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::failure::throw;
use crate::binding::input::CallData;
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::path::path_of;
use crate::binding::submit;
use crate::binding::threads;
use crate::binding::value::Value;
use crate::engine::codec::Decompression;
use crate::engine::codec::seekable::Reader;
use crate::engine::failure::Failure;

/// Seekable Zstandard: opened once by one of the three ways, read any number of times.
#[napi]
pub struct SeekableReader {
    spec: Arc<Decompression>,
    open: Arc<Open>,
}

/// The reader between opening and closing. Reads under way have their own share of it.
#[derive(Default)]
struct Open(Mutex<Option<Arc<Reader>>>);

#[napi]
impl SeekableReader {
    /// Nothing open yet. The decompressor has the dictionary, and the cap for each read.
    #[napi(constructor, catch_unwind)]
    pub fn new(decompressor: &Decompressor) -> Self {
        Self { spec: Arc::clone(&decompressor.spec), open: Arc::default() }
    }

    /// Opens a copy of `data`: a promise of how many bytes it holds. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<number> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = submit::admit(env, data)? else { return Ok(None) };
        submit::start(env, JobClass::Cpu, held, control, self.opening_data()).map(Some)
    }

    /// As `start`, with an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<number>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        submit::start(env, JobClass::Cpu, input.take(), control, self.opening_data())
    }

    /// As `start`, with a file, which stays open until `close`.
    #[napi(catch_unwind, ts_return_type = "Promise<number>")]
    pub fn start_file<'env>(
        &self,
        env: &'env Env,
        path: &[u8],
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let (open, spec, path) = (Arc::clone(&self.open), Arc::clone(&self.spec), path_of(path));
        let work = Work::new(move |_, _| Ok(open.put(Reader::of_file(&path, &spec)?)));
        submit::start(env, JobClass::File, submit::admit_empty(env, JobClass::File)?, control, work)
    }

    /// Decompresses `length` bytes from `offset` on, or as many as there are.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn read<'env>(
        &self,
        env: &'env Env,
        offset: f64,
        length: f64,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let closed = || throw(env, &Failure::Internal("the reader is not open".into()));
        let reader = self.open.lock().clone().ok_or_else(closed)?;
        let estimate = self.spec.estimate(length.min(reader.size() as f64) as usize);
        let lane = if reader.is_in_memory() { JobClass::Cpu } else { JobClass::File };
        let work = Work::new(move |_, cancel| {
            reader.read(offset as u64, length as u64, threads::pool(), cancel).map(Value::Bytes)
        });
        submit::start(env, lane, submit::admit_empty(env, lane)?, control, work.takes(estimate))
    }

    /// Frees what is open, as soon as no read uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        let open = self.open.lock().take();
        drop(open);
    }

    fn opening_data(&self) -> Work {
        let (open, spec) = (Arc::clone(&self.open), Arc::clone(&self.spec));
        Work::new(move |sources, _| Ok(open.put(Reader::of_bytes(&sources[0], &spec)?)))
    }
}

impl Open {
    /// Puts the reader where reads find it. Gives how many bytes it holds.
    fn put(&self, reader: Reader) -> Value {
        let size = Value::object(reader.size() as f64);
        *self.lock() = Some(Arc::new(reader));
        size
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Reader>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
