//! Brotli (RFC 7932), by the reference library.

use std::ffi::CStr;
use std::ptr::{self, NonNull};

use compu_brotli_sys as sys;

use super::options::Trailing;
use super::stream::{self, Flush, Next, Step};
use super::{Compression, Decompression, fault, output};
use crate::engine::failure::Failure;

/// The window of Node.js and of the command line tool, in bits.
const WINDOW_BITS: u8 = 22;

/// At this quality the library would think over 256 KiB at once.
const LARGE_BLOCK_QUALITY: i32 = 9;
/// What it thinks over at lower ones, 64 KiB: as good a ratio, and it can be stopped four times as often.
const BLOCK_BITS: u32 = 16;

/// The most input, in bytes, that is decoded in one call where what was decoded before a failure is wanted: it comes out
/// when the library wants more input, but never with a failure. Calls this short take a tenth more time.
const SALVAGING_CALL: usize = 512;

/// Writes Brotli.
pub struct Encoder(NonNull<sys::BrotliEncoderState>);

// SAFETY: the state has no tie to the thread that made it; `&mut self` keeps others away from it.
unsafe impl Send for Encoder {}

impl Encoder {
    /// An encoder for `spec`. The size, if known, makes a better choice of tables.
    pub fn new(spec: &Compression, size: Option<u64>) -> Result<Self, Failure> {
        // SAFETY: without functions of ours it uses malloc; null without memory.
        let raw = unsafe { sys::BrotliEncoderCreateInstance(None, None, ptr::null_mut()) };
        let mut encoder = NonNull::new(raw).map(Self).ok_or(Failure::OutOfMemory { bytes: 1 << 16 })?;
        let window_bits = spec.window_bits.unwrap_or(WINDOW_BITS);
        encoder.set(sys::BrotliEncoderParameter_BROTLI_PARAM_QUALITY, spec.level as u32)?;
        encoder.set(sys::BrotliEncoderParameter_BROTLI_PARAM_LGWIN, u32::from(window_bits))?;
        if spec.level == LARGE_BLOCK_QUALITY {
            encoder.set(sys::BrotliEncoderParameter_BROTLI_PARAM_LGBLOCK, BLOCK_BITS)?;
        }
        if let Some(size) = size {
            // Only a hint: the library itself looks no further than 1 GiB.
            let hint = size.min(1 << 30) as u32;
            encoder.set(sys::BrotliEncoderParameter_BROTLI_PARAM_SIZE_HINT, hint)?;
        }
        for (parameter, value) in &spec.tuning.parameters {
            encoder.set(*parameter as sys::BrotliEncoderParameter, *value)?;
        }
        Ok(encoder)
    }

    fn set(&mut self, parameter: sys::BrotliEncoderParameter, value: u32) -> Result<(), Failure> {
        // SAFETY: the state is alive and has not begun.
        match unsafe { sys::BrotliEncoderSetParameter(self.0.as_ptr(), parameter, value) } {
            0 => Err(Failure::Internal("a Brotli parameter was refused".into())),
            _ => Ok(()),
        }
    }

    /// Takes all of `input` and appends what `operation` asks for.
    fn run(
        &mut self,
        input: &[u8],
        operation: sys::BrotliEncoderOperation,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let (mut next, mut left) = (input.as_ptr(), input.len());
        loop {
            let mut no_room = 0;
            // SAFETY: `next..next + left` is the rest of `input`; no room is given, so nothing is written.
            let fine = unsafe {
                sys::BrotliEncoderCompressStream(
                    self.0.as_ptr(),
                    operation,
                    &mut left,
                    &mut next,
                    &mut no_room,
                    ptr::null_mut(),
                    ptr::null_mut(),
                )
            };
            if fine == 0 {
                // With valid parameters and in this order of calls it only fails without memory.
                return Err(Failure::OutOfMemory { bytes: out.len() });
            }
            let more = self.take(out)?;
            if left == 0 && !more {
                return Ok(());
            }
        }
    }

    /// Appends what is ready. Returns whether there was anything.
    fn take(&mut self, out: &mut Vec<u8>) -> Result<bool, Failure> {
        let mut size = 0;
        // SAFETY: the state is alive. What is returned stays valid until the next call on it.
        let ready = unsafe {
            let start = sys::BrotliEncoderTakeOutput(self.0.as_ptr(), &mut size);
            bytes_at(start, size)
        };
        output::reserve(out, ready.len())?;
        out.extend_from_slice(ready);
        Ok(!ready.is_empty())
    }
}

impl stream::Encoder for Encoder {
    fn write(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(input, sys::BrotliEncoderOperation_BROTLI_OPERATION_PROCESS, out)
    }

    fn flush(&mut self, _how: Flush, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(&[], sys::BrotliEncoderOperation_BROTLI_OPERATION_FLUSH, out)
    }

