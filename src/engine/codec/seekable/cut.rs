//! Compressing: how the data is cut into frames, and what follows them.

use xxhash_rust::xxh64::xxh64;

use super::FRAME_BYTES;
use super::table::Table;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::{Chunk, Cut, Piece, Whole};
use crate::engine::codec::{Compression, Format, oneshot};
use crate::engine::failure::Failure;
use crate::engine::source::Source;

/// Cuts for seekable Zstandard.
pub struct SeekableCut {
    /// What each frame is made by.
    frame: Compression,
}

impl SeekableCut {
    /// How to cut for `spec`. `None`: it is not to be seekable.
    pub fn of(spec: &Compression) -> Option<Self> {
        let seekable = spec.seekable && spec.format == Format::Zstd;
        seekable.then(|| Self { frame: Compression { seekable: false, ..spec.clone() } })
    }
}

impl Cut for SeekableCut {
    /// The checksum of what the frame holds.
    type Sum = u32;
    type Whole = Table;

    fn chunk(&self) -> usize {
        let found = FRAME_BYTES.iter().find(|(level, _)| self.frame.level <= *level);
        found.unwrap_or(&FRAME_BYTES[FRAME_BYTES.len() - 1]).1
    }

    fn piece(&self, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Piece<u32>, Failure> {
        let chunk = chunk.own();
        let bytes = oneshot::compress(&self.frame, Source::Private(chunk), cancel)?;
        Ok(Piece { bytes, length: chunk.len(), sum: checksum(chunk) })
    }

    fn whole(&self) -> Table {
        Table::new()
    }
}

impl Whole<u32> for Table {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn join(&mut self, piece: &Piece<u32>) -> Result<(), Failure> {
        self.add(piece.bytes.len() as u32, piece.length as u32, piece.sum)
    }

    fn end(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.write(out)
    }
}

/// The checksum that a seek table has of what a frame holds.
fn checksum(bytes: &[u8]) -> u32 {
    xxh64(bytes, 0) as u32
}
