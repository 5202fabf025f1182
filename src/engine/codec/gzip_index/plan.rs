//! What an index says about a gzip member that is all of an input, and its pieces, each decompressed by itself.
//!
//! An index is a hint that anybody can have written. It decides how work is divided and never what comes out: unless
//! everything is as it says, the data is decompressed as if there were none.

use std::ops::Range;

use super::index::Index;
use crate::engine::codec::deflate::{DEFLATE_RATIO, Outcome};
use crate::engine::codec::read_at::ReadAt;
use crate::engine::codec::{Decompression, Format, context, fault, output};
use crate::engine::failure::Failure;

/// Bytes of the CRC-32 and the length at a member's end.
pub const TRAILER: usize = 8;
/// The largest chunk that is decoded in one go, in bytes: it cannot be stopped. Ours are smaller.
pub(super) const AT_ONCE: u32 = 8 << 20;
/// Zeros in the block that is put behind a piece.
pub(super) const ZEROS: usize = 512;
/// How that block begins: the last one, stored, its length and the complement (RFC 1951, 3.2.4).
pub(super) const END: [u8; 5] = [1, ZEROS as u8, (ZEROS >> 8) as u8, !ZEROS as u8, (!ZEROS >> 8) as u8];

/// How an input is decompressed by its index.
pub struct Plan {
    /// Bytes of every chunk but the last.
    chunk: u64,
    /// Bytes of them all.
    unpacked: u64,
    /// Where the pieces are.
    pieces: Vec<Range<u64>>,
    /// The checksum of it all.
    crc: u32,
}

/// A chunk and its checksum, or the failure that shows that the piece is not what the index says.
pub type Decoded = Result<(Vec<u8>, crc32fast::Hasher), Failure>;

impl Plan {
    /// The plan for an input of `size` bytes that begins with `index` and ends with `trailer`, if these fit each
    /// other, the cap on output, and memory.
    pub fn of(spec: &Decompression, index: &Index, trailer: [u8; TRAILER], size: u64) -> Option<Self> {
        // libdeflate has one window.
        if spec.window_bits.is_some_and(|bits| bits != 15) {
            return None;
        }
        let [a, b, c, d, e, f, g, h] = trailer;
        let (crc, length) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let end = size.checked_sub(TRAILER as u64)?;
        let mut at = index.header_bytes() as u64;
        let mut pieces = Vec::with_capacity(index.lengths.len() + 1);
        for length in &index.lengths {
            let next = at + u64::from(*length);
            pieces.push(at..next);
            at = next;
        }
        pieces.push(at..end);

        // ISIZE is the length modulo 2^32, and gives the length of the last chunk.
        let before = index.lengths.len() as u64 * u64::from(index.chunk);
        let last = length.wrapping_sub(before as u32);
        let unpacked = before + u64::from(last);
        let fits = index.chunk <= AT_ONCE
            && (1..=index.chunk).contains(&last)
            && unpacked <= spec.max_output
            && pieces[..index.lengths.len()].iter().all(|piece| possible(index.chunk, piece))
            && possible(last, &(at..end));
        fits.then_some(Self { chunk: u64::from(index.chunk), unpacked, pieces, crc })
    }

    /// How many pieces there are: two or more.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Bytes that come out.
    pub fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// The checksum of what comes out.
    pub fn crc(&self) -> u32 {
        self.crc
    }

    /// Where the input's piece with this index ends.
    pub fn end_of(&self, index: usize) -> u64 {
        self.pieces[index].end
    }

    /// Replaces the contents of `packed` with a piece of `input`, as [`decode`](Self::decode) takes it.
    ///
    /// # Errors
    /// `OutOfMemory`, and those of [`ReadAt`].
    pub fn read(&self, index: usize, input: &impl ReadAt, packed: &mut Vec<u8>) -> Result<(), Failure> {
        let piece = &self.pieces[index];
        let length = (piece.end - piece.start) as usize;
        packed.clear();
        output::reserve(packed, length + END.len() + ZEROS)?;
        input.bytes(piece.start, length, packed)?;
        if !self.is_last(index) {
            packed.extend_from_slice(&END);
            packed.resize(packed.len() + ZEROS, 0);
        }
        Ok(())
    }

    /// Decodes a piece that was [read](Self::read).
    pub fn decode(&self, index: usize, packed: &[u8]) -> Decoded {
        let bytes = if self.is_last(index) {
            inflate(packed, (self.unpacked - index as u64 * self.chunk) as usize)?
        } else {
            inflate_open(packed, self.chunk as usize)?
        };
        let mut crc = crc32fast::Hasher::new();
        crc.update(&bytes);
        Ok((bytes, crc))
    }

    /// Whether the piece ends as a member does, and needs no other end.
    fn is_last(&self, index: usize) -> bool {
        index + 1 == self.pieces.len()
    }
}

/// Whether `piece` can hold `bytes` bytes, and is not larger than necessary: incompressible data grows a little.
fn possible(bytes: u32, piece: &Range<u64>) -> bool {
    let length = piece.end.saturating_sub(piece.start);
    u64::from(bytes) <= length * DEFLATE_RATIO && length <= 2 * u64::from(AT_ONCE)
}

/// Decodes `packed`, a piece that is not the last, with its end: whole blocks, none of them the last, that end where a
/// byte ends and hold `room` bytes. Fails with anything else.
///
/// An engine decodes only what has an end, so one is appended to the piece: a stored block of zeros. It must be used
/// up, and none of it may have been taken for something else, since in truth the data goes on in another way.
///
/// - libdeflate refuses distances to before the piece, and stops at a last block. One that ends before the block of
///   zeros does leaves bytes over, which is refused.
/// - A Huffman-coded block that reaches into the zeros with a symbol to come meets the same symbol again and again:
///   it ends with the first one or never. Before that symbol comes, in the longest header, at most 300 bytes. So such a
///   block cannot end where the zeros do.
/// - A block that begins among the zeros is a stored one whose length is 0 and whose complement is 0 too, which is
///   wrong. One that begins in the five bytes of [`END`], but not at the first bit, finds there either no length with
///   its complement, or one of a block that is not the last or needs more bytes than there are; or it is coded and
///   ends among the zeros or never.
/// - A stored block whose length begins in the piece and ends in `END`, or begins with it, finds there a complement
///   that is wrong, or one of a length of 65024 bytes or more, which there are not.
/// - A stored block that is the last and goes from within the piece to the end of the zeros holds `END`'s bytes as
///   data. They would stand at the end of what is decoded, before the zeros; a chunk that ends so is refused.
fn inflate_open(packed: &[u8], room: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = inflate(packed, room + ZEROS)?;
    bytes.truncate(room);
    if bytes.ends_with(&END) { Err(misfit()) } else { Ok(bytes) }
}

/// Decodes all of `packed`, which must be deflate data of exactly `room` bytes.
fn inflate(packed: &[u8], room: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    output::reserve_exact(&mut bytes, room)?;
    let outcome = context::with_decompressor(|decompressor| {
        decompressor.inflate(Format::DeflateRaw, packed, room, &mut bytes)
    })?;
    let whole = outcome == Outcome::Done { consumed: packed.len() } && bytes.len() == room;
    if whole { Ok(bytes) } else { Err(misfit()) }
}

/// The index does not fit the data, which is then decoded without it.
fn misfit() -> Failure {
    fault::wrong("incorrect index")
}
