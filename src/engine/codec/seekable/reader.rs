//! Reading at any place.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPool;

use super::frame::{AT_ONCE, decode};
use super::table::{Frame, Table};
use crate::engine::cancel::Cancel;
use crate::engine::codec::ordered_parallel::{self, Ends};
use crate::engine::codec::read_at::ReadAt;
use crate::engine::codec::{Decompression, output};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::input::InputBytes;

/// Seekable data that is open. Any number of threads may read it.
pub struct Reader {
    stored: Stored,
    table: Table,
    spec: Arc<Decompression>,
    recent: Recent,
}

/// What the frame holds that a read stayed within last, by its index: the next read often stays there too.
#[derive(Default)]
struct Recent(Mutex<Option<(usize, Arc<Vec<u8>>)>>);

enum Stored {
    Memory(Vec<u8>),
    File(FileReader),
}

impl Reader {
    /// Opens a file, which stays open as long as the reader is there. Of `spec` the dictionary counts, and
    /// for each read the cap on output and the number of threads.
    ///
    /// # Errors
    /// `NotSeekable` without a seek table that fits; `OutOfMemory`; those of [`FileReader`].
    pub fn of_file(path: &Path, spec: &Arc<Decompression>) -> Result<Self, Failure> {
        let file = FileReader::open(path)?;
        let table = Table::find(&file)?.ok_or(Failure::NotSeekable)?;
        Ok(Self { stored: Stored::File(file), table, spec: Arc::clone(spec), recent: Recent::default() })
    }

    /// Opens a copy of `bytes`.
    ///
    /// # Errors
    /// `NotSeekable`, `OutOfMemory`.
    pub fn of_bytes(bytes: &InputBytes<'_>, spec: &Arc<Decompression>) -> Result<Self, Failure> {
        let mut copy = Vec::new();
        bytes.bytes(0, bytes.len(), &mut copy)?;
        let table = Table::find(&InputBytes::Private(&copy))?.ok_or(Failure::NotSeekable)?;
        Ok(Self { stored: Stored::Memory(copy), table, spec: Arc::clone(spec), recent: Recent::default() })
    }

    /// Bytes of the decompressed data, as the seek table says.
    pub fn size(&self) -> u64 {
        self.table.unpacked()
    }

    /// Whether the data is in memory: [`read`](Self::read) then only computes.
    pub fn is_in_memory(&self) -> bool {
        matches!(self.stored, Stored::Memory(_))
    }

    /// Decompresses `length` bytes from `offset` on, or as many as there are, on idle threads of `pool`. Call it on
    /// one of these threads if the data is in memory, else on another one.
    ///
    /// Decodes the frames that hold them, whole, and verifies their checksums. Looks at `cancel` at every frame, and
    /// every 8 MiB. Needs memory for what is read, and for some frames for each thread of the pool. Keeps a frame of at
    /// most 8 MiB, if the read stayed within it.
    ///
    /// # Errors
    /// `Aborted`; `TooLarge` if that is more than the cap on output; `Data` for a damaged frame or one that is not
    /// what the table says; `OutOfMemory`; those of [`FileReader`].
    pub fn read(
        &self,
        offset: u64,
        length: u64,
        pool: &ThreadPool,
        cancel: &Cancel,
    ) -> Result<Vec<u8>, Failure> {
        let wanted = offset.min(self.size())..offset.saturating_add(length).min(self.size());
        let bytes = wanted.end - wanted.start;
        if bytes > self.spec.max_output {
            return Err(Failure::TooLarge { limit: self.spec.max_output });
        }
        let indexes = self.table.frames_of(&wanted);
        let frame = self.table.frame(indexes.start);
        if indexes.len() == 1 && wanted != frame.unpacked && frame.unpacked_bytes() as u64 <= AT_ONCE {
            return self.read_within(indexes.start, &frame, &wanted, pool, cancel);
        }
        self.read_frames(&wanted, pool, cancel)
    }

