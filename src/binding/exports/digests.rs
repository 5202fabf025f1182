//! Several digests of the same data in one job, for lib/hash and lib/integrity.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::hash::Digest;
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::encoding::Encoding;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::submit;
use crate::engine::digest::{Spec, digest_several};

/// Ways to digest, used together any number of times.
#[napi]
pub struct Digests {
    pub(super) specs: Arc<[Arc<Spec>]>,
}

#[napi]
impl Digests {
    #[napi(constructor, catch_unwind)]
    pub fn new(digests: Vec<ClassInstance<Digest>>) -> Self {
        Self { specs: digests.iter().map(|digest| Arc::clone(&digest.spec)).collect() }
    }

    /// Digests a copy of `data` on the pool. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<Array<string | Buffer>> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let Some(held) = submit::admit(env, data)? else { return Ok(None) };
        let work = self.work(&held, encoding);
        submit::start(env, JobClass::Cpu, held, control, work).map(Some)
    }

    /// Digests an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Array<string | Buffer>>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = self.work(&held, encoding);
        submit::start(env, JobClass::Cpu, held, control, work)
    }

    fn work(&self, held: &JobInput, encoding: Encoding) -> Work {
        let estimate = self.specs.iter().map(|spec| spec.estimate(held.len())).sum();
        let specs = Arc::clone(&self.specs);
        Work::new(move |sources, cancel| {
            digest_several(&specs, sources[0], cancel).map(|digests| encoding.apply_all(digests))
        })
        .takes(estimate)
    }
}
