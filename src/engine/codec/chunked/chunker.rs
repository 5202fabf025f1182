//! What differs between formats: how an input is cut into chunks, and what surrounds the compressed pieces.

use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// How an input is cut and how its chunks are compressed and joined.
pub trait Chunker: Sync + 'static {
    /// What is known of a chunk besides its compressed bytes.
    type Sum: Send;
    type Envelope: Envelope<Self::Sum>;

    /// The size of every chunk but the last, in bytes.
    fn chunk(&self) -> usize;

    /// How many bytes before a chunk its compressor sees, to find repetitions of them.
    fn lookback(&self) -> usize {
        0
    }

    /// Compresses a chunk.
    ///
    /// # Errors
    /// `Aborted`, `OutOfMemory`, and those of the engine.
    fn piece(&self, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Piece<Self::Sum>, Failure>;

    /// What the pieces are joined in.
    fn envelope(&self) -> Self::Envelope;
}

/// A part of the input.
#[derive(Clone, Copy)]
pub struct Chunk<'a> {
    /// The chunk, after the bytes before it that its compressor is to see.
    pub bytes: &'a [u8],
    /// How many bytes precede it: [`Chunker::lookback`], or fewer where the input begins.
    pub before: usize,
    /// Whether nothing follows it.
    pub last: bool,
}

impl<'a> Chunk<'a> {
    /// The bytes to compress.
    pub fn own(&self) -> &'a [u8] {
        &self.bytes[self.before..]
    }

    /// The same without the bytes that precede it.
    pub fn alone(&self) -> Self {
        Self { bytes: self.own(), before: 0, last: self.last }
    }
}

/// A compressed chunk.
pub struct Piece<Sum> {
    pub bytes: Vec<u8>,
    /// Bytes of the chunk.
    pub length: usize,
    pub sum: Sum,
}

/// What surrounds the pieces.
pub trait Envelope<Sum>: Send {
    /// Appends what comes before them.
    fn begin(&self, out: &mut Vec<u8>);

    /// Takes note of the next piece.
    fn join(&mut self, piece: &Piece<Sum>) -> Result<(), Failure>;

    /// Appends what comes after them.
    ///
    /// # Errors
    /// `OutOfMemory`.
    fn end(&self, out: &mut Vec<u8>) -> Result<(), Failure>;

    /// What [`begin`](Self::begin) would have appended, had it known the pieces, if it was something else of the same
    /// length. To be asked at the end.
    fn beginning(&self) -> Option<Vec<u8>> {
        None
    }
}