    /// Reads a part of one frame.
    fn read_within(
        &self,
        index: usize,
        frame: &Frame,
        wanted: &Range<u64>,
        pool: &ThreadPool,
        cancel: &Cancel,
    ) -> Result<Vec<u8>, Failure> {
        let held = match self.recent.get(index) {
            Some(held) => held,
            None => self.recent.keep(index, self.read_frames(&frame.unpacked, pool, cancel)?),
        };
        let place = |at: u64| (at - frame.unpacked.start) as usize;
        let part = &held[place(wanted.start)..place(wanted.end)];
        let mut out = Vec::new();
        output::reserve_exact(&mut out, part.len())?;
        out.extend_from_slice(part);
        Ok(out)
    }

    fn read_frames(
        &self,
        wanted: &Range<u64>,
        pool: &ThreadPool,
        cancel: &Cancel,
    ) -> Result<Vec<u8>, Failure> {
        let bytes = wanted.end - wanted.start;
        let too_large = |_| Failure::OutOfMemory { bytes: usize::MAX };
        let mut out = Vec::new();
        output::reserve_exact(&mut out, usize::try_from(bytes).map_err(too_large)?)?;
        match &self.stored {
            Stored::Memory(stored) => self.read_memory(stored, wanted, &mut out, cancel)?,
            Stored::File(file) => self.read_file(file, wanted, &mut out, pool, cancel)?,
        }
        Ok(out)
    }

    fn read_memory(
        &self,
        stored: &[u8],
        wanted: &Range<u64>,
        out: &mut Vec<u8>,
        cancel: &Cancel,
    ) -> Result<(), Failure> {
        let indexes = self.table.frames_of(wanted);
        let make = |index: usize, _: &mut Vec<u8>| {
            let frame = self.table.frame(indexes.start + index);
            self.part(&frame, &stored[frame.packed.start as usize..frame.packed.end as usize], wanted, cancel)
        };
        ordered_parallel::each(
            indexes.len(),
            ordered_parallel::threads_here(self.spec.threads),
            make,
            |bytes| {
                out.extend_from_slice(&bytes);
                Ok(())
            },
        )
    }

    fn read_file(
        &self,
        file: &FileReader,
        wanted: &Range<u64>,
        out: &mut Vec<u8>,
        pool: &ThreadPool,
        cancel: &Cancel,
    ) -> Result<(), Failure> {
        let mut ends = FileEnds { file, table: &self.table, indexes: self.table.frames_of(wanted), out };
        let threads = ordered_parallel::threads_of(pool, self.spec.threads);
        ordered_parallel::pipeline(pool, threads, &mut ends, |(frame, packed)| {
            self.part(frame, packed, wanted, cancel)
        })
    }

    /// Those bytes of a frame that are wanted.
    fn part(
        &self,
        frame: &Frame,
        packed: &[u8],
        wanted: &Range<u64>,
        cancel: &Cancel,
    ) -> Result<Vec<u8>, Failure> {
        cancel.check()?;
        decode(&self.spec, packed, frame, wanted, cancel)?
    }
}

impl Recent {
    fn get(&self, index: usize) -> Option<Arc<Vec<u8>>> {
        self.lock().as_ref().filter(|(kept, _)| *kept == index).map(|(_, held)| Arc::clone(held))
    }

    /// Keeps what the frame holds, and gives it.
    fn keep(&self, index: usize, held: Vec<u8>) -> Arc<Vec<u8>> {
        let held = Arc::new(held);
        *self.lock() = Some((index, Arc::clone(&held)));
        held
    }

    fn lock(&self) -> MutexGuard<'_, Option<(usize, Arc<Vec<u8>>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From which file frames come, into which memory goes what they hold.
struct FileEnds<'a> {
    file: &'a FileReader,
    table: &'a Table,
    /// Frames to read.
    indexes: Range<usize>,
    out: &'a mut Vec<u8>,
}

impl Ends<(Frame, Vec<u8>), Vec<u8>> for FileEnds<'_> {
    fn next(&mut self) -> Result<Option<(Frame, Vec<u8>)>, Failure> {
        let Some(index) = self.indexes.next() else { return Ok(None) };
        let (frame, mut packed) = (self.table.frame(index), Vec::new());
        self.file.bytes(frame.packed.start, frame.packed_bytes(), &mut packed)?;
        Ok(Some((frame, packed)))
    }

    fn put(&mut self, bytes: Vec<u8>, _: (Frame, Vec<u8>)) -> Result<(), Failure> {
        self.out.extend_from_slice(&bytes);
        Ok(())
    }
}
