//! Chunks that are compressed in calls of their own, and the pieces joined as they come.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Chunk, Cut, DeflateCut, Piece, Whole, ZstdCut};
use crate::engine::cancel::Cancel;
use crate::engine::codec::in_order::Early;
use crate::engine::codec::seekable::SeekableCut;
use crate::engine::codec::{Compression, output};
use crate::engine::failure::Failure;

/// Compressed data in the making. Any number of threads compress chunks at the same time; the pieces are joined in the
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
    if let Some(cut) = SeekableCut::of(spec) {
        return Some(Box::new(Assembled::new(cut)));
    }
    if let Some(cut) = DeflateCut::of(spec, size) {
        return Some(Box::new(Assembled::new(cut)));
    }
    ZstdCut::of(spec, size).map(|cut| Box::new(Assembled::new(cut)) as Box<dyn Assembly>)
}

struct Assembled<C: Cut> {
    cut: C,
    joined: Mutex<Joined<C>>,
}

/// The pieces so far.
struct Joined<C: Cut> {
    whole: C::Whole,
    early: Early<Piece<C::Sum>>,
    /// What comes before the pieces and those that nobody took.
    out: Vec<u8>,
}

impl<C: Cut> Assembled<C> {
    fn new(cut: C) -> Self {
        let (whole, mut out) = (cut.whole(), Vec::new());
        whole.begin(&mut out);
        Self { cut, joined: Mutex::new(Joined { whole, early: Early::default(), out }) }
    }

    /// Compresses and joins. The lock is held for joining alone, and still is.
    fn join(
        &self,
        number: usize,
        chunk: Chunk<'_>,
        cancel: &Cancel,
    ) -> Result<MutexGuard<'_, Joined<C>>, Failure> {
        let piece = self.cut.piece(chunk, cancel)?;
        let mut joined = self.lock();
        let Joined { whole, early, out } = &mut *joined;
        early.put(number, piece, |piece| {
            output::reserve(out, piece.bytes.len())?;
            out.extend_from_slice(&piece.bytes);
            whole.join(&piece)
        })?;
        Ok(joined)
    }

    fn lock(&self) -> MutexGuard<'_, Joined<C>> {
        self.joined.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Cut + Send> Assembly for Assembled<C> {
    fn chunk(&self) -> usize {
        self.cut.chunk()
    }

    fn lookback(&self) -> usize {
        self.cut.lookback()
    }

    fn add(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<(), Failure> {
        self.join(number, chunk, cancel).map(drop)
    }

    /// Both under one lock: between them another piece could be joined, and be taken by whoever made this one.
    fn take(&self, number: usize, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        let mut joined = self.join(number, chunk, cancel)?;
        let ready = if joined.early.next() > number { std::mem::take(&mut joined.out) } else { Vec::new() };
        drop(joined);
        Ok(output::trim(ready))
    }

    fn end(&self) -> Result<Vec<u8>, Failure> {
        let mut joined = self.lock();
        let mut out = std::mem::take(&mut joined.out);
        joined.whole.end(&mut out)?;
        if let Some(beginning) = joined.whole.beginning() {
            out[..beginning.len()].copy_from_slice(&beginning);
        }
        Ok(output::trim(out))
    }
}
