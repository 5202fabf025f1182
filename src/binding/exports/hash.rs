//! Digests for lib/hash.

use std::path::PathBuf;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::input::Input;
use crate::binding::bound_fn;
use crate::binding::control::Control;
use crate::binding::encoding::Encoding;
use crate::binding::failure::throw;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job::Work;
use crate::binding::job_class::JobClass;
use crate::binding::list::List;
use crate::binding::path::path_of;
use crate::binding::submit;
use crate::binding::threads;
use crate::binding::to_js;
use crate::binding::value::Value;
use crate::engine::cancel::Cancel;
use crate::engine::digest::file::digest_file;
use crate::engine::digest::{self, ALGORITHMS, Key, KeyUse, Spec};
use crate::engine::file_reader::Range;

/// A row of the table of algorithms.
#[napi(object, object_from_js = false)]
pub struct AlgorithmInfo {
    pub name: &'static str,
    pub output_length: u32,
    pub extendable: bool,
    /// What a key makes of it, if it takes one.
    #[napi(ts_type = "'hmac' | 'blake2' | 'blake3' | undefined")]
    pub key: Option<&'static str>,
    /// The longest key in bytes, or the only length for BLAKE3.
    pub key_length: Option<u32>,
    pub seeded: bool,
    /// Up to this many bytes the digest is made on the spot.
    pub inline_bytes: u32,
    /// Whether digesting takes about as long as copying, for data of any size.
    pub quick: bool,
}

/// The table of algorithms; its order gives the numbers that [`Digest`] takes.
#[napi(catch_unwind)]
pub fn algorithms() -> Vec<AlgorithmInfo> {
    ALGORITHMS.iter().map(AlgorithmInfo::from).collect()
}

impl From<&digest::Algorithm> for AlgorithmInfo {
    fn from(algorithm: &digest::Algorithm) -> Self {
        let (key, key_length) = match algorithm.key {
            KeyUse::None => (None, None),
            KeyUse::Hmac => (Some("hmac"), None),
            KeyUse::Blake2 { max } => (Some("blake2"), Some(max as u32)),
            KeyUse::Blake3 { exact } => (Some("blake3"), Some(exact as u32)),
        };
        Self {
            name: algorithm.name,
            output_length: algorithm.output_length as u32,
            extendable: algorithm.extendable,
            key,
            key_length,
            seeded: algorithm.seeded,
            inline_bytes: algorithm.handover_bytes as u32,
            quick: (algorithm.is_copy_speed)(),
        }
    }
}

/// A way to digest: algorithm, key, output length and seed, checked once and used any number of times.
#[napi]
pub struct Digest {
    pub(super) spec: Arc<Spec>,
}

#[napi]
impl Digest {
    #[napi(constructor, catch_unwind)]
    pub fn new(
        env: &Env,
        algorithm: u32,
        key: Option<&[u8]>,
        context: Option<String>,
        output_length: Option<u32>,
        seed: Option<BigInt>,
    ) -> Result<Self> {
        let key = match (key, context) {
            (Some(key), _) => Key::Bytes(key.to_vec()),
            (None, Some(context)) => Key::Context(context),
            (None, None) => Key::None,
        };
        let seed = seed.map_or(0, |seed| seed.get_u64().1);
        let output_length = output_length.map(|length| length as usize);
        Spec::new(&ALGORITHMS[algorithm as usize], key, output_length, seed)
            .map(|spec| Self { spec: Arc::new(spec) })
            .map_err(|failure| throw(env, &failure))
    }

