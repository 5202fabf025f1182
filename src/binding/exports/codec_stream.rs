//! Codecs that JavaScript feeds piece by piece, for lib/codec. One job at a time: the caller waits for each.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::codec::{Compressor, Decompressor};
use super::codec_tuning::strategy_of;
use crate::binding::admission::Lane;
use crate::binding::control::Control;
use crate::binding::input::{Direct, Held, Input};
use crate::binding::job::{self, Work};
use crate::binding::outcome::Value;
use crate::binding::slot::Slot;
use crate::engine::codec::stream::{Flush, Next};
use crate::engine::codec::{Compression, Decompression, Packer, Then, Unpacker};

/// What to do after a piece, by the number that JavaScript has for it.
const THEN: [Then; 6] = [
    Then::Wait,
    Then::Flush(Flush::Sync),
    Then::End,
    Then::Flush(Flush::Partial),
    Then::Flush(Flush::Full),
    Then::Flush(Flush::Block),
];

/// Compressed data in the making.
#[napi]
pub struct CompressorStream {
    /// How it began: `retune` does not change it.
    spec: Arc<Compression>,
    slot: Arc<Slot<Packer>>,
}

#[napi]
impl CompressorStream {
    #[napi(constructor, catch_unwind)]
    pub fn new(compressor: &Compressor) -> Self {
        let spec = Arc::clone(&compressor.spec);
        Self { slot: Arc::new(Slot::new(Packer::new((*spec).clone()))), spec }
    }

    /// Compresses a copy of `data`. `then`: 0 nothing more, 1 flush, 2 end; in deflate 3, 4 and 5 for a partial flush,
    /// a full one and one to the end of a block. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: Direct,
        then: u32,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = Held::admit(env, data)? else { return Ok(None) };
        let work = self.work(&held, then);
        job::start(env, Lane::Cpu, held, control, work).map(Some)
    }

    /// As `start`, with an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        then: u32,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = self.work(&held, then);
        job::start(env, Lane::Cpu, held, control, work)
    }

    /// Has deflate go on with another level and strategy: a promise of what comes out before.
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
        job::start(env, Lane::Cpu, Held::default(), control, work)
    }

    /// Frees the state, as soon as no job uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.slot.close();
    }

    fn work(&self, held: &Held, then: u32) -> Work {
        let slot = Arc::clone(&self.slot);
        let then = THEN[then as usize];
        Work::new(move |sources, cancel| {
            slot.with(|packer| packer.write(sources[0], then, cancel)).map(Value::Bytes)
        })
        .takes(self.spec.estimate(held.len()))
    }
}

/// Decompressed data in the making.
#[napi]
pub struct DecompressorStream {
    spec: Arc<Decompression>,
    slot: Arc<Slot<Unpacker>>,
}

#[napi]
impl DecompressorStream {
    #[napi(constructor, catch_unwind)]
    pub fn new(decompressor: &Decompressor) -> Self {
        let spec = Arc::clone(&decompressor.spec);
        Self { slot: Arc::new(Slot::new(Unpacker::new((*spec).clone()))), spec }
    }

    /// Decompresses a copy of `data` into one piece of bounded size, and tells what is wanted then: 0 more input,
    /// 1 a call with no data for what comes next, 2 nothing, since the data is over; and how many bytes of all input
    /// so far were part of the data. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<[Buffer, number, number]> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: Direct,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = Held::admit(env, data)? else { return Ok(None) };
        let work = self.work(&held);
        job::start(env, Lane::Cpu, held, control, work).map(Some)
    }

    /// As `start`, with an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<[Buffer, number, number]>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = self.work(&held);
        job::start(env, Lane::Cpu, held, control, work)
    }

    /// Says that there is no more data for now: the promise rejects if the compressed data is not complete.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
    pub fn finish<'env>(&self, env: &'env Env, control: Option<&Control>) -> Result<Unknown<'env>> {
        let slot = Arc::clone(&self.slot);
        let work = Work::new(move |_, _| slot.with(Unpacker::finish).map(|()| Value::Done));
        job::start(env, Lane::Cpu, Held::default(), control, work)
    }

    /// Frees the state, as soon as no job uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.slot.close();
    }

    fn work(&self, held: &Held) -> Work {
        let slot = Arc::clone(&self.slot);
        Work::new(move |sources, cancel| {
            let ((bytes, next), consumed) = slot.with(|unpacker| {
                let step = unpacker.step(sources[0], cancel)?;
                Ok((step, unpacker.consumed()))
            })?;
            let wanted = match next {
                Next::Input => 0,
                Next::Output => 1,
                Next::Nothing => 2,
            };
            Ok(Value::Array(vec![Value::Bytes(bytes), Value::Number(wanted), Value::Number(consumed)]))
        })
        .takes(self.spec.estimate(held.len()))
    }
}
