//! Digests of files: this thread reads, the pool's threads digest.

use std::borrow::Borrow;
use std::mem;
use std::path::Path;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::hasher::Hasher;
use super::lanes::{AnyStart, Kernel, Kernels, PiecewiseMessage, Queued, Start};
use super::spec::Spec;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::file_reader::{FileReader, Range};
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

/// Bytes read while as many are digested. Two such blocks are in memory.
pub(super) const BLOCK: usize = 1024 * 1024;
/// Longer outputs are made on the pool.
const SHORT_OUTPUT: usize = 4096;

/// What a file was found to be.
#[derive(Debug, PartialEq, Eq)]
pub struct FileDigests {
    /// One digest for each spec, in their order.
    pub digests: Vec<Vec<u8>>,
    /// Bytes that were digested.
    pub bytes: u64,
}

/// Digests a file, or part of it, with every one of `specs` in one pass.
///
/// It reads on the calling thread, which must not be one of the pool's, so that a slow disk keeps no thread
/// of the pool waiting. The pool meanwhile digests the block before, each spec on a thread of its own. A file
/// of no more than the specs' `handover_bytes` is digested on the calling thread.
///
/// A regular file is read up to the size it had when it was opened; a file without a size, such as those of
/// procfs, to its end. A `start` behind the end gives the digest of nothing. `progress` has the total from
/// the start on, or for a file without a size at the end.
///
/// # Errors
/// `Failure::System` with `open`, `fstat` or `read`: among them EISDIR for a directory, and EIO if the
/// file shrank while it was read. `Failure::UnsupportedFileType` for a FIFO, socket or device. `Failure::Aborted`;
/// `Failure::OutOfMemory` if there is no room for a long output.
pub fn digest_file(
    pool: &ThreadPool,
    specs: &[impl Borrow<Spec>],
    path: &Path,
    range: Range,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileDigests, Failure> {
    cancel.check()?;
    digest_input(pool, specs, FileReader::open_part(path, range)?, progress, cancel)
}

pub(super) fn digest_input(
    pool: &ThreadPool,
    specs: &[impl Borrow<Spec>],
    mut input: FileReader,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileDigests, Failure> {
    progress.set_total(input.remaining().unwrap_or(0));
    let read = digest_blocks(pool, specs, &mut input, progress, cancel)?;
    progress.set_total(read.bytes);
    Ok(read)
}

/// As [`digest_file`], for a file among others: the total of `progress` is the caller's.
pub(super) fn digest_blocks(
    pool: &ThreadPool,
    specs: &[impl Borrow<Spec>],
    input: &mut FileReader,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileDigests, Failure> {
    if let [spec] = specs
        && input.remaining().is_none_or(|bytes| bytes > spec.borrow().algorithm().handover_bytes as u64)
    {
        let spec = spec.borrow();
        match (spec.sha2(), Kernels::best()) {
            (Some(AnyStart::Sha256(start)), Kernels { sha256: Some(kernel), .. }) => {
                return digest_beside_others(pool, kernel, start, spec, input, progress, cancel);
            }
            (Some(AnyStart::Sha512(start)), Kernels { sha512: Some(kernel), .. }) => {
                return digest_beside_others(pool, kernel, start, spec, input, progress, cancel);
            }
            _ => {}
        }
    }
    let mut hashers: Vec<Hasher> = specs.iter().map(|spec| spec.borrow().hasher()).collect();
    let mut current = Block::default();
    let mut next = Block::default();
    let mut bytes = 0;

    current.fill(input)?;
    if input.is_finished() && specs.iter().all(|spec| current.len <= spec.borrow().algorithm().handover_bytes)
    {
        for hasher in &mut hashers {
            hasher.absorb(current.source(), cancel)?;
        }
        bytes += current.len as u64;
        progress.advance(bytes);
    } else {
        while current.len > 0 {
            digest_while(pool, &mut hashers, &current, cancel, || next.fill(input))?;
            bytes += current.len as u64;
            progress.advance(current.len as u64);
            mem::swap(&mut current, &mut next);
        }
    }
    Ok(FileDigests { digests: finish(pool, hashers, cancel)?, bytes })
}

/// As [`digest_blocks`], where the pool takes in blocks of this file and of others at once.
fn digest_beside_others<H: Queued>(
    pool: &ThreadPool,
    kernel: Kernel<H>,
    start: Start<H>,
    spec: &Spec,
    input: &mut FileReader,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<FileDigests, Failure> {
    let mut message = PiecewiseMessage::new(start);
    let mut current = Block::default();
    let mut next = Block::default();
    let mut bytes = 0;
    current.fill(input)?;
    while current.len > 0 {
        let ticket = message.send(pool, kernel, mem::take(&mut current.buffer), current.len);
        let read = next.fill(input);
        current.buffer = message.settle(&ticket)?;
        cancel.check()?;
        read?;
        bytes += current.len as u64;
        progress.advance(current.len as u64);
        mem::swap(&mut current, &mut next);
    }
    Ok(FileDigests { digests: vec![message.finish(spec.output_length())], bytes })
}

/// Has the pool digest a block while this thread does `meanwhile`, and waits for both.
fn digest_while(
    pool: &ThreadPool,
    hashers: &mut [Hasher],
    block: &Block,
    cancel: &Cancel,
    meanwhile: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let outcome = pool.in_place_scope(|scope| {
        for hasher in hashers {
            // It fails only if it was cancelled, and that is looked at below.
            scope.spawn(|_| drop(hasher.absorb(block.source(), cancel)));
        }
        meanwhile()
    });
    cancel.check()?;
    outcome
}

fn finish(pool: &ThreadPool, hashers: Vec<Hasher>, cancel: &Cancel) -> Result<Vec<Vec<u8>>, Failure> {
    if hashers.iter().all(|hasher| hasher.output_length() <= SHORT_OUTPUT) {
        return hashers.into_iter().map(|hasher| hasher.finish(cancel)).collect();
    }
    pool.install(|| hashers.into_par_iter().map(|hasher| hasher.finish(cancel)).collect())
}

/// A buffer, allocated when first needed, and how many bytes of it are of the file.
#[derive(Default)]
struct Block {
    buffer: Vec<u8>,
    len: usize,
}

impl Block {
    /// Replaces the contents by the next bytes of `input`: none when it has ended.
    fn fill(&mut self, input: &mut FileReader) -> Result<(), Failure> {
        if self.buffer.is_empty() {
            let size = input.remaining().and_then(|bytes| usize::try_from(bytes).ok());
            self.buffer = vec![0; size.map_or(BLOCK, |size| size.min(BLOCK))];
        }
        self.len = input.read_block(&mut self.buffer)?;
        Ok(())
    }

    fn source(&self) -> InputBytes<'_> {
        InputBytes::Private(&self.buffer[..self.len])
    }
}
