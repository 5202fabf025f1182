//! gzip with an index of its pieces, memory to memory: the pieces side by side.
//!
//! An index is a hint that anybody can have written. It decides how work is divided and never what comes out: unless
//! all is as it tells, the data is decompressed as if there were none.

use std::ops::Range;

use super::index::Index;
use crate::core::cancel::Cancel;
use crate::core::codec::libdeflate::Outcome;
use crate::core::codec::seekable::Place;
use crate::core::codec::{DEFLATE_RATIO, Decompression, Format, context, fault, in_order, output};
use crate::core::failure::Failure;
use crate::core::source::Source;

/// CRC-32 and length at a member's end.
const TRAILER: usize = 8;
/// Zeros in the block that is put behind a piece.
pub(super) const ZEROS: usize = 512;
/// How that block begins: the last one, stored, its length and the complement (RFC 1951, 3.2.4).
pub(super) const END: [u8; 5] = [1, ZEROS as u8, (ZEROS >> 8) as u8, !ZEROS as u8, (!ZEROS >> 8) as u8];

/// Decompresses `input` by its index, with all idle threads of the pool if called on one of them, else on this thread
/// alone. `None`: it has no index, or one that does not fit it or the cap on output.
///
/// # Errors
/// `Aborted`.
pub fn decompress(
    spec: &Decompression,
    input: &Source<'_>,
    cancel: &Cancel,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(plan) = Plan::of(spec, input) else { return Ok(None) };
    let mut out = Vec::new();
    // The index may tell of more than there is memory.
    if out.try_reserve_exact(plan.unpacked).is_err() {
        return Ok(None);
    }
    let make = |piece, scratch: &mut Vec<u8>| {
        cancel.check()?;
        // A failure is looked at in its turn, and is no failure of the data: only of the index.
        Ok(plan.decode(piece, input, scratch))
    };
    let (mut sum, mut fits) = (crc32fast::Hasher::new(), true);
    let threads = in_order::threads_here(spec.threads);
    let done = in_order::each(plan.pieces.len(), threads, make, |decoded| {
        fits = decoded.is_ok();
        let (bytes, crc) = decoded?;
        out.extend_from_slice(&bytes);
        sum.combine(&crc);
        Ok(())
    });
    if !fits {
        return Ok(None);
    }
    done?;
    Ok((sum.finalize() == plan.crc).then_some(out))
}

/// What an index and the trailer tell.
struct Plan {
    /// Bytes of every chunk but the last.
    chunk: usize,
    /// Bytes of them all.
    unpacked: usize,
    /// Where the pieces are.
    pieces: Vec<Range<usize>>,
    /// The checksum of it all.
    crc: u32,
}

impl Plan {
    /// The plan for `input`, if it has an index that is consistent and within the cap.
    fn of(spec: &Decompression, input: &Source<'_>) -> Option<Self> {
        // libdeflate has one window.
        if spec.window_bits.is_some_and(|bits| bits != 15) {
            return None;
        }
        let mut scratch = Vec::new();
        let index = Index::read(input.block(0, Index::MAX_BYTES, &mut scratch))?;
        let end = input.len().checked_sub(TRAILER)?;
        let &[a, b, c, d, e, f, g, h] = input.block(end, TRAILER, &mut scratch) else { return None };
        let (crc, size) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));

        let mut at = index.header_bytes();
        let mut pieces = Vec::with_capacity(index.lengths.len() + 1);
        for length in &index.lengths {
            let next = at.checked_add(*length as usize).filter(|next| *next < end)?;
            pieces.push(at..next);
            at = next;
        }
        pieces.push(at..end);

        // ISIZE is the length modulo 2^32, and tells how much the last chunk has.
        let before = index.lengths.len() as u64 * u64::from(index.chunk);
        let last = size.wrapping_sub(before as u32);
        let unpacked = before + u64::from(last);
        let possible =
            |bytes: u32, piece: &Range<usize>| u64::from(bytes) <= piece.len() as u64 * DEFLATE_RATIO;
        let fits = (1..=index.chunk).contains(&last)
            && unpacked <= spec.max_output
            && pieces[..index.lengths.len()].iter().all(|piece| possible(index.chunk, piece))
            && possible(last, &(at..end));
        let unpacked = usize::try_from(unpacked).ok().filter(|_| fits)?;
        Some(Self { chunk: index.chunk as usize, unpacked, pieces, crc })
    }

    /// A chunk and its checksum. Fails if the piece is not one.
    fn decode(
        &self,
        piece: usize,
        input: &Source<'_>,
        scratch: &mut Vec<u8>,
    ) -> Result<(Vec<u8>, crc32fast::Hasher), Failure> {
        let range = &self.pieces[piece];
        let bytes = if piece + 1 == self.pieces.len() {
            inflate(input.block(range.start, range.len(), scratch), self.unpacked - piece * self.chunk)?
        } else {
            scratch.clear();
            output::reserve(scratch, range.len() + END.len() + ZEROS)?;
            input.bytes(range.start as u64, range.len(), scratch)?;
            inflate_open(scratch, self.chunk)?
        };
        let mut crc = crc32fast::Hasher::new();
        crc.update(&bytes);
        Ok((bytes, crc))
    }
}

/// Decodes `packed`, a piece that is not the last: whole blocks, none of them the last, that end where a byte ends and
/// hold `room` bytes. Fails with anything else.
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
fn inflate_open(packed: &mut Vec<u8>, room: usize) -> Result<Vec<u8>, Failure> {
    packed.extend_from_slice(&END);
    packed.resize(packed.len() + ZEROS, 0);
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

/// The index does not fit the data: nobody is told.
fn misfit() -> Failure {
    fault::wrong("incorrect index")
}