    /// Digests on the calling thread.
    #[napi(catch_unwind, ts_return_type = "string | Buffer")]
    pub fn sync<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        encoding: Encoding,
    ) -> Result<Unknown<'env>> {
        sync(env, &self.spec, &data, encoding)
    }

    /// Digests a copy of `data` on the pool. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<string | Buffer> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        start(env, &self.spec, data, encoding, control)
    }

    /// `sync` and `start` as functions that carry this object: they take less time than methods.
    #[napi(catch_unwind, ts_return_type = "Pick<Digest, 'sync' | 'start'>")]
    pub fn bound<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        bound_fn::functions(
            env,
            &self.spec,
            &[
                (c"sync", |env, spec, given| sync(env, spec, &given.get(0)?, given.get(1)?).map(Some)),
                (c"start", |env, spec, given| {
                    start(env, spec, given.get(0)?, given.get(1)?, given.control(2)?)
                }),
            ],
        )
    }

    /// Digests an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<string | Buffer>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let work = one(&self.spec, &held, encoding);
        submit::start(env, JobClass::Cpu, held, control, work)
    }

    /// Digests each of the inputs gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<{ take(count: number): Array<string | Buffer> }>")]
    pub fn start_many<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let held = input.take();
        let estimate = self.spec.estimate(held.len());
        let spec = Arc::clone(&self.spec);
        let work = Work::new(move |sources, cancel| {
            let digests = digest::digest_many(&spec, sources, cancel)?;
            let length = spec.output_length();
            let nth = |index| digests[index * length..(index + 1) * length].to_vec();
            let encoded = (0..sources.len()).map(|index| encoding.apply(nth(index)));
            Ok(Value::object(List::new(encoded.collect())))
        });
        submit::start(env, JobClass::Cpu, held, control, work.takes(estimate))
    }
}

/// Digests on the calling thread.
fn sync<'env>(env: &'env Env, spec: &Spec, data: &CallData, encoding: Encoding) -> Result<Unknown<'env>> {
    let digest = digest::digest(spec, data.source(), &Cancel::NEVER);
    let digest = digest.map_err(|failure| throw(env, &failure))?;
    to_js::returned(env, encoding.apply(digest))
}

/// Digests a copy on the pool; `None` when there is no room at once.
fn start<'env>(
    env: &'env Env,
    spec: &Arc<Spec>,
    data: CallData,
    encoding: Encoding,
    control: Option<&Control>,
) -> Result<Option<Unknown<'env>>> {
    let brief = is_brief(spec, data.len());
    let Some(held) = submit::admit(env, data)? else { return Ok(None) };
    let work = one(spec, &held, encoding).brief(brief);
    submit::start(env, JobClass::Cpu, held, control, work).map(Some)
}

/// Whether that takes some times ten microseconds.
fn is_brief(spec: &Spec, bytes: usize) -> bool {
    bytes + spec.output_length() <= 8 * spec.algorithm().handover_bytes
}

fn one(spec: &Arc<Spec>, held: &JobInput, encoding: Encoding) -> Work {
    let work = Work::new({
        let spec = Arc::clone(spec);
        move |sources, cancel| Ok(encoding.apply(digest::digest(&spec, sources[0], cancel)?))
    })
    .takes(spec.estimate(held.len()));
    if digest::gains(spec) { work.beside_another(Arc::clone(spec), encoding) } else { work }
}

/// The digests of a file.
#[napi(object, object_from_js = false)]
pub struct FileDigests {
    /// In the order of the call's.
    #[napi(ts_type = "Array<string | Buffer>")]
    pub digests: Value,
    pub bytes_read: f64,
}

/// Digests part of a file in one pass, once with each of `digests`; `end` is the last byte.
#[napi(catch_unwind, ts_return_type = "Promise<FileDigests>")]
pub fn start_file_digests<'env>(
    env: &'env Env,
    digests: Vec<ClassInstance<Digest>>,
    path: &[u8],
    start: f64,
    end: Option<f64>,
    encoding: Encoding,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let specs: Vec<Arc<Spec>> = digests.iter().map(|digest| Arc::clone(&digest.spec)).collect();
    let path: PathBuf = path_of(path);
    let range = Range { start: start as u64, end: end.map(|end| end as u64) };
    let progress = control.map(Control::meter).unwrap_or_default();
    let work = Work::new(move |_, cancel| {
        let read = digest_file(threads::pool(), &specs, &path, range, &progress, cancel)?;
        let digests = encoding.apply_all(read.digests);
        Ok(Value::object(FileDigests { digests, bytes_read: read.bytes as f64 }))
    });
    submit::start(env, JobClass::File, submit::admit_empty(env, JobClass::File)?, control, work)
}
