//! Codecs that JavaScript feeds piece by piece, for lib/codec. One job at a time: the caller waits for each.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::codec::{Compressor, Decompressor};
use super::codec_tuning::strategy_of;
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::slot::Slot;
use crate::binding::submit;
use crate::binding::value::Value;
use crate::engine::codec::stream::{Flush, Next};
use crate::engine::codec::{Compression, Decompression, StreamDecoder, StreamEncoder, Then};

/// What a compressor does after a piece of input, in zlib's words. Formats other than deflate have `None`, `Sync` and
/// `Finish`.
#[napi]
#[derive(Clone, Copy)]
pub enum FlushMode {
    /// Waits for more input.
    None,
    Partial,
    /// Outputs all it has.
    Sync,
    /// Outputs all it has and resets its window: what follows can be decompressed alone.
    Full,
    /// Ends the data.
    Finish,
    /// Outputs what it has up to the end of a block.
    Block,
}

/// One step of decompressing.
#[napi(object, object_from_js = false)]
pub struct DecompressorStep {
    /// A piece of bounded size.
    #[napi(ts_type = "Buffer")]
    pub data: Value,
    /// What the next step is for: more input, more output of the same input, or nothing, since the data is over.
    #[napi(ts_type = "'input' | 'output' | 'nothing'")]
    pub wants: &'static str,
    /// Bytes of all input so far that were part of the data.
    pub consumed: f64,
}

/// A stream that compresses.
#[napi]
pub struct CompressorStream {
    /// How it began: `retune` does not change it.
    spec: Arc<Compression>,
    slot: Arc<Slot<StreamEncoder>>,
}

#[napi]
impl CompressorStream {
    #[napi(constructor, catch_unwind)]
    pub fn new(compressor: &Compressor) -> Self {
        let spec = Arc::clone(&compressor.spec);
        Self { slot: Arc::new(Slot::new(StreamEncoder::new((*spec).clone()))), spec }
    }

    /// Compresses a copy of `data`. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        flush: FlushMode,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = submit::admit(env, data)? else { return Ok(None) };
        let work = self.work(&held, flush);
        submit::start(env, JobClass::Cpu, held, control, work).map(Some)
    }

    /// As `start`, with an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        flush: FlushMode,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = self.work(&held, flush);
        submit::start(env, JobClass::Cpu, held, control, work)
    }

    /// Changes deflate's level and strategy. Resolves to the output of the flush before the change.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn retune<'env>(
        &self,
        env: &'env Env,
        level: i32,
        strategy: u32,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let slot = Arc::clone(&self.slot);
        let strategy = strategy_of(strategy);
        let work: Work =
            Work::new(move |_, _| slot.with(|packer| packer.retune(level, strategy)).map(Value::Bytes));
        submit::start(env, JobClass::Cpu, JobInput::default(), control, work)
    }

    /// Frees the state, as soon as no job uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.slot.close();
    }

    fn work(&self, held: &JobInput, flush: FlushMode) -> Work {
        let slot = Arc::clone(&self.slot);
        let then = flush.into();
        Work::new(move |sources, cancel| {
            slot.with(|packer| packer.write(sources[0], then, cancel)).map(Value::Bytes)
        })
        .takes(self.spec.estimate(held.len()))
    }
}

/// A stream that decompresses.
#[napi]
pub struct DecompressorStream {
    spec: Arc<Decompression>,
    slot: Arc<Slot<StreamDecoder>>,
}

#[napi]
impl DecompressorStream {
    #[napi(constructor, catch_unwind)]
    pub fn new(decompressor: &Decompressor) -> Self {
        let spec = Arc::clone(&decompressor.spec);
        Self { slot: Arc::new(Slot::new(StreamDecoder::new((*spec).clone()))), spec }
    }

    /// Decompresses a copy of `data`, which is empty where the step before wants to put out more. Null when there is no
    /// room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<DecompressorStep> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = submit::admit(env, data)? else { return Ok(None) };
        let work = self.work(&held);
        submit::start(env, JobClass::Cpu, held, control, work).map(Some)
    }

    /// As `start`, with an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<DecompressorStep>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = self.work(&held);
        submit::start(env, JobClass::Cpu, held, control, work)
    }

    /// Ends the data for now: the promise rejects if the compressed data is not complete.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
    pub fn finish<'env>(&self, env: &'env Env, control: Option<&Control>) -> Result<Unknown<'env>> {
        let slot = Arc::clone(&self.slot);
        let work = Work::new(move |_, _| slot.with(StreamDecoder::finish).map(|()| Value::Done));
        submit::start(env, JobClass::Cpu, JobInput::default(), control, work)
    }

    /// Frees the state, as soon as no job uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.slot.close();
    }

    fn work(&self, held: &JobInput) -> Work {
        let slot = Arc::clone(&self.slot);
        Work::new(move |sources, cancel| {
            let ((bytes, next), consumed) = slot.with(|unpacker| {
                let step = unpacker.step(sources[0], cancel)?;
                Ok((step, unpacker.consumed()))
            })?;
            let wants = match next {
                Next::Input => "input",
                Next::Output => "output",
                Next::Nothing => "nothing",
            };
            let consumed = consumed as f64;
            Ok(Value::object(DecompressorStep { data: Value::Bytes(bytes), wants, consumed }))
        })
        .takes(self.spec.estimate(held.len()))
    }
}

impl From<FlushMode> for Then {
    fn from(mode: FlushMode) -> Self {
        match mode {
            FlushMode::None => Self::Wait,
            FlushMode::Partial => Self::Flush(Flush::Partial),
            FlushMode::Sync => Self::Flush(Flush::Sync),
            FlushMode::Full => Self::Flush(Flush::Full),
            FlushMode::Finish => Self::End,
            FlushMode::Block => Self::Flush(Flush::Block),
        }
    }
}
