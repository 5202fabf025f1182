//! Chunks that are compressed in calls of their own, and the pieces joined as they come.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::chunker::{Chunk, Chunker, Envelope, Piece};
use crate::engine::cancel::Cancel;
use crate::engine::codec::deflate::DeflateChunker;
use crate::engine::codec::ordered_parallel::ReorderBuffer;
use crate::engine::codec::seekable::SeekableChunker;
use crate::engine::codec::zstd::ZstdChunker;
use crate::engine::codec::{Compression, output};
use crate::engine::failure::Failure;

/// The compressed data of one input. Any number of threads compress chunks at the same time; the pieces are joined in the
/// order of the chunks, whichever is done first. After a failure it must not be used again.
pub trait Assembly: Send + Sync {
    /// The size of every chunk but the last, in bytes. Shorter ones do no harm but to the ratio.
    fn chunk(&self) -> usize;

    /// How many bytes before a chunk are to be given with it.
    fn lookback(&self) -> usize;

    /// Compresses the chunk of this number, counted from 0.
    ///
    /// # Errors
    /// `Aborted`, `OutOfMemory`, and those of the engine.
    fn add(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<(), Failure>;

    /// As [`add`](Self::add). Returns the pieces from this one on that are there without a gap, and what comes before
    /// the first; nothing if one before this is missing. In the order of chunks, what is returned is the data.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    fn take(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure>;

    /// The data, or the rest of it, once all chunks are there.
    ///
    /// # Errors
    /// `OutOfMemory`; `Data` if the data was not as long as was said.
    fn end(&self) -> Result<Vec<u8>, Failure>;
}

/// An assembly for `spec`, of `size` bytes if that is known: it must be right. `None`: the engine has to see all of the
/// data, one byte after the other.
pub fn assembly(spec: &Compression, size: Option<u64>) -> Option<Box<dyn Assembly>> {
    if let Some(chunker) = SeekableChunker::of(spec) {
        return Some(Box::new(Assembled::new(chunker)));
    }
    if let Some(chunker) = DeflateChunker::of(spec, size) {
        return Some(Box::new(Assembled::new(chunker)));
    }
    ZstdChunker::of(spec, size).map(|chunker| Box::new(Assembled::new(chunker)) as Box<dyn Assembly>)
}

struct Assembled<C: Chunker> {
    chunker: C,
    joined: Mutex<Joined<C>>,
}

/// The pieces so far.
struct Joined<C: Chunker> {
    envelope: C::Envelope,
    reorder: ReorderBuffer<Piece<C::Sum>>,
    /// What comes before the pieces and those that nobody took.
    out: Vec<u8>,
}

impl<C: Chunker> Assembled<C> {
    fn new(chunker: C) -> Self {
        let (envelope, mut out) = (chunker.envelope(), Vec::new());
        envelope.begin(&mut out);
        Self { chunker, joined: Mutex::new(Joined { envelope, reorder: ReorderBuffer::default(), out }) }
    }

    /// Compresses and joins. The lock is taken for joining only, and returned.
    fn join(
        &self,
        number: usize,
        chunk: Chunk<'_>,
        cancel: &Cancel,
    ) -> Result<MutexGuard<'_, Joined<C>>, Failure> {
        let piece = self.chunker.piece(chunk, cancel)?;
        let mut joined = self.lock();
        let Joined { envelope, reorder, out } = &mut *joined;
        reorder.put(number, piece, |piece| {
            output::reserve(out, piece.bytes.len())?;
            out.extend_from_slice(&piece.bytes);
            envelope.join(&piece)
        })?;
        Ok(joined)
    }

    fn lock(&self) -> MutexGuard<'_, Joined<C>> {
        self.joined.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Chunker + Send> Assembly for Assembled<C> {
    fn chunk(&self) -> usize {
        self.chunker.chunk()
    }

    fn lookback(&self) -> usize {
        self.chunker.lookback()
    }

    fn add(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<(), Failure> {
        self.join(number, chunk, cancel).map(drop)
    }

    /// Both under one lock: between them another piece could be joined, and be taken by the thread that made this one.
    fn take(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        let mut joined = self.join(number, chunk, cancel)?;
        let ready = if joined.reorder.next() > number { std::mem::take(&mut joined.out) } else { Vec::new() };
        drop(joined);
        Ok(output::trim(ready))
    }

    fn end(&self) -> Result<Vec<u8>, Failure> {
        let mut joined = self.lock();
        let mut out = std::mem::take(&mut joined.out);
        joined.envelope.end(&mut out)?;
        if let Some(beginning) = joined.envelope.beginning() {
            out[..beginning.len()].copy_from_slice(&beginning);
        }
        Ok(output::trim(out))
    }
}
