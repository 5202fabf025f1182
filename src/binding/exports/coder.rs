//! What compressing and decompressing have in common on their way to a job.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::input::Input;
use crate::binding::bound_fn::{self, Arguments};
use crate::binding::control::Control;
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
use crate::engine::atomic_file::{Existing, Placing};
use crate::engine::cancel::Cancel;
use crate::engine::codec::{self, Compression, Decompression, FileResult, Format, file};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

/// The largest input, in bytes, that is compressed within some 100 microseconds at levels up to 9.
const BRIEF_BYTES: usize = 4 << 10;

/// One direction of a codec.
pub trait Coder: Send + Sync + 'static {
    fn code(&self, input: InputBytes<'_>, cancel: &Cancel) -> std::result::Result<Vec<u8>, Failure>;

    fn code_many(
        &self,
        inputs: &[InputBytes<'_>],
        cancel: &Cancel,
    ) -> std::result::Result<Vec<Vec<u8>>, Failure>;

    /// How long this many bytes of input take one thread, more or less.
    fn estimate(&self, bytes: usize) -> Duration;

    /// Whether that takes no more than some 100 microseconds for any input of this many bytes.
    fn is_brief(&self, bytes: usize) -> bool;

    fn code_file(
        &self,
        call: &FileCall,
        progress: &Progress,
        cancel: &Cancel,
    ) -> std::result::Result<FileResult, Failure>;
}

/// What a file was made into, in bytes.
#[napi(object, object_from_js = false)]
pub struct FileSizes {
    pub bytes_read: f64,
    pub bytes_written: f64,
}

/// From which file into which.
pub struct FileCall {
    from: PathBuf,
    to: PathBuf,
    placing: Placing,
}

impl FileCall {
    pub fn new(from: &[u8], to: &[u8], overwrite: bool, flush: bool) -> Self {
        let existing = if overwrite { Existing::Replace } else { Existing::Keep };
        Self { from: path_of(from), to: path_of(to), placing: Placing { existing, flush } }
    }

    fn paths(&self) -> (&Path, &Path) {
        (&self.from, &self.to)
    }
}

impl Coder for Compression {
    fn code(&self, input: InputBytes<'_>, cancel: &Cancel) -> std::result::Result<Vec<u8>, Failure> {
        codec::compress(self, input, cancel)
    }

    fn code_many(
        &self,
        inputs: &[InputBytes<'_>],
        cancel: &Cancel,
    ) -> std::result::Result<Vec<Vec<u8>>, Failure> {
        codec::compress_many(self, inputs, cancel)
    }

    fn estimate(&self, bytes: usize) -> Duration {
        self.estimate(bytes)
    }

    fn is_brief(&self, bytes: usize) -> bool {
        let quick = self.format != Format::Brotli && self.level <= 9 && self.dictionary.is_none();
        quick && bytes <= BRIEF_BYTES
    }

    fn code_file(
        &self,
        call: &FileCall,
        progress: &Progress,
        cancel: &Cancel,
    ) -> std::result::Result<FileResult, Failure> {
        let (from, to) = call.paths();
        file::compress_file(threads::pool(), self, from, to, call.placing, progress, cancel)
    }
}

impl Coder for Decompression {
    fn code(&self, input: InputBytes<'_>, cancel: &Cancel) -> std::result::Result<Vec<u8>, Failure> {
        codec::decompress(self, input, cancel)
    }

    fn code_many(
        &self,
        inputs: &[InputBytes<'_>],
        cancel: &Cancel,
    ) -> std::result::Result<Vec<Vec<u8>>, Failure> {
        codec::decompress_many(self, inputs, cancel)
    }

    fn estimate(&self, bytes: usize) -> Duration {
        self.estimate(bytes)
    }

    /// A few bytes can become many.
    fn is_brief(&self, _bytes: usize) -> bool {
        false
    }

    fn code_file(
        &self,
        call: &FileCall,
        progress: &Progress,
        cancel: &Cancel,
    ) -> std::result::Result<FileResult, Failure> {
        let (from, to) = call.paths();
        file::decompress_file(threads::pool(), self, from, to, call.placing, progress, cancel)
    }
}

/// Codes on the JavaScript thread.
pub fn sync<'env>(coder: &impl Coder, env: &'env Env, data: &CallData) -> Result<Unknown<'env>> {
    let coded = coder.code(data.source(), &Cancel::NEVER);
    to_js::returned(env, Value::Bytes(coded.map_err(|failure| throw(env, &failure))?))
}

/// Decompresses on the JavaScript thread where little comes of little data; `None` where the pool has to do it.
pub fn inline<'env>(coder: &Decompression, env: &'env Env, data: &CallData) -> Result<Option<Unknown<'env>>> {
    codec::decompress_small(coder, data.source())
        .map(|bytes| to_js::returned(env, Value::Bytes(bytes)))
        .transpose()
}

