//! One input compressed by several jobs at the same time, for lib/codec: JavaScript gives bytes and starts a job for
//! each chunk of them.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::codec::Compressor;
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::failure::throw;
use crate::binding::gathered::Gathered;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::submit;
use crate::binding::threads;
use crate::binding::value::{Outcome, Value};
use crate::engine::cancel::Cancel;
use crate::engine::codec::{self, Assembly, Chunk, Compression};

/// Chunks of one input, and the compressed data that is made of them.
#[napi]
pub struct Chunks {
    spec: Arc<Compression>,
    assembly: Arc<dyn Assembly>,
    gathered: Gathered,
    /// How many chunks were taken.
    count: usize,
    threads: usize,
}

/// What a job does with its chunk.
type Join = fn(&dyn Assembly, usize, Chunk<'_>, &Cancel) -> Outcome;

#[napi]
impl Compressor {
    /// Chunks for an input of `size` bytes, if that is known: it must be right. Null where the engine has to see all of
    /// the data, one byte after the other.
    #[napi(catch_unwind)]
    pub fn chunks(&self, size: Option<f64>) -> Option<Chunks> {
        let assembly = codec::assembly(&self.spec, size.map(|size| size as u64))?;
        let gathered = Gathered::new(assembly.chunk(), assembly.lookback());
        let pool = threads::settings().threads;
        let threads = self.spec.threads.map_or(pool, |threads| threads.min(pool));
        Some(Chunks { spec: Arc::clone(&self.spec), assembly: assembly.into(), gathered, count: 0, threads })
    }
}

#[napi]
impl Chunks {
    /// How many jobs may be under way at the same time.
    #[napi(getter)]
    pub fn threads(&self) -> u32 {
        self.threads as u32
    }

    /// Bytes of a chunk.
    #[napi(getter)]
    pub fn size(&self) -> f64 {
        self.assembly.chunk() as f64
    }

    /// Bytes of the next chunk, as far as they came.
    #[napi(getter)]
    pub fn next_bytes(&self) -> f64 {
        self.gathered.next_bytes() as f64
    }

    /// Copies more of the input. Returns how many chunks are full by now and not the last.
    #[napi(catch_unwind)]
    pub fn append(
        &mut self,
        env: &Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
    ) -> Result<u32> {
        let mut scratch = Vec::new();
        let bytes = data.source().block(0, usize::MAX, &mut scratch);
        self.gathered.append(bytes).map_err(|failure| throw(env, &failure))?;
        Ok(self.gathered.full() as u32)
    }

    /// Compresses the next chunk, or what there is of it. `room` is the right to hold it. After the last
    /// one there must be no other.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
    pub fn add<'env>(
        &mut self,
        env: &'env Env,
        room: &mut Input,
        last: bool,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        self.start(env, room, last, control, |assembly, number, chunk, cancel| {
            assembly.add(number, chunk, cancel).map(|()| Value::Done)
        })
    }

    /// As `add`: a promise of compressed data, which together with that of other chunks, in their order, and of `end` is
    /// all of it.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn take<'env>(
        &mut self,
        env: &'env Env,
        room: &mut Input,
        last: bool,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        self.start(env, room, last, control, |assembly, number, chunk, cancel| {
            assembly.take(number, chunk, cancel).map(Value::Bytes)
        })
    }

    /// The compressed data, or the rest of it. Every job on a chunk must have ended.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn end<'env>(&self, env: &'env Env, control: Option<&Control>) -> Result<Unknown<'env>> {
        let assembly = Arc::clone(&self.assembly);
        let work = Work::new(move |_, _| assembly.end().map(Value::Bytes));
        submit::start(env, JobClass::Cpu, JobInput::default(), control, work)
    }

    /// Frees the bytes that were not taken.
    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        self.gathered.clear();
    }

    fn start<'env>(
        &mut self,
        env: &'env Env,
        room: &mut Input,
        last: bool,
        control: Option<&Control>,
        join: Join,
    ) -> Result<Unknown<'env>> {
        let (part, number) = (self.gathered.take(), self.count);
        self.count += 1;
        let (assembly, before) = (Arc::clone(&self.assembly), part.before);
        let work = Work::new(move |sources, cancel| {
            let mut scratch = Vec::new();
            let bytes = sources[0].block(0, usize::MAX, &mut scratch);
            join(&*assembly, number, Chunk { bytes, before, last }, cancel)
        })
        .takes(self.spec.estimate(part.bytes.len() - before));
        submit::start(env, JobClass::Cpu, room.take().with(part.bytes), control, work)
    }
}
