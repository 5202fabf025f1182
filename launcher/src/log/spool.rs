//! What a service and the writer of its log share, each by a mapping of its own: see the [module](super).

use std::fs::{File, Metadata, OpenOptions};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{Ordering, fence};
use std::{fs, io};

use super::format::capacity_of;
use super::lock::Lock;
use super::mapping::Mapping;

/// A spool that is open in this process.
pub struct Spool {
    pub(super) file: File,
    pub(super) mapping: Mapping,
}

impl Spool {
    /// Maps a spool that a service has made.
    ///
    /// # Errors
    /// What the system says; `EEXIST` for a file that is not a spool.
    pub fn of(file: File) -> io::Result<Self> {
        let capacity = capacity_of(&file)?.ok_or_else(|| io::Error::from_raw_os_error(libc::EEXIST))?;
        Ok(Self { mapping: Mapping::of(&file, capacity)?, file })
    }

    /// The same file, with an open file description of its own: what is locked by one is not by the other. It need not
    /// have a name any more.
    ///
    /// # Errors
    /// What the system says, also where `/proc` is not mounted.
    pub fn reopen(&self) -> io::Result<File> {
        let path = format!("/proc/self/fd/{}", self.file.as_raw_fd());
        OpenOptions::new().read(true).write(true).open(path)
    }

    /// Removes the spool if it is empty, and no archiver, writer or service has it, whose locks would go with it.
    pub fn remove_unused(&self, path: &Path) {
        let has = |lock: Lock| lock.try_take(&self.file).unwrap_or(false);
        // A process that ends closes its socket before it gives up its locks. The service's is last: another one waits for it.
        let is_ours = has(Lock::Archive)
            && has(Lock::Writer)
            && Lock::Service.try_take_soon(&self.file).unwrap_or(false);
        if is_ours && self.is_empty() && self.is_at(path) {
            let _ = fs::remove_file(path);
        }
        for lock in [Lock::Service, Lock::Writer, Lock::Archive] {
            lock.release(&self.file);
        }
    }

    /// Whether the spool is what has this name.
    fn is_at(&self, path: &Path) -> bool {
        is_at(&self.file, path)
    }

    /// Whether the writer waits to be woken; each time only once.
    pub fn has_to_be_woken(&self) -> bool {
        // What was put in is seen by a writer that falls asleep now, or its flag is seen here.
        fence(Ordering::SeqCst);
        let sleeping = &self.mapping.header().sleeping;
        sleeping.load(Ordering::Relaxed) == 1 && sleeping.swap(0, Ordering::SeqCst) == 1
    }

    /// Says that the writer is about to sleep: false where there is something to write after all.
    pub(super) fn fall_asleep(&self) -> bool {
        self.mapping.header().sleeping.store(1, Ordering::SeqCst);
        fence(Ordering::SeqCst);
        self.is_empty()
    }

    pub(super) fn awake(&self) {
        self.mapping.header().sleeping.store(0, Ordering::SeqCst);
    }

    /// Whether all that was put in is written.
    pub fn is_empty(&self) -> bool {
        self.head() == self.tail()
    }

    /// Bytes that were put in, ever.
    pub fn tail(&self) -> u64 {
        self.mapping.header().tail.load(Ordering::Acquire)
    }

    /// Bytes that were written to the log, ever.
    pub fn head(&self) -> u64 {
        self.mapping.header().head.load(Ordering::Acquire)
    }

    /// Whether this many bytes more fit. A byte is always left free, so that the last one written stays to be looked at.
    pub fn has_room(&self, bytes: usize) -> bool {
        let taken = self.tail().wrapping_sub(self.head());
        // The other process might have damaged the numbers: no room then, rather than memory that is not ours.
        usize::try_from(taken)
            .ok()
            .and_then(|taken| self.capacity().checked_sub(taken))
            .is_some_and(|free| bytes < free)
    }

    pub fn capacity(&self) -> usize {
        self.mapping.capacity()
    }

    /// The error that the writer meets at present, 0 for none.
    pub fn errno(&self) -> i32 {
        self.mapping.header().errno.load(Ordering::Relaxed) as i32
    }

    pub(super) fn set_errno(&self, errno: i32) {
        self.mapping.header().errno.store(errno as u32, Ordering::Relaxed);
    }

    /// Whether the byte before this one, which was put in or written last, is other than the end of a line.
    pub(super) fn is_in_line(&self, number: u64) -> bool {
        // SAFETY: a byte of the ring, which no one writes to: it is the last one put in, by this process, or the last one
        // written, which `has_room` leaves.
        number > 0 && unsafe { *self.mapping.ring(number - 1) } != b'\n'
    }
}

/// Whether this file is what has this name.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let id = |metadata: Metadata| (metadata.dev(), metadata.ino());
    fs::metadata(path).is_ok_and(|there| file.metadata().is_ok_and(|ours| id(ours) == id(there)))
}
