//! libdeflate: whole inputs in one call. Twice as fast as engines that keep state, but it cannot be stopped.

use std::ptr::NonNull;

use libdeflate_sys as sys;

use crate::engine::codec::{Format, output};
use crate::engine::failure::Failure;

/// Compresses at one level. Holds some hundred kilobytes.
pub struct Compressor(NonNull<sys::libdeflate_compressor>);

// SAFETY: the compressor has no tie to the thread that made it; `&mut self` keeps others away from it.
unsafe impl Send for Compressor {}

impl Compressor {
    /// A compressor for a level of 0 to 9.
    pub fn new(level: i32) -> Result<Self, Failure> {
        // SAFETY: takes any level; null for a bad one or without memory.
        let raw = unsafe { sys::libdeflate_alloc_compressor(level) };
        NonNull::new(raw).map(Self).ok_or(Failure::OutOfMemory { bytes: 1 << 20 })
    }

    /// Appends `input`, compressed, as raw deflate data.
    pub fn deflate(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        // SAFETY: the compressor is alive.
        let bound = unsafe { sys::libdeflate_deflate_compress_bound(self.0.as_ptr(), input.len()) };
        output::reserve_exact(out, bound)?;
        // SAFETY: both ranges are valid for the call; libdeflate returns how many bytes it wrote.
        let written = unsafe {
            output::append(out, bound, |spare| {
                let written = sys::libdeflate_deflate_compress(
                    self.0.as_ptr(),
                    input.as_ptr().cast(),
                    input.len(),
                    spare.as_mut_ptr().cast(),
                    spare.len(),
                );
                (written, written)
            })
        };
        if written == 0 {
            Err(Failure::Internal("libdeflate needs more than its own bound".into()))
        } else {
            Ok(())
        }
    }
}

impl Drop for Compressor {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed here only.
        unsafe { sys::libdeflate_free_compressor(self.0.as_ptr()) }
    }
}

/// How a decompression ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The data was decoded, and this many bytes of input were part of it.
    Done { consumed: usize },
    /// There was too little room for the output.
    NoRoom,
    /// The data is wrong or incomplete.
    Bad,
}

/// Decompresses. Holds some ten kilobytes.
pub struct Decompressor(NonNull<sys::libdeflate_decompressor>);

// SAFETY: as for `Compressor`.
unsafe impl Send for Decompressor {}

impl Decompressor {
    /// A decompressor.
    pub fn new() -> Result<Self, Failure> {
        // SAFETY: no arguments; null without memory.
        let raw = unsafe { sys::libdeflate_alloc_decompressor() };
        NonNull::new(raw).map(Self).ok_or(Failure::OutOfMemory { bytes: 1 << 16 })
    }

    /// Decodes the first member of `input` and appends it, if it has at most `room` bytes, for which
    /// there must be capacity.
    pub fn inflate(&mut self, format: Format, input: &[u8], room: usize, out: &mut Vec<u8>) -> Outcome {
        let decompress = match format {
            Format::Gzip => sys::libdeflate_gzip_decompress_ex,
            Format::Deflate => sys::libdeflate_zlib_decompress_ex,
            Format::DeflateRaw | Format::Brotli | Format::Zstd => sys::libdeflate_deflate_decompress_ex,
        };
        let mut consumed = 0;
        // SAFETY: both ranges are valid for the call, and `written` is set on success, which alone counts.
        let result = unsafe {
            output::append(out, room, |spare| {
                let mut written = 0;
                let result = decompress(
                    self.0.as_ptr(),
                    input.as_ptr().cast(),
                    input.len(),
                    spare.as_mut_ptr().cast(),
                    spare.len(),
                    &mut consumed,
                    &mut written,
                );
                (if result == sys::libdeflate_result_LIBDEFLATE_SUCCESS { written } else { 0 }, result)
            })
        };
        match result {
            sys::libdeflate_result_LIBDEFLATE_SUCCESS => Outcome::Done { consumed },
            sys::libdeflate_result_LIBDEFLATE_INSUFFICIENT_SPACE => Outcome::NoRoom,
            _ => Outcome::Bad,
        }
    }
}

impl Drop for Decompressor {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed here only.
        unsafe { sys::libdeflate_free_decompressor(self.0.as_ptr()) }
    }
}

/// The Adler-32 of `bytes` (RFC 1950), going on from `start`, which is 1 at the beginning.
pub fn adler32(start: u32, bytes: &[u8]) -> u32 {
    // SAFETY: the range is valid for the call.
    unsafe { sys::libdeflate_adler32(start, bytes.as_ptr().cast(), bytes.len()) }
}
