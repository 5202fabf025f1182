//! Compressing: how the data is cut into frames, and what follows them.

use xxhash_rust::xxh64::xxh64;

use super::table::Table;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::{Chunk, Chunker, Envelope, Piece};
use crate::engine::codec::{Compression, Format, zstd};
use crate::engine::failure::Failure;

/// The size of every frame but the last: levels up to the first number, bytes. Slower levels look for repetitions
/// further back, and what is before a frame is out of sight.
const FRAME_BYTES: [(i32, usize); 3] = [(5, 2 << 20), (15, 4 << 20), (22, 8 << 20)];

/// Cuts for seekable Zstandard.
pub struct SeekableChunker {
    /// What each frame is made by.
    frame: Compression,
}

impl SeekableChunker {
    /// How to cut for `spec`. `None`: it is not to be seekable.
    pub fn of(spec: &Compression) -> Option<Self> {
        let seekable = spec.seekable && spec.format == Format::Zstd;
        seekable.then(|| Self { frame: Compression { seekable: false, ..spec.clone() } })
    }
}

impl Chunker for SeekableChunker {
    /// The checksum of what the frame holds.
    type Sum = u32;
    type Envelope = Table;

    fn chunk(&self) -> usize {
        let found = FRAME_BYTES.iter().find(|(level, _)| self.frame.level <= *level);
        found.unwrap_or(&FRAME_BYTES[FRAME_BYTES.len() - 1]).1
    }

    fn piece(&self, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Piece<u32>, Failure> {
        let chunk = chunk.own();
        let bytes = zstd::compress_frame(&self.frame, chunk, cancel)?;
        Ok(Piece { bytes, length: chunk.len(), sum: checksum(chunk) })
    }

    fn envelope(&self) -> Table {
        Table::new()
    }
}

impl Envelope<u32> for Table {
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
