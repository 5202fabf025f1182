//! Writes frames.

use zstd_safe::zstd_sys::{ZSTD_EndDirective, ZSTD_cParameter};
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

use super::library_error::failure;
use crate::engine::cancel::Cancel;
use crate::engine::codec::stream::{self, ENCODE_STEP, Encoder as _, Flush};
use crate::engine::codec::{Compression, context, output};
use crate::engine::failure::Failure;

/// The largest input that is compressed in one call, which cannot be stopped: levels up to the first number, bytes.
/// Such a call takes 20 ms at most, as one of libdeflate.
const CALL_BYTES: [(i32, usize); 5] =
    [(3, 2 << 20), (5, 1 << 20), (9, 1 << 18), (15, 1 << 15), (22, 1 << 13)];

/// Whether `input` bytes are compressed in one call at the level of `spec`.
pub fn fits_one_call(spec: &Compression, input: usize) -> bool {
    CALL_BYTES.iter().find(|(level, _)| spec.level <= *level).is_some_and(|(_, bytes)| input <= *bytes)
}

/// `input` as one frame. Looks at `cancel` at every step of a large input.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, and those of the library.
pub fn compress_frame(spec: &Compression, input: &[u8], cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    cancel.check()?;
    let (mut encoder, mut out) = (Encoder::new(spec, Some(input.len() as u64))?, Vec::new());
    if fits_one_call(spec, input.len()) {
        encoder.compress_at_once(input, &mut out)?;
        return Ok(output::trim(out));
    }
    for step in input.chunks(ENCODE_STEP) {
        cancel.check()?;
        encoder.write(step, &mut out)?;
    }
    cancel.check()?;
    encoder.finish(&mut out)?;
    Ok(output::trim(out))
}

/// How much output is made room for at a time, in bytes.
const ROOM: usize = 32 << 10;

/// Writes one frame.
pub struct Encoder {
    /// There until the encoder is dropped.
    context: Option<CCtx<'static>>,
}

impl Encoder {
    /// An encoder for `spec`. The size, if known, makes smaller tables do and is written into the frame.
    pub fn new(spec: &Compression, size: Option<u64>) -> Result<Self, Failure> {
        let mut encoder = Self { context: Some(context::take_zstd_encoder()?) };
        let context = encoder.context();
        context.set_parameter(CParameter::CompressionLevel(spec.level)).map_err(failure)?;
        if let Some(bits) = spec.window_bits {
            context.set_parameter(CParameter::WindowLog(u32::from(bits))).map_err(failure)?;
        }
        for (number, value) in &spec.tuning.parameters {
            context.set_parameter(parameter_of(*number, *value)?).map_err(failure)?;
        }
        if let Some(dictionary) = spec.dictionary.as_deref() {
            context.load_dictionary(dictionary).map_err(failure)?;
        }
        context.set_pledged_src_size(size).map_err(failure)?;
        Ok(encoder)
    }

    fn context(&mut self) -> &mut CCtx<'static> {
        self.context.as_mut().expect("there until dropped")
    }

    /// Compresses all of `input` into one frame in a single call.
    pub fn compress_at_once(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        output::reserve_exact(out, zstd_safe::compress_bound(input.len()))?;
        self.context().compress2(out, input).map_err(failure)?;
        Ok(())
    }

    /// Takes all of `input` and appends what `directive` asks for.
    fn run(&mut self, input: &[u8], directive: ZSTD_EndDirective, out: &mut Vec<u8>) -> Result<(), Failure> {
        let mut input = InBuffer::around(input);
        loop {
            output::reserve(out, ROOM)?;
            let start = out.len();
            let mut room = OutBuffer::around_pos(out, start);
            let left = self.context().compress_stream2(&mut room, &mut input, directive).map_err(failure)?;
            let done = match directive {
                ZSTD_EndDirective::ZSTD_e_continue => input.pos() == input.src.len(),
                ZSTD_EndDirective::ZSTD_e_flush | ZSTD_EndDirective::ZSTD_e_end => left == 0,
            };
            if done {
                return Ok(());
            }
        }
    }
}

impl stream::Encoder for Encoder {
    fn write(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(input, ZSTD_EndDirective::ZSTD_e_continue, out)
    }

    fn flush(&mut self, _how: Flush, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(&[], ZSTD_EndDirective::ZSTD_e_flush, out)
    }

    fn retune(&mut self, _spec: &Compression, _out: &mut Vec<u8>) -> Result<(), Failure> {
        Err(Failure::Internal("Zstandard keeps its parameters to the end".into()))
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(&[], ZSTD_EndDirective::ZSTD_e_end, out)
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        if let Some(context) = self.context.take() {
            context::keep_zstd_encoder(context);
        }
    }
}

const CONTENT_SIZE_FLAG: u32 = ZSTD_cParameter::ZSTD_c_contentSizeFlag as u32;
const CHECKSUM_FLAG: u32 = ZSTD_cParameter::ZSTD_c_checksumFlag as u32;
const DICT_ID_FLAG: u32 = ZSTD_cParameter::ZSTD_c_dictIDFlag as u32;

/// The parameters that [`Tuning::parameters`](crate::engine::codec::Tuning::parameters) may name.
pub const PARAMETERS: [u32; 3] = [CONTENT_SIZE_FLAG, CHECKSUM_FLAG, DICT_ID_FLAG];

fn parameter_of(number: u32, value: u32) -> Result<CParameter, Failure> {
    match number {
        CONTENT_SIZE_FLAG => Ok(CParameter::ContentSizeFlag(value != 0)),
        CHECKSUM_FLAG => Ok(CParameter::ChecksumFlag(value != 0)),
        DICT_ID_FLAG => Ok(CParameter::DictIdFlag(value != 0)),
        _ => Err(Failure::Internal(format!("unknown Zstandard parameter {number}").into())),
    }
}
