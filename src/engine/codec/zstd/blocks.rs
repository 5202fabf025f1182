//! Blocks for any place in a Zstandard frame (RFC 8878, 3.1.1.2).
//!
//! Libzstd compresses parts of a frame by several threads of its own. This is what each of them does, for threads
//! of ours: the part before is loaded as a dictionary, the frame header is thrown away, and nothing refers to
//! what only the compressor of the part before knows, its Huffman and FSE tables and its last three offsets.

use std::ffi::{c_int, c_void};
use std::ptr::NonNull;

use zstd_safe::zstd_sys::{ZSTD_CCtx, ZSTD_createCCtx, ZSTD_freeCCtx, ZSTD_isError, ZSTD_sizeof_CCtx};

use super::library_error::failure;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::Chunk;
use crate::engine::codec::output;
use crate::engine::failure::Failure;

// Of libzstd 1.5.7, which is built with this package. The first three are in zstd.h for static linking; the last one
// is in zstd_internal.h, and has no counterpart there.
unsafe extern "C" {
    fn ZSTD_compressBegin_usingDict(
        context: *mut ZSTD_CCtx,
        dictionary: *const c_void,
        size: usize,
        level: c_int,
    ) -> usize;
    fn ZSTD_compressContinue(
        context: *mut ZSTD_CCtx,
        to: *mut c_void,
        room: usize,
        from: *const c_void,
        size: usize,
    ) -> usize;
    fn ZSTD_compressEnd(
        context: *mut ZSTD_CCtx,
        to: *mut c_void,
        room: usize,
        from: *const c_void,
        size: usize,
    ) -> usize;
    fn ZSTD_invalidateRepCodes(context: *mut ZSTD_CCtx);
}

/// The most bytes that a block holds.
const BLOCK_BYTES: usize = 128 << 10;
/// How many bytes a frame header has at most.
const HEADER_BYTES: usize = 18;
/// The position of the window descriptor in our frame headers.
const WINDOW_AT: usize = 5;
/// What a dictionary with tables begins with (RFC 8878, 5).
const DICTIONARY_MAGIC: [u8; 4] = [0x37, 0xa4, 0x30, 0xec];

/// Makes blocks.
pub struct BlockEncoder(NonNull<ZSTD_CCtx>);

// SAFETY: the context has no tie to the thread that made it; `&mut self` keeps others away from it.
unsafe impl Send for BlockEncoder {}

impl BlockEncoder {
    pub fn new() -> Result<Self, Failure> {
        // SAFETY: null without memory.
        let raw = unsafe { ZSTD_createCCtx() };
        NonNull::new(raw).map(Self).ok_or(Failure::OutOfMemory { bytes: 1 << 20 })
    }

    /// How much memory it holds.
    pub fn bytes(&self) -> usize {
        // SAFETY: the context is alive.
        unsafe { ZSTD_sizeof_CCtx(self.0.as_ptr()) }
    }

    /// The blocks of `chunk` at `level`, of which those of the last one end the frame. No offset is larger than the
    /// window of `window_bits` and the bytes before the chunk.
    ///
    /// Looks at `cancel` before every block.
    ///
    /// # Errors
    /// `Aborted`, `OutOfMemory`; `Internal` if the window of the level is another one.
    pub fn blocks(
        &mut self,
        chunk: Chunk<'_>,
        level: i32,
        window_bits: u8,
        cancel: &Cancel,
    ) -> Result<Vec<u8>, Failure> {
        self.begin(&chunk.bytes[..chunk.before], level, window_bits)?;
        let (mut out, mut blocks) = (Vec::new(), chunk.own().chunks(BLOCK_BYTES).peekable());
        while let Some(block) = blocks.next() {
            cancel.check()?;
            self.block(block, chunk.last && blocks.peek().is_none(), &mut out)?;
        }
        if chunk.last && chunk.own().is_empty() {
            self.block(&[], true, &mut out)?;
        }
        Ok(out)
    }

    /// Begins after `before`.
    fn begin(&mut self, before: &[u8], level: i32, window_bits: u8) -> Result<(), Failure> {
        // What looks like a dictionary with tables would be taken for one.
        let before = &before[usize::from(before.starts_with(&DICTIONARY_MAGIC))..];
        let mut header = [0_u8; HEADER_BYTES];
        // SAFETY: the context is alive; `before` stays where it is until `blocks` returns, and what follows it in
        // memory is compressed next, so that there is no second segment, for which offsets are not forgotten.
        unsafe {
            let context = self.0.as_ptr();
            check(ZSTD_compressBegin_usingDict(context, before.as_ptr().cast(), before.len(), level))?;
            let end = before.as_ptr_range().end;
            check(ZSTD_compressContinue(context, header.as_mut_ptr().cast(), header.len(), end.cast(), 0))?;
            ZSTD_invalidateRepCodes(context);
        }
        if header[WINDOW_AT] == window_descriptor(window_bits) {
            Ok(())
        } else {
            Err(Failure::Internal("the window of a Zstandard level is another one".into()))
        }
    }

    fn block(&mut self, block: &[u8], ends: bool, out: &mut Vec<u8>) -> Result<(), Failure> {
        let code = if ends { ZSTD_compressEnd } else { ZSTD_compressContinue };
        let room = zstd_safe::compress_bound(block.len());
        output::reserve(out, room)?;
        // SAFETY: the context is alive and begun; both ranges are valid for the call, `block` and what is before it
        // until `blocks` returns; no more is written than there is room, and all of what is counted.
        unsafe {
            output::append(out, room, |spare| {
                let (to, from) = (spare.as_mut_ptr().cast(), block.as_ptr().cast());
                match check(code(self.0.as_ptr(), to, spare.len(), from, block.len())) {
                    Ok(length) => (length, Ok(())),
                    Err(failure) => (0, Err(failure)),
                }
            })
        }
    }
}

impl Drop for BlockEncoder {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed here only.
        unsafe { ZSTD_freeCCtx(self.0.as_ptr()) };
    }
}

/// How a frame header has a window (RFC 8878, 3.1.1.1.2).
pub fn window_descriptor(bits: u8) -> u8 {
    (bits - 10) << 3
}

fn check(code: usize) -> Result<usize, Failure> {
    // SAFETY: a pure function.
    if unsafe { ZSTD_isError(code) } == 0 { Ok(code) } else { Err(failure(code)) }
}
