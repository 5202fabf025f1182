//! Zstandard (RFC 8878), by the reference library.
//!
//! Frames carry the content's size when it is known and, as in Node.js, no checksum.

use zstd_safe::zstd_sys::{ZSTD_EndDirective, ZSTD_getErrorCode};
use zstd_safe::{CCtx, CParameter, DCtx, DParameter, InBuffer, OutBuffer, WriteBuf};

use super::stream::{self, Flush, Next, Step, Trailing};
use super::{Compression, Decompression, context, fault, output};
use crate::engine::failure::Failure;

/// The largest window that is decoded unless the caller says otherwise, in bits: the library's own limit.
const WINDOW_BITS: u8 = 27;
/// The start of a frame.
const FRAME_MAGIC: u32 = 0xfd2f_b528;
/// The start of a frame that is to be skipped, but for its last four bits.
const SKIPPABLE_MAGIC: u32 = 0x184d_2a50;
const SKIPPABLE_MASK: u32 = 0xffff_fff0;
const MAGIC_BYTES: usize = 4;

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
        for (parameter, value) in &spec.tuning.parameters {
            context.set_parameter(parameter_of(*parameter, *value)?).map_err(failure)?;
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
    pub fn whole(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
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

/// The parameter of this number in zstd.h.
fn parameter_of(number: u32, value: u32) -> Result<CParameter, Failure> {
    match number {
        200 => Ok(CParameter::ContentSizeFlag(value != 0)),
        201 => Ok(CParameter::ChecksumFlag(value != 0)),
        202 => Ok(CParameter::DictIdFlag(value != 0)),
        _ => Err(Failure::Internal(format!("no Zstandard parameter is known by number {number}").into())),
    }
}

/// Where a decoder is.
enum At {
    /// In a frame.
    Frame,
    /// After a frame, with as many bytes as may begin another one.
    Between(Vec<u8>),
    /// After the end.
    Over,
}

/// Reads frames, one after the other. Skippable ones give nothing.
pub struct Decoder {
    /// There until the decoder is dropped.
    context: Option<DCtx<'static>>,
    trailing: Trailing,
    at: At,
}

impl Decoder {
    /// A decoder for `spec`.
    pub fn new(spec: &Decompression) -> Result<Self, Failure> {
        let mut context = context::take_zstd_decoder()?;
        let bits = u32::from(spec.window_bits.unwrap_or(WINDOW_BITS));
        context.set_parameter(DParameter::WindowLogMax(bits)).map_err(failure)?;
        if let Some(dictionary) = spec.dictionary.as_deref() {
            context.load_dictionary(dictionary).map_err(failure)?;
        }
        Ok(Self { context: Some(context), trailing: spec.trailing(), at: At::Frame })
    }

    /// Goes on in a frame. Returns how many bytes of input it took and whether the frame is over.
    fn frame(&mut self, input: &[u8], end: usize, out: &mut Vec<u8>) -> Result<(usize, bool), Failure> {
        let context = self.context.as_mut().expect("there until dropped");
        let mut input = InBuffer::around(input);
        let start = out.len();
        let mut spare = Spare { bytes: out, end };
        let mut room = OutBuffer::around_pos(&mut spare, start);
        let left = context.decompress_stream(&mut room, &mut input).map_err(failure)?;
        Ok((input.pos(), left == 0))
    }

    /// Holds bytes until they show whether another frame begins. Returns how many of `input` it took.
    fn look_for_frame(&mut self, input: &[u8]) -> Result<usize, Failure> {
        let At::Between(held) = &mut self.at else { return Ok(0) };
        let taken = input.len().min(MAGIC_BYTES - held.len());
        held.extend_from_slice(&input[..taken]);
        if !may_begin_frame(held) {
            self.trailing.found()?;
            self.at = At::Over;
        }
        Ok(taken)
    }
}

impl stream::Decoder for Decoder {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        output::reserve_exact(out, limit)?;
        let end = out.len() + limit;
        let mut consumed = 0;
        loop {
            match &self.at {
                At::Frame => {
                    let (taken, over) = self.frame(&input[consumed..], end, out)?;
                    consumed += taken;
                    if over {
                        self.at = At::Between(Vec::new());
                    } else if out.len() == end {
                        return Ok(Step { consumed, next: Next::Output });
                    } else if consumed == input.len() {
                        return Ok(Step { consumed, next: Next::Input });
                    }
                }
                At::Between(held) if held.len() == MAGIC_BYTES => {
                    let magic = held.clone();
                    self.at = At::Frame;
                    self.frame(&magic, end, out)?;
                }
                At::Between(_) if consumed == input.len() => {
                    return Ok(Step { consumed, next: Next::Input });
                }
                At::Between(_) => consumed += self.look_for_frame(&input[consumed..])?,
                At::Over => return Ok(Step { consumed, next: Next::Nothing }),
            }
        }
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match &self.at {
            At::Frame => Err(fault::truncated()),
            At::Between(held) if !held.is_empty() => self.trailing.found(),
            At::Between(_) | At::Over => Ok(()),
        }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        if let Some(context) = self.context.take() {
            context::keep_zstd_decoder(context);
        }
    }
}

/// Whether a frame, skippable or not, may begin with these bytes, of which there are at most four.
pub fn may_begin_frame(bytes: &[u8]) -> bool {
    let skippable = SKIPPABLE_MAGIC.to_le_bytes();
    let mask = SKIPPABLE_MASK.to_le_bytes();
    FRAME_MAGIC.to_le_bytes().starts_with(bytes)
        || bytes.iter().enumerate().all(|(index, byte)| byte & mask[index] == skippable[index])
}

/// A vector whose capacity, to the library, ends at `end`.
struct Spare<'a> {
    bytes: &'a mut Vec<u8>,
    end: usize,
}

// SAFETY: pointer and capacity are those of the vector, which has at least `end` bytes of capacity: its
// makers reserve them.
unsafe impl WriteBuf for Spare<'_> {
    fn as_slice(&self) -> &[u8] {
        self.bytes
    }

    fn capacity(&self) -> usize {
        self.end
    }

    fn as_mut_ptr(&mut self) -> *mut u8 {
        self.bytes.as_mut_ptr()
    }

    unsafe fn filled_until(&mut self, n: usize) {
        assert!(n <= self.end);
        // SAFETY: within the capacity; initialised, which the library promises.
        unsafe { self.bytes.set_len(n) };
    }
}

/// The library's error, with the name of its code as in Node.js.
pub fn failure(code: usize) -> Failure {
    // SAFETY: a pure function; the enumeration is that of the very library that is linked.
    let kind = unsafe { ZSTD_getErrorCode(code) };
    fault::data(format!("{kind:?}"), kind as i32, zstd_safe::get_error_name(code))
}
