//! Codecs for lib/codec.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::codec_tuning::CodecTuning;
use super::coder::{self, FileCall};
use super::input::Input;
use crate::binding::control::Control;
use crate::binding::input::CallData;
use crate::engine::codec::{Compression, Decompression, FORMATS, FormatInfo, Small, Tuning};

/// A row of the table of formats.
#[napi(object, object_from_js = false)]
pub struct FormatRow {
    pub name: &'static str,
    pub min_level: i32,
    pub max_level: i32,
    pub default_level: i32,
    pub min_window_bits: u32,
    pub max_window_bits: u32,
    /// The windows that decompression can be limited to; absent where it cannot be.
    pub min_decompress_window_bits: Option<u32>,
    pub max_decompress_window_bits: Option<u32>,
    pub dictionary: bool,
    pub seekable: bool,
    /// The most compressed bytes that may be decompressed on the calling thread.
    pub inline_bytes: u32,
}

/// The table of formats; its order gives the numbers that [`Compressor`] and [`Decompressor`] take.
#[napi(catch_unwind)]
pub fn formats() -> Vec<FormatRow> {
    FORMATS.iter().map(FormatRow::from).collect()
}

/// A way to compress, checked once and used any number of times.
#[napi]
pub struct Compressor {
    pub(super) spec: Arc<Compression>,
}

#[napi]
impl Compressor {
    #[napi(constructor, catch_unwind)]
    pub fn new(
        format: u32,
        level: i32,
        window_bits: Option<u32>,
        dictionary: Option<&[u8]>,
        seekable: bool,
        threads: Option<u32>,
        tuning: Option<CodecTuning>,
    ) -> Self {
        let spec = Compression {
            format: FORMATS[format as usize].format,
            level,
            window_bits: window_bits.map(|bits| bits as u8),
            dictionary: dictionary.map(Arc::from),
            tuning: tuning.map(Tuning::from).unwrap_or_default(),
            seekable,
            threads: threads.map(|threads| threads as usize),
        };
        Self { spec: Arc::new(spec) }
    }

    /// Compresses on the calling thread.
    #[napi(catch_unwind, ts_return_type = "Buffer")]
    pub fn sync<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
    ) -> Result<Unknown<'env>> {
        coder::sync(&*self.spec, env, &data)
    }

    /// Compresses a copy of `data` on the pool. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        coder::start(&self.spec, env, data, control)
    }

    /// `sync` and `start` as functions that carry this object: they take less time than methods.
    #[napi(catch_unwind, ts_return_type = "Pick<Compressor, 'sync' | 'start'>")]
    pub fn bound<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        coder::bound_compressor(&self.spec, env)
    }

    /// Compresses an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_input(&self.spec, env, input, control)
    }

    /// Compresses each of the inputs gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<{ take(count: number): Buffer[] }>")]
    pub fn start_many<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_many(&self.spec, env, input, control)
    }

    /// Compresses the file `from` into `to`.
    #[napi(catch_unwind, ts_return_type = "Promise<FileSizes>")]
    pub fn start_file<'env>(
        &self,
        env: &'env Env,
        from: &[u8],
        to: &[u8],
        overwrite: bool,
        flush: bool,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_file(&self.spec, env, FileCall::new(from, to, overwrite, flush), control)
    }
}

/// A way to decompress, checked once and used any number of times.
#[napi]
pub struct Decompressor {
    pub(super) spec: Arc<Decompression>,
}

#[napi]
impl Decompressor {
    /// No `format` means: the one that the data shows.
    #[napi(constructor, catch_unwind)]
    pub fn new(
        format: Option<u32>,
        max_output: f64,
        reject_garbage: bool,
        window_bits: Option<u32>,
        dictionary: Option<&[u8]>,
        accept_truncated: Option<bool>,
        threads: Option<u32>,
    ) -> Self {
        let spec = Decompression {
            format: format.map(|format| FORMATS[format as usize].format),
            window_bits: window_bits.map(|bits| bits as u8),
            dictionary: dictionary.map(Arc::from),
            // Infinity becomes the largest number.
            max_output: max_output as u64,
            reject_garbage,
            accept_truncated: accept_truncated.unwrap_or(false),
            threads: threads.map(|threads| threads as usize),
        };
        Self { spec: Arc::new(spec) }
    }

    /// Decompresses on the calling thread.
    #[napi(catch_unwind, ts_return_type = "Buffer")]
    pub fn sync<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
    ) -> Result<Unknown<'env>> {
        coder::sync(&*self.spec, env, &data)
    }

    /// Decompresses a copy of `data` on the pool. Null when there is no room at once.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer> | null")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        coder::start(&self.spec, env, data, control)
    }

    /// Decompresses on the calling thread where little comes of little data. Null where the pool has to do it.
    #[napi(catch_unwind, ts_return_type = "Buffer | null")]
    pub fn inline<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "Uint8Array | string")] data: CallData,
    ) -> Result<Option<Unknown<'env>>> {
        coder::inline(&self.spec, env, &data)
    }

    /// `sync`, `start` and `inline` as functions that carry this object: they take less time than methods.
    #[napi(catch_unwind, ts_return_type = "Pick<Decompressor, 'sync' | 'start' | 'inline'>")]
    pub fn bound<'env>(&self, env: &'env Env) -> Result<Unknown<'env>> {
        coder::bound_decompressor(&self.spec, env)
    }

    /// Decompresses an input gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn start_input<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_input(&self.spec, env, input, control)
    }

    /// Decompresses each of the inputs gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<{ take(count: number): Buffer[] }>")]
    pub fn start_many<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_many(&self.spec, env, input, control)
    }

    /// Decompresses the file `from` into `to`.
    #[napi(catch_unwind, ts_return_type = "Promise<FileSizes>")]
    pub fn start_file<'env>(
        &self,
        env: &'env Env,
        from: &[u8],
        to: &[u8],
        overwrite: bool,
        flush: bool,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        coder::start_file(&self.spec, env, FileCall::new(from, to, overwrite, flush), control)
    }
}

impl From<&FormatInfo> for FormatRow {
    fn from(format: &FormatInfo) -> Self {
        let accepted = format.decompress_window_bits.as_ref();
        Self {
            name: format.name,
            min_level: *format.levels.start(),
            max_level: *format.levels.end(),
            default_level: format.default_level,
            min_window_bits: u32::from(*format.window_bits.start()),
            max_window_bits: u32::from(*format.window_bits.end()),
            min_decompress_window_bits: accepted.map(|bits| u32::from(*bits.start())),
            max_decompress_window_bits: accepted.map(|bits| u32::from(*bits.end())),
            dictionary: format.dictionary,
            seekable: format.seekable,
            inline_bytes: Small::of(format.format).input as u32,
        }
    }
}
