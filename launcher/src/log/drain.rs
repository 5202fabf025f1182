//! The writer's end of a spool.

use std::fs::{File, Metadata};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::atomic::Ordering;
use std::{io, slice};

use super::lock::Lock;
use super::spool::Spool;

/// The right to take lines out of a spool: one at a time, by the writer's lock, which dropping it gives up.
pub struct Drain {
    spool: Spool,
}

impl Drain {
    /// Waits until the writer before has ended.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(spool: Spool) -> io::Result<Self> {
        Lock::Writer.wait(&spool.file)?;
        Ok(Self { spool })
    }

    pub fn spool(&self) -> &Spool {
        &self.spool
    }

    /// The oldest bytes that wait, at most this many.
    pub fn waiting(&self, most: usize) -> &[u8] {
        let head = self.spool.head();
        let taken = self.spool.tail().wrapping_sub(head);
        let length = usize::try_from(taken).unwrap_or(usize::MAX).min(self.spool.capacity()).min(most);
        // SAFETY: between `head` and `tail`, which the service does not write to until `head` has passed it. Only `written`
        // moves `head`, which this borrow excludes. It is no longer than the ring, which is mapped twice.
        unsafe { slice::from_raw_parts(self.spool.mapping.ring(head), length) }
    }

    /// Whether what was written last is not the end of a line.
    pub fn is_in_line(&self) -> bool {
        self.spool.is_in_line(self.spool.head())
    }

    /// Notes that `length` bytes are about to be appended to a file, for the writer that follows if this one dies meanwhile.
    pub fn intend(&mut self, file: &Metadata, length: usize) {
        let intent = &self.spool.mapping.header().intent;
        // It holds for no byte while it is incomplete.
        intent.position.store(u64::MAX, Ordering::SeqCst);
        intent.device.store(file.dev(), Ordering::SeqCst);
        intent.inode.store(file.ino(), Ordering::SeqCst);
        intent.offset.store(file.len(), Ordering::SeqCst);
        intent.length.store(length as u64, Ordering::SeqCst);
        intent.position.store(self.spool.head(), Ordering::SeqCst);
    }

    /// The first bytes that wait are in the log.
    pub fn written(&mut self, bytes: usize) {
        self.spool.mapping.header().head.fetch_add(bytes as u64, Ordering::SeqCst);
    }

    /// After the death of a writer: what it had appended, and had not counted yet, is not written again.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn settle(&mut self, file: &File) -> io::Result<()> {
        let intent = &self.spool.mapping.header().intent;
        let metadata = file.metadata()?;
        let holds = intent.position.load(Ordering::SeqCst) == self.spool.head()
            && intent.device.load(Ordering::SeqCst) == metadata.dev()
            && intent.inode.load(Ordering::SeqCst) == metadata.ino();
        if holds {
            let length = usize::try_from(intent.length.load(Ordering::SeqCst)).unwrap_or(usize::MAX);
            let waiting = self.waiting(length);
            let there = bytes_at(file, intent.offset.load(Ordering::SeqCst), waiting.len())?;
            // Where it differs another program has appended too: better twice than not at all.
            if waiting.starts_with(&there) {
                self.written(there.len());
            }
        }
        Ok(())
    }

    /// Gives up the writer's lock.
    pub fn end(self) -> Spool {
        Lock::Writer.release(&self.spool.file);
        self.spool
    }
}

/// `length` bytes of a file, or as many as there are.
fn bytes_at(file: &File, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    let mut filled = 0;
    while filled < length {
        match file.read_at(&mut bytes[filled..], offset + filled as u64)? {
            0 => break,
            read => filled += read,
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}
