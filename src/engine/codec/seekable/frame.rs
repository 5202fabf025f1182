//! Decoding one of the frames in a seek table.

use std::ops::Range;

use xxhash_rust::xxh64::Xxh64;
use zstd_safe::find_frame_compressed_size;

use super::table::Frame;
use crate::engine::cancel::Cancel;
use crate::engine::codec::stream::{Decoder as _, Next};
use crate::engine::codec::{Decompression, fault, output, zstd};
use crate::engine::failure::Failure;

/// What is decoded between two looks at the cancel flag, in bytes. A frame that holds no more is decoded in one go,
/// which needs no window beside what comes out. Ours never hold more.
pub const AT_ONCE: u64 = 8 << 20;

/// Bytes of a frame, or the failure that shows that it is not what the table says.
pub type Decoded = Result<Vec<u8>, Failure>;

/// Decodes all of `frame`, which is `packed`, and keeps those bytes of it that are in `wanted`, a range of the
/// whole. Looks at `cancel` every 8 MiB.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, and `Data` if the checksum does not match.
pub fn decode(
    spec: &Decompression,
    packed: &[u8],
    frame: &Frame,
    wanted: &Range<u64>,
    cancel: &Cancel,
) -> Result<Decoded, Failure> {
    match kept_of(spec, packed, frame, wanted, cancel) {
        Ok(kept) => kept.checked(frame).map(Ok),
        Err(misfit @ (Failure::Data { .. } | Failure::TrailingJunk)) => Ok(Err(misfit)),
        Err(failure) => Err(failure),
    }
}

fn kept_of<'a>(
    spec: &Decompression,
    packed: &[u8],
    frame: &Frame,
    wanted: &'a Range<u64>,
    cancel: &Cancel,
) -> Result<Kept<'a>, Failure> {
    // Of several frames, or with bytes behind it, all would be decoded.
    if find_frame_compressed_size(packed) != Ok(packed.len()) {
        return Err(fault::wrong_table());
    }
    let mut decoder = zstd::Decoder::new(spec)?;
    let mut kept = Kept { at: frame.unpacked.start, wanted, bytes: Vec::new(), sum: Xxh64::new(0) };
    let mut consumed = 0;
    loop {
        cancel.check()?;
        let (left, mut piece) = (frame.unpacked.end - kept.at, Vec::new());
        // One byte more than is left shows that there is too much.
        let room = left.min(AT_ONCE) as usize + 1;
        let step = decoder.decode(&packed[consumed..], room, &mut piece)?;
        if piece.len() as u64 > left {
            return Err(fault::wrong_table());
        }
        consumed += step.consumed;
        kept.take(piece)?;
        if step.next != Next::Output {
            break;
        }
    }
    decoder.finish()?;
    if kept.at == frame.unpacked.end { Ok(kept) } else { Err(fault::wrong_table()) }
}

/// What was decoded so far.
struct Kept<'a> {
    /// The place in the whole of what comes next.
    at: u64,
    wanted: &'a Range<u64>,
    bytes: Vec<u8>,
    sum: Xxh64,
}

impl Kept<'_> {
    fn take(&mut self, mut piece: Vec<u8>) -> Result<(), Failure> {
        self.sum.update(&piece);
        let place = |at: u64| (at.max(self.at) - self.at).min(piece.len() as u64) as usize;
        let (start, end) = (place(self.wanted.start), place(self.wanted.end));
        self.at += piece.len() as u64;
        if start == 0 && self.bytes.is_empty() {
            piece.truncate(end);
            self.bytes = piece;
        } else {
            output::reserve(&mut self.bytes, end - start)?;
            self.bytes.extend_from_slice(&piece[start..end]);
        }
        Ok(())
    }

    fn checked(self, frame: &Frame) -> Result<Vec<u8>, Failure> {
        match frame.checksum {
            Some(checksum) if checksum != self.sum.digest() as u32 => Err(fault::checksum()),
            _ => Ok(self.bytes),
        }
    }
}
