//! A chunk, compressed so that another one can follow.

use super::Cut;
use super::last_block::last_block;
use crate::core::codec::frame::Frame;
use crate::core::codec::{context, output};
use crate::core::failure::Failure;

/// What ends a piece: the length and its complement of an empty stored block (RFC 1951, 3.2.4). It brings the
/// data to the end of a byte, where the next piece begins.
const EMPTY_STORED: [u8; 4] = [0, 0, 0xff, 0xff];
/// The bits before them: not the last block, stored.
const STORED_HEADER_BITS: usize = 3;

/// A part of some deflate data, of whole bytes.
pub struct Piece {
    pub bytes: Vec<u8>,
    /// The checksum of the chunk.
    pub frame: Frame,
    /// Bytes of the chunk.
    pub length: usize,
}

impl Cut {
    /// Compresses a chunk. `last`: nothing follows it.
    pub fn piece(&self, chunk: &[u8], last: bool) -> Result<Piece, Failure> {
        let (mut bytes, mut frame) = (Vec::new(), self.frame());
        context::with_compressor(self.level, |compressor| compressor.deflate(chunk, &mut bytes))??;
        if !last {
            leave_open(&mut bytes)?;
        }
        frame.update(chunk);
        Ok(Piece { bytes: output::trim(bytes), frame, length: chunk.len() })
    }
}

/// Makes of whole deflate data the beginning of longer data.
fn leave_open(bytes: &mut Vec<u8>) -> Result<(), Failure> {
    let found = last_block(bytes).filter(|found| found.end.div_ceil(8) == bytes.len());
    let last = found.ok_or(Failure::Internal("libdeflate wrote what is not deflate data".into()))?;
    bytes[last.marker / 8] &= !(1 << (last.marker % 8));
    // The header is zeros, as are the bits that are left of the last byte.
    let header_end = (last.end + STORED_HEADER_BITS).div_ceil(8);
    output::reserve_exact(bytes, header_end - bytes.len() + EMPTY_STORED.len())?;
    bytes.resize(header_end, 0);
    bytes.extend_from_slice(&EMPTY_STORED);
    Ok(())
}
