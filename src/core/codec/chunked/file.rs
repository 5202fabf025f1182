//! File to file: one thread reads chunks and writes pieces, the pool compresses several at a time.

use rayon::ThreadPool;

use super::{Cut, Piece, Whole};
use crate::core::cancel::Cancel;
use crate::core::codec::file::FileResult;
use crate::core::codec::in_order::{self, Ends};
use crate::core::failure::Failure;
use crate::core::progress::Progress;
use crate::core::reader::FileReader;
use crate::core::target::Target;

/// Compresses what is left of `source` into `target` on at most `threads` threads of `pool`. Call it on a thread
/// that is not `pool`'s.
///
/// Looks at `cancel` before every chunk. Needs memory for two chunks for each thread.
///
/// # Errors
/// Those of [`Cut::piece`], [`FileReader`] and [`Target`].
pub fn compress_file<C: Cut>(
    cut: &C,
    pool: &ThreadPool,
    threads: usize,
    source: &mut FileReader,
    target: &mut Target,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileResult, Failure> {
    let chunks = Chunks { source, size: cut.chunk(), ahead: None, spare: Vec::new() };
    let joined = Joined::<C> { target, whole: cut.whole(), result: FileResult::default() };
    let mut ends = FileEnds { chunks, joined, progress };
    ends.joined.begin()?;
    in_order::relay(pool, threads, &mut ends, |(chunk, last)| {
        cancel.check()?;
        cut.piece(chunk, *last, cancel)
    })?;
    ends.joined.end()
}

/// From which file chunks come, into which file pieces go.
struct FileEnds<'a, C: Cut> {
    chunks: Chunks<'a>,
    joined: Joined<'a, C>,
    progress: &'a Progress,
}

impl<C: Cut> Ends<(Vec<u8>, bool), Piece<C::Sum>> for FileEnds<'_, C> {
    fn next(&mut self) -> Result<Option<(Vec<u8>, bool)>, Failure> {
        self.chunks.next()
    }

    fn put(&mut self, piece: Piece<C::Sum>, (chunk, _): (Vec<u8>, bool)) -> Result<(), Failure> {
        self.joined.put(&piece)?;
        self.progress.advance(piece.length as u64);
        self.chunks.spare.push(chunk);
        Ok(())
    }
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
struct Joined<'a, C: Cut> {
    target: &'a mut Target,
    whole: C::Whole,
    result: FileResult,
}

impl<C: Cut> Joined<'_, C> {
    fn begin(&mut self) -> Result<(), Failure> {
        let mut start = Vec::new();
        self.whole.begin(&mut start);
        self.write(&start)
    }

    fn put(&mut self, piece: &Piece<C::Sum>) -> Result<(), Failure> {
        self.whole.join(piece)?;
        self.result.bytes_read += piece.length as u64;
        self.write(&piece.bytes)
    }

    fn end(mut self) -> Result<FileResult, Failure> {
        let mut end = Vec::new();
        self.whole.end(&mut end)?;
        self.write(&end)?;
        Ok(self.result)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.result.bytes_written += bytes.len() as u64;
        self.target.write(bytes)
    }
}
