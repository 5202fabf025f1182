//! File to file, in memory that does not depend on the file's size.

use std::mem;
use std::path::Path;

use rayon::ThreadPool;

use super::deflate::DeflateChunker;
use super::output::{FileResult, PIECE};
use super::seekable::{self, Parts, SeekableChunker};
use super::stream::{DECODE_STEP, Decoder, ENCODE_STEP, Encoder, Next};
use super::zstd::ZstdChunker;
use super::{Compression, Decompression, chunked, engines, gzip_index, ordered_parallel};
use crate::engine::atomic_file::{AtomicFile, Placing};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::progress::Progress;

/// What is read at once, in bytes.
const BLOCK: usize = 1 << 20;

/// Compresses the file `from` to the file `to`.
///
/// Call it on a thread that is not `pool`'s: that thread reads and writes while the pool codes. The target
/// gets the source's permissions. It appears when it is whole; after an error or a cancellation there is
/// nothing. `placing` says what happens to a file that exists. Where it is replaced (of a symbolic link, the
/// link is), `from` and `to` may be the same; where it stays, the job fails.
///
/// # Errors
/// Those of [`FileReader`], [`AtomicFile`] and [`compress`](super::compress).
pub fn compress_file(
    pool: &ThreadPool,
    spec: &Compression,
    from: &Path,
    to: &Path,
    placing: Placing,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileResult, Failure> {
    transcode(from, to, placing, progress, cancel, |source, target| {
        let threads = ordered_parallel::threads_of(pool, spec.threads);
        if let Some(chunker) = SeekableChunker::of(spec) {
            return chunked::compress_file(&chunker, pool, threads, source, target, progress, cancel);
        }
        let size = Some(source.size()).filter(|size| *size > 0 && source.metadata().is_file());
        if let Some(chunker) = DeflateChunker::of(spec, size) {
            return chunked::compress_file(&chunker, pool, threads, source, target, progress, cancel);
        }
        if let Some(chunker) = size.and_then(|size| ZstdChunker::of(spec, Some(size))) {
            return chunked::compress_file(&chunker, pool, threads, source, target, progress, cancel);
        }
        let stage = Encoding(engines::encoder(spec, size)?);
        pump(pool, source, target, progress, cancel, FileResult::default(), stage)
    })
}

/// Decompresses the file `from` to the file `to`, as [`compress_file`] compresses. `spec.max_output` counts
/// the bytes that are written.
///
/// # Errors
/// Those of [`FileReader`], [`AtomicFile`] and [`decompress`](super::decompress).
pub fn decompress_file(
    pool: &ThreadPool,
    spec: &Decompression,
    from: &Path,
    to: &Path,
    placing: Placing,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileResult, Failure> {
    transcode(from, to, placing, progress, cancel, |source, target| {
        let Parts { result, complete } =
            seekable::decompress_file(pool, spec, source, target, progress, cancel)?;
        if complete {
            return Ok(result);
        }
        if let Some(result) = gzip_index::decompress_file(pool, spec, source, target, progress, cancel)? {
            return Ok(result);
        }
        source.go_to(result.bytes_read);
        let decoder = engines::decoder(spec)?;
        let stage = Decoding { decoder, limit: spec.max_output, written: result.bytes_written };
        pump(pool, source, target, progress, cancel, result, stage)
    })
}

/// What turns blocks of the source into pieces of the target.
trait Stage: Send {
    /// Codes from `input` and appends to `out` what comes of it, not much more than a megabyte at a time.
    /// `last`: nothing follows `input`.
    fn run(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>, cancel: &Cancel) -> Result<Ran, Failure>;
}

/// How far a stage came.
#[derive(Default)]
struct Ran {
    /// Bytes of the input that need not be given again.
    consumed: usize,
    /// Whether the target is complete.
    done: bool,
}

/// Has `code` make a target of a source.
fn transcode(
    from: &Path,
    to: &Path,
    placing: Placing,
    progress: &Progress,
    cancel: &Cancel,
    code: impl FnOnce(&mut FileReader, &mut AtomicFile) -> Result<FileResult, Failure>,
) -> Result<FileResult, Failure> {
    cancel.check()?;
    let mut source = FileReader::open(from)?;
    let mut target = AtomicFile::create(from, to, placing)?;
    progress.set_total(source.size());
    let result = code(&mut source, &mut target)?;
    cancel.check()?;
    target.put(source.metadata())?;
    Ok(result)
}

/// Codes what is left of `source` into `target`, of which `result` is there already: while the pool codes a block,
/// this thread writes what came of the block before and reads the one after.
fn pump(
    pool: &ThreadPool,
    source: &mut FileReader,
    target: &mut AtomicFile,
    progress: &Progress,
    cancel: &Cancel,
    mut result: FileResult,
    mut stage: impl Stage,
) -> Result<FileResult, Failure> {
    let (mut current, mut ahead, mut spare) = (Block::read(source, Vec::new())?, None, Vec::new());
    let (mut coded, mut ready) = (Vec::new(), Vec::new());
    loop {
        let mut ran = Ok(Ran::default());
        let beside = pool.in_place_scope(|scope| {
            scope.spawn(|_| ran = stage.run(current.rest(), current.last, &mut coded, cancel));
            target.write(&ready)?;
            if ahead.is_none() && !current.last {
                ahead = Some(Block::read(source, mem::take(&mut spare))?);
            }
            Ok(())
        });
        let ran = ran?;
        beside?;
        current.done += ran.consumed;
        result.bytes_read += ran.consumed as u64;
        result.bytes_written += coded.len() as u64;
        progress.reach(result.bytes_read);
        mem::swap(&mut coded, &mut ready);
        coded.clear();
        if ran.done {
            target.write(&ready)?;
            return Ok(result);
        }
        if current.rest().is_empty()
            && let Some(next) = ahead.take()
        {
            spare = mem::replace(&mut current, next).bytes;
        }
    }
}

/// A block of the source and how much of it is done.
struct Block {
    bytes: Vec<u8>,
    done: usize,
    /// Whether the source ends with it.
    last: bool,
}

impl Block {
    /// The next block of `source`, in the memory of one that is done.
    fn read(source: &mut FileReader, mut bytes: Vec<u8>) -> Result<Self, Failure> {
        bytes.resize(BLOCK, 0);
        let length = source.read_block(&mut bytes)?;
        bytes.truncate(length);
        Ok(Self { bytes, done: 0, last: length < BLOCK })
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.done..]
    }
}

/// Compresses.
struct Encoding(Box<dyn Encoder>);

impl Stage for Encoding {
    fn run(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>, cancel: &Cancel) -> Result<Ran, Failure> {
        for step in input.chunks(ENCODE_STEP) {
            cancel.check()?;
            self.0.write(step, out)?;
        }
        if last {
            cancel.check()?;
            self.0.finish(out)?;
        }
        Ok(Ran { consumed: input.len(), done: last })
    }
}

/// Decompresses.
struct Decoding {
    decoder: Box<dyn Decoder>,
    /// The most bytes that may come out.
    limit: u64,
    written: u64,
}

impl Stage for Decoding {
    fn run(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>, cancel: &Cancel) -> Result<Ran, Failure> {
        let mut consumed = 0;
        while out.len() < PIECE {
            cancel.check()?;
            let step = &input[consumed..input.len().min(consumed + DECODE_STEP)];
            let past_limit =
                usize::try_from((self.limit - self.written).saturating_add(1)).unwrap_or(usize::MAX);
            let before = out.len();
            let step = self.decoder.decode(step, past_limit.min(PIECE - before), out)?;
            consumed += step.consumed;
            self.written += (out.len() - before) as u64;
            if self.written > self.limit {
                return Err(Failure::TooLarge { limit: self.limit });
            }
            let starved = step.next == Next::Input && consumed == input.len();
            if step.next == Next::Nothing || (starved && last) {
                self.decoder.finish()?;
                return Ok(Ran { consumed, done: true });
            }
            if starved {
                break;
            }
        }
        Ok(Ran { consumed, done: false })
    }
}
