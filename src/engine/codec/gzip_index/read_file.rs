//! gzip with an index of its pieces, file to file: one thread reads pieces and writes what they hold, the pool
//! decompresses several at a time.

use rayon::ThreadPool;

use super::index::Index;
use super::plan::{Decoded, Plan, TRAILER};
use crate::engine::atomic_file::AtomicFile;
use crate::engine::cancel::Cancel;
use crate::engine::codec::FileResult;
use crate::engine::codec::ordered_parallel::{self, Ends};
use crate::engine::codec::{Decompression, Format};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::progress::Progress;

/// Decompresses `source` into `target`, which is empty, by its index. `None`: it has no index, or one that does not fit
/// it or the cap on output; `target` is empty then. Call it on a thread that is not `pool`'s.
///
/// That an index does not fit may show at the end only. What was written until then is not used, and the whole takes up
/// to twice as long: of damaged data, a forged index, and another member behind ours whose length happens to fit.
///
/// Looks at `cancel` before every piece. Needs memory for two pieces and what they hold for each thread; chunks of more
/// than 8 MiB are left to others.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, and those of [`FileReader`] and [`AtomicFile`].
pub fn decompress_file(
    pool: &ThreadPool,
    spec: &Decompression,
    source: &FileReader,
    target: &mut AtomicFile,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Option<FileResult>, Failure> {
    let Some(plan) = plan_of(spec, source) else { return Ok(None) };
    let threads = ordered_parallel::threads_of(pool, spec.threads);
    let sum = crc32fast::Hasher::new();
    let mut ends =
        FileEnds { source, plan: &plan, next: 0, spare: Vec::new(), target, progress, sum, fits: true };
    let done = ordered_parallel::pipeline(pool, threads, &mut ends, |(index, packed)| {
        cancel.check()?;
        // A failure is handled in its turn. It says that the index is wrong, not the data.
        Ok(plan.decode(*index, packed))
    });
    let FileEnds { sum, fits, .. } = ends;
    if fits {
        done?;
    }
    if !fits || sum.finalize() != plan.crc() {
        target.clear()?;
        return Ok(None);
    }
    progress.reach(source.size());
    Ok(Some(FileResult { bytes_read: source.size(), bytes_written: plan.unpacked() }))
}

/// The plan for `source`, if it has an index that can be used. A file that cannot be read here is not looked into: it
/// may have fewer bytes than the system reports.
fn plan_of(spec: &Decompression, source: &FileReader) -> Option<Plan> {
    if !matches!(spec.format, None | Some(Format::Gzip)) || !source.metadata().is_file() {
        return None;
    }
    let mut head = vec![0; source.size().min(Index::MAX_BYTES as u64) as usize];
    source.read_exactly(0, &mut head).ok()?;
    let index = Index::read(&head)?;
    let mut trailer = [0; TRAILER];
    source.read_exactly(source.size().checked_sub(TRAILER as u64)?, &mut trailer).ok()?;
    Plan::of(spec, &index, trailer, source.size())
}

/// From which file pieces come, into which file goes what they hold.
struct FileEnds<'a> {
    source: &'a FileReader,
    plan: &'a Plan,
    /// The next piece to read.
    next: usize,
    /// Memory of pieces that are done.
    spare: Vec<Vec<u8>>,
    target: &'a mut AtomicFile,
    progress: &'a Progress,
    /// The checksum so far.
    sum: crc32fast::Hasher,
    /// Whether all pieces so far were what the index says.
    fits: bool,
}

impl Ends<(usize, Vec<u8>), Decoded> for FileEnds<'_> {
    fn next(&mut self) -> Result<Option<(usize, Vec<u8>)>, Failure> {
        let index = self.next;
        if index == self.plan.len() {
            return Ok(None);
        }
        let mut packed = self.spare.pop().unwrap_or_default();
        self.plan.read(index, self.source, &mut packed)?;
        self.next += 1;
        Ok(Some((index, packed)))
    }

    fn put(&mut self, decoded: Decoded, (index, packed): (usize, Vec<u8>)) -> Result<(), Failure> {
        self.fits = decoded.is_ok();
        let (bytes, crc) = decoded?;
        self.target.write(&bytes)?;
        self.sum.combine(&crc);
        self.progress.reach(self.plan.end_of(index));
        self.spare.push(packed);
        Ok(())
    }
}
