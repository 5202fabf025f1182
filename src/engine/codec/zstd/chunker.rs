//! Zstandard of any size in one frame, of which several threads make the blocks.

use super::blocks::window_descriptor;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::{Chunk, Chunker, Envelope, Piece};
use crate::engine::codec::{Compression, Format, context, fault, output};
use crate::engine::failure::Failure;

/// The window that libzstd has for large inputs, in bits: levels up to the first number. Above, half as much again is
/// more than the 8 MiB that every decoder is to take (RFC 8878, 3.1.1.1.2).
const WINDOW_BITS: [(i32, u8); 4] = [(1, 19), (2, 20), (8, 21), (16, 22)];

/// The smallest chunk, in bytes.
const LEAST_CHUNK: usize = 2 << 20;

/// Cuts for one frame.
pub struct ZstdChunker {
    level: i32,
    window_bits: u8,
    /// Bytes of the input, if they are known.
    size: Option<u64>,
}

impl ZstdChunker {
    /// How to cut an input of `size` bytes for `spec`. `None`: there is one chunk only, or more is asked for than a
    /// level.
    pub fn of(spec: &Compression, size: Option<u64>) -> Option<Self> {
        let custom = spec.window_bits.is_some()
            || spec.dictionary.as_deref().is_some_and(|bytes| !bytes.is_empty())
            || !spec.tuning.parameters.is_empty();
        if spec.format != Format::Zstd || custom {
            return None;
        }
        // To the library, level 0 is the default one.
        let level = if spec.level == 0 { spec.format.info().default_level } else { spec.level };
        let (_, window_bits) = *WINDOW_BITS.iter().find(|(up_to, _)| level <= *up_to)?;
        let chunker = Self { level, window_bits, size };
        size.is_none_or(|size| size > chunker.chunk() as u64).then_some(chunker)
    }
}

impl Chunker for ZstdChunker {
    type Sum = ();
    type Envelope = OneFrame;

    /// Two windows: with half of one before each, what is lost at the beginnings of chunks stays below 1 %.
    fn chunk(&self) -> usize {
        (2 << self.window_bits).max(LEAST_CHUNK)
    }

    /// Half a window.
    fn lookback(&self) -> usize {
        1 << (self.window_bits - 1)
    }

    fn piece(&self, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Piece<()>, Failure> {
        // With less than 256 KiB before it, the library would take its parameters for small inputs.
        let chunk = if chunk.before < self.lookback() { chunk.alone() } else { chunk };
        let bytes = context::with_block_encoder(|encoder| {
            encoder.blocks(chunk, self.level, self.window_bits, cancel)
        })??;
        Ok(Piece { bytes: output::trim(bytes), length: chunk.own().len(), sum: () })
    }

    fn envelope(&self) -> OneFrame {
        // To the library, what is before a chunk is a dictionary, and stays in reach for a whole window after it.
        let window = window_descriptor(self.window_bits) + HALF;
        OneFrame { window, size: self.size, joined: 0 }
    }
}

/// Half as much again, in a window descriptor (RFC 8878, 3.1.1.1.2).
const HALF: u8 = 4;

/// The frame around the blocks.
pub struct OneFrame {
    window: u8,
    /// What the header says that the frame holds, if it does.
    size: Option<u64>,
    joined: u64,
}

impl Envelope<()> for OneFrame {
    /// The frame header (RFC 8878, 3.1.1.1): no checksum, a window, and the size, if it is known, in four bytes or
    /// eight.
    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[0x28, 0xb5, 0x2f, 0xfd]);
        match self.size.map(|size| u32::try_from(size).map_err(|_| size)) {
            None => out.extend_from_slice(&[0, self.window]),
            Some(Ok(size)) => {
                out.extend_from_slice(&[2 << 6, self.window]);
                out.extend_from_slice(&size.to_le_bytes());
            }
            Some(Err(size)) => {
                out.extend_from_slice(&[3 << 6, self.window]);
                out.extend_from_slice(&size.to_le_bytes());
            }
        }
    }

    fn join(&mut self, piece: &Piece<()>) -> Result<(), Failure> {
        self.joined += piece.length as u64;
        Ok(())
    }

    fn end(&self, _out: &mut Vec<u8>) -> Result<(), Failure> {
        if self.size.is_none_or(|size| size == self.joined) { Ok(()) } else { Err(fault::changed_size()) }
    }
}