/// [`sync`] and [`start`] as functions that carry the coder.
pub fn bound_compressor<'env>(coder: &Arc<Compression>, env: &'env Env) -> Result<Unknown<'env>> {
    bound_fn::functions(env, coder, &[(c"sync", sync_call), (c"start", start_call)])
}

/// [`sync`], [`start`] and [`inline`] as functions that carry the coder.
pub fn bound_decompressor<'env>(coder: &Arc<Decompression>, env: &'env Env) -> Result<Unknown<'env>> {
    let inline_call: bound_fn::Call<Decompression> =
        |env, coder, arguments| inline(coder, env, &arguments.get(0)?);
    bound_fn::functions(env, coder, &[(c"sync", sync_call), (c"start", start_call), (c"inline", inline_call)])
}

fn sync_call<'env>(
    env: &'env Env,
    coder: &Arc<impl Coder>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    sync(&**coder, env, &arguments.get(0)?).map(Some)
}

fn start_call<'env>(
    env: &'env Env,
    coder: &Arc<impl Coder>,
    arguments: Arguments<'env>,
) -> Result<Option<Unknown<'env>>> {
    start(coder, env, arguments.get(0)?, arguments.control(1)?)
}

/// Codes a copy on the pool; `None` when there is no room at once.
pub fn start<'env>(
    coder: &Arc<impl Coder>,
    env: &'env Env,
    data: CallData,
    control: Option<&Control>,
) -> Result<Option<Unknown<'env>>> {
    let brief = coder.is_brief(data.len());
    let Some(held) = submit::admit(env, data)? else { return Ok(None) };
    let work = one(coder, &held).brief(brief);
    submit::start(env, JobClass::Cpu, held, control, work).map(Some)
}

/// Codes the only input.
pub fn start_input<'env>(
    coder: &Arc<impl Coder>,
    env: &'env Env,
    input: &mut Input,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let held = input.take();
    let work = one(coder, &held);
    submit::start(env, JobClass::Cpu, held, control, work)
}

/// Codes every input, on as many threads as are free. The first failure is the call's.
pub fn start_many<'env>(
    coder: &Arc<impl Coder>,
    env: &'env Env,
    input: &mut Input,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let held = input.take();
    let estimate = coder.estimate(held.len());
    let coder = Arc::clone(coder);
    let work = Work::new(move |sources, cancel| {
        let coded = coder.code_many(sources, cancel)?;
        Ok(Value::object(List::new(coded.into_iter().map(Value::Bytes).collect())))
    });
    submit::start(env, JobClass::Cpu, held, control, work.takes(estimate))
}

/// Codes a file into another.
pub fn start_file<'env>(
    coder: &Arc<impl Coder>,
    env: &'env Env,
    call: FileCall,
    control: Option<&Control>,
) -> Result<Unknown<'env>> {
    let coder = Arc::clone(coder);
    let progress = control.map(Control::meter).unwrap_or_default();
    let work = Work::new(move |_, cancel| {
        let FileResult { bytes_read, bytes_written } = coder.code_file(&call, &progress, cancel)?;
        Ok(Value::object(FileSizes { bytes_read: bytes_read as f64, bytes_written: bytes_written as f64 }))
    });
    submit::start(env, JobClass::File, submit::admit_empty(env, JobClass::File)?, control, work)
}

fn one(coder: &Arc<impl Coder>, held: &JobInput) -> Work {
    let estimate = coder.estimate(held.len());
    let coder = Arc::clone(coder);
    Work::new(move |sources, cancel| coder.code(sources[0], cancel).map(Value::Bytes)).takes(estimate)
}
