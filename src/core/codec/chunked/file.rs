//! File to file: one thread reads chunks and writes pieces, the pool compresses several at a time.

use std::collections::VecDeque;
use std::sync::mpsc;

use rayon::ThreadPool;

use super::Cut;
use super::piece::Piece;
use crate::core::cancel::Cancel;
use crate::core::codec::file::FileResult;
use crate::core::codec::frame::Frame;
use crate::core::failure::Failure;
use crate::core::progress::Progress;
use crate::core::reader::FileReader;
use crate::core::target::Target;

/// Chunks in memory for each thread of the pool: one that it compresses, one that waits for it.
const CHUNKS_PER_THREAD: usize = 2;

/// Compresses what is left of `source` into `target`. Call it on a thread that is not `pool`'s.
///
/// Looks at `cancel` before every chunk. Needs memory for two chunks for each thread of the pool.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, and those of [`FileReader`] and [`Target`].
pub fn compress_file(
    cut: Cut,
    pool: &ThreadPool,
    source: &mut FileReader,
    target: &mut Target,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileResult, Failure> {
    let most = CHUNKS_PER_THREAD * pool.current_num_threads();
    let mut chunks = Chunks { source, size: cut.chunk, ahead: None, spare: Vec::new() };
    let mut joined = Joined::begin(cut, target)?;
    pool.in_place_scope(|scope| {
        let mut pieces = VecDeque::new();
        loop {
            while pieces.len() < most
                && let Some((chunk, last)) = chunks.next()?
            {
                let (tell, told) = mpsc::sync_channel(1);
                scope.spawn(move |_| {
                    let piece = cancel.check().and_then(|()| cut.piece(&chunk, last));
                    // Nobody listens any more after a failure.
                    let _ = tell.send((piece, chunk));
                });
                pieces.push_back(told);
            }
            let Some(next) = pieces.pop_front() else { return joined.end() };
            let panicked = |_| Failure::Internal("compressing a chunk failed".into());
            let (piece, chunk) = next.recv().map_err(panicked)?;
            let piece = piece?;
            joined.put(&piece)?;
            progress.advance(piece.length as u64);
            chunks.spare.push(chunk);
        }
    })
}

/// The source, cut.
struct Chunks<'a> {
    source: &'a mut FileReader,
    size: usize,
    /// What comes next: only reading on shows whether a chunk is the last. `None` before the start.
    ahead: Option<Vec<u8>>,
    /// Memory of chunks that are done.
    spare: Vec<Vec<u8>>,
}

impl Chunks<'_> {
    /// The next chunk and whether it is the last one, which may be empty only if it is the first too.
    fn next(&mut self) -> Result<Option<(Vec<u8>, bool)>, Failure> {
        let chunk = match self.ahead.take() {
            None => self.read()?,
            Some(chunk) if chunk.is_empty() => {
                self.ahead = Some(chunk);
                return Ok(None);
            }
            Some(chunk) => chunk,
        };
        let ahead = if chunk.len() < self.size { Vec::new() } else { self.read()? };
        let last = ahead.is_empty();
        self.ahead = Some(ahead);
        Ok(Some((chunk, last)))
    }

    fn read(&mut self) -> Result<Vec<u8>, Failure> {
        let mut chunk = self.spare.pop().unwrap_or_default();
        chunk.resize(self.size, 0);
        let length = self.source.read_block(&mut chunk)?;
        chunk.truncate(length);
        Ok(chunk)
    }
}

/// The target as far as it is written.
struct Joined<'a> {
    target: &'a mut Target,
    frame: Frame,
    result: FileResult,
}

impl<'a> Joined<'a> {
    fn begin(cut: Cut, target: &'a mut Target) -> Result<Self, Failure> {
        let mut joined = Self { target, frame: cut.frame(), result: FileResult::default() };
        let mut start = Vec::with_capacity(Frame::MAX_BYTES);
        joined.frame.begin(&mut start);
        joined.write(&start)?;
        Ok(joined)
    }

    fn put(&mut self, piece: &Piece) -> Result<(), Failure> {
        self.frame.join(&piece.frame, piece.length);
        self.result.bytes_read += piece.length as u64;
        self.write(&piece.bytes)
    }

    fn end(&mut self) -> Result<FileResult, Failure> {
        let mut end = Vec::with_capacity(Frame::MAX_BYTES);
        self.frame.end(&mut end);
        self.write(&end)?;
        Ok(self.result)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.result.bytes_written += bytes.len() as u64;
        self.target.write(bytes)
    }
}
