//! Reads frames.

use zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer, WriteBuf, get_frame_content_size};

use super::frame_magic::{MAGIC_BYTES, may_begin_frame};
use super::library_error::failure;
use crate::engine::codec::options::Trailing;
use crate::engine::codec::stream::{self, Next, Step};
use crate::engine::codec::{Decompression, context, fault, output};
use crate::engine::failure::Failure;

/// The largest window that is decoded unless the caller says otherwise, in bits: the library's own limit.
const WINDOW_BITS: u8 = 27;

/// Bytes of a frame that the library wants to see first (ZSTD_FRAMEHEADERSIZE_PREFIX).
const FIRST_BYTES: usize = 5;

/// The most bytes of a frame's header (ZSTD_FRAMEHEADERSIZE_MAX).
const HEADER_BYTES: usize = 18;

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
    /// Bytes to the end of the next block's header, or of the checksum. A call that fails has
    /// no output: up to here, earlier calls have put out everything.
    wanted: usize,
    size: FrameSize,
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
        Ok(Self {
            context: Some(context),
            trailing: spec.trailing(),
            at: At::Frame,
            wanted: FIRST_BYTES,
            size: FrameSize::default(),
        })
    }

    /// Goes on in a frame. Returns how many bytes of input it took and whether the frame is over.
    fn frame(&mut self, input: &[u8], end: usize, out: &mut Vec<u8>) -> Result<(usize, bool), Failure> {
        let context = self.context.as_mut().expect("there until dropped");
        let mut input = InBuffer::around(&input[..input.len().min(self.wanted)]);
        let start = out.len();
        let mut spare = Spare { bytes: out, end };
        let mut room = OutBuffer::around_pos(&mut spare, start);
        let left = context.decompress_stream(&mut room, &mut input).map_err(failure)?;
        self.wanted = if left == 0 { FIRST_BYTES } else { left };
        let taken = input.pos();
        self.size.add(&input.src[..taken], out.len() - start);
        if left == 0 {
            std::mem::take(&mut self.size).check()?;
        }
        Ok((taken, left == 0))
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

/// What a frame says of its content's size, and what came of it. The library does not compare them when the last block is
/// empty: then a wrong size is an error only if the content does not fit its buffer, which may be one of a larger frame.
#[derive(Default)]
struct FrameSize {
    /// Its first bytes, up to [`HEADER_BYTES`].
    header: [u8; HEADER_BYTES],
    /// How many of them there are.
    length: usize,
    /// Bytes of content so far.
    content: u64,
}

impl FrameSize {
    fn add(&mut self, input: &[u8], content: usize) {
        let taken = input.len().min(HEADER_BYTES - self.length);
        self.header[self.length..][..taken].copy_from_slice(&input[..taken]);
        self.length += taken;
        self.content += content as u64;
    }

    /// At the end of the frame.
    fn check(&self) -> Result<(), Failure> {
        match get_frame_content_size(&self.header[..self.length]) {
            Ok(Some(size)) if size != self.content => Err(fault::wrong_content_size()),
            _ => Ok(()),
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