    fn retune(&mut self, _spec: &Compression, _out: &mut Vec<u8>) -> Result<(), Failure> {
        Err(Failure::Internal("Brotli keeps its parameters to the end".into()))
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.run(&[], sys::BrotliEncoderOperation_BROTLI_OPERATION_FINISH, out)
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed here only.
        unsafe { sys::BrotliEncoderDestroyInstance(self.0.as_ptr()) }
    }
}

/// Reads Brotli.
pub struct Decoder {
    state: NonNull<sys::BrotliDecoderState>,
    trailing: Trailing,
    over: bool,
    /// The most input that is decoded in one call.
    most: usize,
}

// SAFETY: as for `Encoder`.
unsafe impl Send for Decoder {}

impl Decoder {
    /// A decoder for `spec` whose output is of no use after a failure.
    pub fn new(spec: &Decompression) -> Result<Self, Failure> {
        Self::with_calls_of(usize::MAX, spec)
    }

    /// A decoder for `spec` that gives what comes before a failure.
    pub fn salvaging(spec: &Decompression) -> Result<Self, Failure> {
        Self::with_calls_of(SALVAGING_CALL, spec)
    }

    fn with_calls_of(most: usize, spec: &Decompression) -> Result<Self, Failure> {
        // SAFETY: without functions of ours it uses malloc; null without memory.
        let raw = unsafe { sys::BrotliDecoderCreateInstance(None, None, ptr::null_mut()) };
        let state = NonNull::new(raw).ok_or(Failure::OutOfMemory { bytes: 1 << 16 })?;
        Ok(Self { state, trailing: spec.trailing(), over: false, most })
    }

    /// Decodes into at most `room` bytes of `out`'s spare capacity. Returns how many bytes of `input` it took.
    fn call(&mut self, input: &[u8], room: usize, out: &mut Vec<u8>) -> (usize, sys::BrotliDecoderResult) {
        let (mut next, mut left) = (input.as_ptr(), input.len());
        // SAFETY: both ranges are valid for the call; the library takes from `room_left` what it wrote.
        let result = unsafe {
            output::append(out, room, |spare| {
                let (mut start, mut room_left) = (spare.as_mut_ptr().cast(), spare.len());
                let result = sys::BrotliDecoderDecompressStream(
                    self.state.as_ptr(),
                    &mut left,
                    &mut next,
                    &mut room_left,
                    &mut start,
                    ptr::null_mut(),
                );
                (spare.len() - room_left, result)
            })
        };
        (input.len() - left, result)
    }

    /// The end of the data. The bytes of `input` from `consumed` on are not part of it.
    fn after(&self, consumed: usize, input: &[u8]) -> Result<Step, Failure> {
        if consumed == input.len() {
            return Ok(Step { consumed, next: Next::Input });
        }
        self.trailing.found()?;
        Ok(Step { consumed, next: Next::Nothing })
    }

    fn fault(&self) -> Failure {
        // SAFETY: the state is alive; the text is a literal in the library.
        let (code, text) = unsafe {
            let code = sys::BrotliDecoderGetErrorCode(self.state.as_ptr());
            (code, CStr::from_ptr(sys::BrotliDecoderErrorString(code)))
        };
        fault::data(format!("ERR_{}", text.to_string_lossy()), code, "Decompression failed")
    }
}

impl stream::Decoder for Decoder {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        output::reserve_exact(out, limit)?;
        if self.over {
            return self.after(0, input);
        }
        let (end, mut consumed) = (out.len() + limit, 0);
        loop {
            let piece = &input[consumed..];
            let piece = &piece[..piece.len().min(self.most)];
            let (taken, result) = self.call(piece, end - out.len(), out);
            consumed += taken;
            match result {
                sys::BrotliDecoderResult_BROTLI_DECODER_RESULT_SUCCESS => {
                    self.over = true;
                    return self.after(consumed, input);
                }
                sys::BrotliDecoderResult_BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT if out.len() < end => {
                    if consumed == input.len() {
                        return Ok(Step { consumed, next: Next::Input });
                    }
                }
                // The library may want input while it still has output for which there was no room.
                sys::BrotliDecoderResult_BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT
                | sys::BrotliDecoderResult_BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT => {
                    return Ok(Step { consumed, next: Next::Output });
                }
                _ => return Err(self.fault()),
            }
        }
    }

    fn finish(&mut self) -> Result<(), Failure> {
        if self.over { Ok(()) } else { Err(fault::truncated()) }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed here only.
        unsafe { sys::BrotliDecoderDestroyInstance(self.state.as_ptr()) }
    }
}

/// The bytes that the library points to. It has null for none.
///
/// # Safety
/// `start` is null or points to `size` bytes that stay valid and unchanged for `'a`.
unsafe fn bytes_at<'a>(start: *const u8, size: usize) -> &'a [u8] {
    if start.is_null() || size == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(start, size) }
}
