//! File to file: one thread reads chunks and writes pieces, the pool compresses several at a time.

use rayon::ThreadPool;

use super::chunker::{Chunk, Chunker, Envelope, Piece};
use crate::engine::atomic_file::AtomicFile;
use crate::engine::cancel::Cancel;
use crate::engine::codec::FileResult;
use crate::engine::codec::ordered_parallel::{self, Ends};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::progress::Progress;

/// Compresses what is left of `source` into `target` on at most `threads` threads of `pool`. Call it on a thread
/// that is not `pool`'s.
///
/// Looks at `cancel` before every chunk. Needs memory for two chunks, with what they see before them, for each thread.
///
/// # Errors
/// Those of [`Chunker::piece`], [`FileReader`] and [`AtomicFile`].
pub fn compress_file<C: Chunker>(
    chunker: &C,
    pool: &ThreadPool,
    threads: usize,
    source: &mut FileReader,
    target: &mut AtomicFile,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileResult, Failure> {
    let chunks = Chunks {
        source,
        size: chunker.chunk(),
        lookback: chunker.lookback(),
        seen: Vec::new(),
        ahead: None,
        spare: Vec::new(),
    };
    let joined = Joined::<C> { target, envelope: chunker.envelope(), result: FileResult::default() };
    let mut ends = FileEnds { chunks, joined, progress };
    ends.joined.begin()?;
    ordered_parallel::pipeline(pool, threads, &mut ends, |block| {
        cancel.check()?;
        chunker.piece(block.chunk(), cancel)
    })?;
    ends.joined.end()
}

/// From which file chunks come, into which file pieces go.
struct FileEnds<'a, C: Chunker> {
    chunks: Chunks<'a>,
    joined: Joined<'a, C>,
    progress: &'a Progress,
}

impl<C: Chunker> Ends<Block, Piece<C::Sum>> for FileEnds<'_, C> {
    fn next(&mut self) -> Result<Option<Block>, Failure> {
        self.chunks.next()
    }

    fn put(&mut self, piece: Piece<C::Sum>, block: Block) -> Result<(), Failure> {
        self.joined.put(&piece)?;
        self.progress.advance(piece.length as u64);
        self.chunks.spare.push(block.bytes);
        Ok(())
    }
}

/// A chunk that was read.
struct Block {
    bytes: Vec<u8>,
    before: usize,
    last: bool,
}

impl Block {
    fn chunk(&self) -> Chunk<'_> {
        Chunk { bytes: &self.bytes, before: self.before, last: self.last }
    }

    fn is_empty(&self) -> bool {
        self.bytes.len() == self.before
    }
}

/// The source, cut.
struct Chunks<'a> {
    source: &'a mut FileReader,
    size: usize,
    lookback: usize,
    /// The end of what was read, at most as much as chunks see before them.
    seen: Vec<u8>,
    /// What comes next: only reading on shows whether a chunk is the last. `None` before the start.
    ahead: Option<Block>,
    /// Memory of chunks that are done.
    spare: Vec<Vec<u8>>,
}

impl Chunks<'_> {
    /// The next chunk, which may be empty only if it is the first too.
    fn next(&mut self) -> Result<Option<Block>, Failure> {
        let mut block = match self.ahead.take() {
            None => self.read()?,
            Some(block) if block.is_empty() => {
                self.ahead = Some(block);
                return Ok(None);
            }
            Some(block) => block,
        };
        let ahead =
            if block.last { Block { bytes: Vec::new(), before: 0, last: true } } else { self.read()? };
        block.last = ahead.is_empty();
        self.ahead = Some(ahead);
        Ok(Some(block))
    }

    /// A chunk that is the last for sure if it is short, and may be the last if it is not.
    fn read(&mut self) -> Result<Block, Failure> {
        let mut bytes = self.spare.pop().unwrap_or_default();
        bytes.clear();
        bytes.extend_from_slice(&self.seen);
        let before = bytes.len();
        bytes.resize(before + self.size, 0);
        let length = self.source.read_block(&mut bytes[before..])?;
        bytes.truncate(before + length);
        self.seen.clear();
        self.seen.extend_from_slice(&bytes[bytes.len().saturating_sub(self.lookback)..]);
        Ok(Block { bytes, before, last: length < self.size })
    }
}

/// The target as far as it is written.
struct Joined<'a, C: Chunker> {
    target: &'a mut AtomicFile,
    envelope: C::Envelope,
    result: FileResult,
}

impl<C: Chunker> Joined<'_, C> {
    fn begin(&mut self) -> Result<(), Failure> {
        let mut start = Vec::new();
        self.envelope.begin(&mut start);
        self.write(&start)
    }

    fn put(&mut self, piece: &Piece<C::Sum>) -> Result<(), Failure> {
        self.envelope.join(piece)?;
        self.result.bytes_read += piece.length as u64;
        self.write(&piece.bytes)
    }

    fn end(mut self) -> Result<FileResult, Failure> {
        let mut end = Vec::new();
        self.envelope.end(&mut end)?;
        self.write(&end)?;
        if let Some(beginning) = self.envelope.beginning() {
            self.target.write_again(&beginning)?;
        }
        Ok(self.result)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.result.bytes_written += bytes.len() as u64;
        self.target.write(bytes)
    }
}
