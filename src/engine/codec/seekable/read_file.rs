//! File to file: one thread reads frames and writes what they hold, the pool decompresses several at a time.

use rayon::ThreadPool;

use super::frame::{AT_ONCE, Decoded, decode};
use super::table::{Frame, Table};
use crate::engine::atomic_file::AtomicFile;
use crate::engine::cancel::Cancel;
use crate::engine::codec::FileResult;
use crate::engine::codec::ordered_parallel::{self, Ends};
use crate::engine::codec::read_at::ReadAt;
use crate::engine::codec::{Decompression, Format};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::progress::Progress;

/// How far decompressing by a seek table came.
#[derive(Default)]
pub struct Parts {
    pub result: FileResult,
    /// Whether that is all. If not, what follows is to be decompressed as if there were no table.
    pub complete: bool,
}

/// Decompresses `source` into `target` by its seek table as far as that fits: not at all if there is none. Call it on
/// a thread that is not `pool`'s.
///
/// Needs memory for two frames for each thread of the pool; frames of more than 8 MiB are left to others.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, those of [`FileReader`] and [`AtomicFile`], and `Data` if a checksum does not match.
pub fn decompress_file(
    pool: &ThreadPool,
    spec: &Decompression,
    source: &FileReader,
    target: &mut AtomicFile,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<Parts, Failure> {
    let Some(table) = table_of(spec, source)? else { return Ok(Parts::default()) };
    let mut ends =
        FileEnds { source, table: &table, next: 0, target, progress, parts: Parts::default(), fits: true };
    let threads = ordered_parallel::threads_of(pool, spec.threads);
    let done = ordered_parallel::pipeline(pool, threads, &mut ends, |(frame, packed)| {
        cancel.check()?;
        decode(spec, packed, frame, &frame.unpacked, cancel)
    });
    let FileEnds { mut parts, fits, .. } = ends;
    if fits {
        done?;
        progress.advance(source.size() - parts.result.bytes_read);
        parts.result.bytes_read = source.size();
        parts.complete = true;
    }
    Ok(parts)
}

/// The table of `source`, if it can be used.
fn table_of(spec: &Decompression, source: &FileReader) -> Result<Option<Table>, Failure> {
    let zstd = matches!(spec.format, None | Some(Format::Zstd));
    // A frame that is decoded in one go needs no window, and the library does not look at its size.
    if !zstd || spec.window_bits.is_some() || !source.metadata().is_file() {
        return Ok(None);
    }
    // What does not compress grows a little.
    let fits =
        |frame: Frame| frame.unpacked_bytes() as u64 <= AT_ONCE && frame.packed_bytes() as u64 <= 2 * AT_ONCE;
    let usable = |table: &Table| {
        table.unpacked() <= spec.max_output && (0..table.len()).all(|index| fits(table.frame(index)))
    };
    Ok(Table::find(source)?.filter(usable))
}

/// From which file frames come, into which file goes what they hold.
struct FileEnds<'a> {
    source: &'a FileReader,
    table: &'a Table,
    /// The next frame to read.
    next: usize,
    target: &'a mut AtomicFile,
    progress: &'a Progress,
    parts: Parts,
    /// Whether all frames so far were what the table says.
    fits: bool,
}

impl Ends<(Frame, Vec<u8>), Decoded> for FileEnds<'_> {
    fn next(&mut self) -> Result<Option<(Frame, Vec<u8>)>, Failure> {
        if self.next == self.table.len() {
            return Ok(None);
        }
        let (frame, mut packed) = (self.table.frame(self.next), Vec::new());
        self.source.bytes(frame.packed.start, frame.packed_bytes(), &mut packed)?;
        self.next += 1;
        Ok(Some((frame, packed)))
    }

    fn put(&mut self, bytes: Decoded, (frame, _): (Frame, Vec<u8>)) -> Result<(), Failure> {
        self.fits = bytes.is_ok();
        let bytes = bytes?;
        self.target.write(&bytes)?;
        self.progress.advance(frame.packed_bytes() as u64);
        self.parts.result = FileResult { bytes_read: frame.packed.end, bytes_written: frame.unpacked.end };
        Ok(())
    }
}
