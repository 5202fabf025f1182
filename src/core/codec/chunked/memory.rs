//! Memory to memory: threads take one chunk after the other and put their pieces in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Cut;
use super::piece::Piece;
use crate::core::cancel::Cancel;
use crate::core::codec::frame::Frame;
use crate::core::codec::output;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// Compresses `input`: with all idle threads of the pool if called on one of them, else on this thread alone.
///
/// Looks at `cancel` before every chunk.
///
/// # Errors
/// `Aborted` or `OutOfMemory`.
pub fn compress(cut: Cut, input: Source<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let count = input.len().div_ceil(cut.chunk).max(1);
    let work = Work {
        cut,
        input,
        cancel,
        count,
        next: AtomicUsize::new(0),
        joined: Mutex::new(Joined::begin(cut)?),
    };
    let threads = rayon::current_thread_index().map_or(1, |_| rayon::current_num_threads());
    match threads.min(count) {
        1 => work.run(),
        threads => rayon::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|_| work.run());
            }
            work.run();
        }),
    }
    work.joined.into_inner().unwrap_or_else(PoisonError::into_inner).end()
}

/// What the threads share.
struct Work<'a> {
    cut: Cut,
    input: Source<'a>,
    cancel: &'a Cancel,
    /// Chunks in all.
    count: usize,
    /// The first chunk that nobody took.
    next: AtomicUsize,
    joined: Mutex<Joined>,
}

impl Work<'_> {
    /// Compresses chunks until none is left. The first failure leaves none.
    fn run(&self) {
        if let Err(failure) = self.take_chunks() {
            self.next.store(self.count, Ordering::Relaxed);
            self.joined().failure.get_or_insert(failure);
        }
    }

    fn take_chunks(&self) -> Result<(), Failure> {
        let mut scratch = Vec::new();
        loop {
            // Each number is given out once; what the threads make of it they hand over under the lock.
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.count {
                return Ok(());
            }
            self.cancel.check()?;
            let chunk = self.input.block(index * self.cut.chunk, self.cut.chunk, &mut scratch);
            let piece = self.cut.piece(chunk, index + 1 == self.count)?;
            self.joined().put(index, piece)?;
        }
    }

    fn joined(&self) -> MutexGuard<'_, Joined> {
        self.joined.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The result as far as it is whole.
struct Joined {
    out: Vec<u8>,
    frame: Frame,
    /// Pieces in `out`.
    count: usize,
    /// Pieces that came before their turn.
    early: BTreeMap<usize, Piece>,
    failure: Option<Failure>,
}

impl Joined {
    fn begin(cut: Cut) -> Result<Self, Failure> {
        let (mut out, frame) = (Vec::new(), cut.frame());
        output::reserve(&mut out, Frame::MAX_BYTES)?;
        frame.begin(&mut out);
        Ok(Self { out, frame, count: 0, early: BTreeMap::new(), failure: None })
    }

    fn put(&mut self, index: usize, piece: Piece) -> Result<(), Failure> {
        self.early.insert(index, piece);
        while let Some(piece) = self.early.remove(&self.count) {
            output::reserve(&mut self.out, piece.bytes.len())?;
            self.out.extend_from_slice(&piece.bytes);
            self.frame.join(&piece.frame, piece.length);
            self.count += 1;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Vec<u8>, Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        output::reserve(&mut self.out, Frame::MAX_BYTES)?;
        self.frame.end(&mut self.out);
        Ok(self.out)
    }
}
