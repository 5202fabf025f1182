//! Digests that JavaScript feeds piece by piece, for lib/hash. One job at a time: the caller waits for each.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::hash::Digest;
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::encoding::Encoding;
use crate::binding::failure::throw;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::slot::Slot;
use crate::binding::submit;
use crate::binding::to_js;
use crate::binding::value::{Outcome, Value};
use crate::engine::cancel::Cancel;
use crate::engine::digest::{self, Hasher, Spec};

/// Digests in progress, all of the same bytes.
#[napi]
pub struct HashStream {
    specs: Arc<[Arc<Spec>]>,
    slot: Arc<Slot<Vec<Hasher>>>,
}

#[napi]
impl HashStream {
    #[napi(constructor, catch_unwind)]
    pub fn new(digests: Vec<ClassInstance<Digest>>) -> Self {
        let specs: Arc<[_]> = digests.iter().map(|digest| Arc::clone(&digest.spec)).collect();
        let hashers = specs.iter().map(|spec| spec.hasher()).collect();
        Self { specs, slot: Arc::new(Slot::new(hashers)) }
    }

    /// Takes in a copy of `data`. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<void> | null")]
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

    /// Takes in `data` on the calling thread.
    #[napi(catch_unwind)]
    pub fn update(
        &self,
        env: &Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
    ) -> Result<()> {
        let taken = self.slot.with(|hashers| digest::absorb(hashers, data.source(), &Cancel::NEVER));
        taken.map_err(|failure| throw(env, &failure))
    }

    /// The digests, in the order of the constructor's, made on the calling thread.
    #[napi(catch_unwind, ts_return_type = "Array<string | Buffer>")]
    pub fn digest<'env>(&self, env: &'env Env, encoding: Encoding) -> Result<Unknown<'env>> {
        let digests = finish(&self.slot, encoding, &Cancel::NEVER);
        to_js::returned(env, digests.map_err(|failure| throw(env, &failure))?)
    }

    /// Takes in the inputs gathered before, one after the other.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
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

    /// The digests, in the order of the constructor's.
    #[napi(catch_unwind, ts_return_type = "Promise<Array<string | Buffer>>")]
    pub fn finish<'env>(
        &self,
        env: &'env Env,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let slot = Arc::clone(&self.slot);
        let work = Work::new(move |_, cancel| finish(&slot, encoding, cancel));
        submit::start(env, JobClass::Cpu, JobInput::default(), control, work)
    }

    /// Another stream that goes on from the same state. Throws while a job uses the state.
    #[napi(catch_unwind)]
    pub fn copy(&self, env: &Env) -> Result<Self> {
        let hashers = self.slot.with(|hashers| Ok(hashers.clone()));
        let hashers = hashers.map_err(|failure| throw(env, &failure))?;
        Ok(Self { specs: Arc::clone(&self.specs), slot: Arc::new(Slot::new(hashers)) })
    }

    /// Frees the state, as soon as no job uses it.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.slot.close();
    }

    fn work(&self, held: &JobInput) -> Work {
        let estimate = self.specs.iter().map(|spec| spec.estimate(held.len())).sum();
        let slot = Arc::clone(&self.slot);
        Work::new(move |sources, cancel| {
            let mut sources = sources.iter();
            slot.with(|hashers| sources.try_for_each(|source| digest::absorb(hashers, *source, cancel)))?;
            Ok(Value::Done)
        })
        .takes(estimate)
    }
}

/// The digests, from hashers that are used for the last time.
fn finish(slot: &Slot<Vec<Hasher>>, encoding: Encoding, cancel: &Cancel) -> Outcome {
    let digest = |hasher: Hasher| hasher.finish(cancel).map(|bytes| encoding.apply(bytes));
    slot.take()?.into_iter().map(digest).collect::<std::result::Result<_, _>>().map(Value::Array)
}
