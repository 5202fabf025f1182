//! The service's end of a spool.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::{fs, io, slice};

use super::format::prepare;
use super::lock::Lock;
use super::mapping::Mapping;
use super::spool::{Spool, is_at};

/// The right to put lines into a spool: one at a time, by the service's lock, which dropping it gives up.
pub struct Feed {
    spool: Arc<Spool>,
    /// Whether the line before has no end, and never will: a service died while it put in a line longer than the spool.
    is_torn: bool,
}

impl Feed {
    /// Opens the spool of a log, or makes it. None where another service has it.
    ///
    /// # Errors
    /// What the system says; `EEXIST` for a file that is not a spool.
    pub fn open(path: &Path, capacity: usize, log: &File) -> io::Result<Option<Self>> {
        let Some(file) = lock_file(path)? else { return Ok(None) };
        let capacity = prepare(&file, capacity)?;
        let spool = Arc::new(Spool { mapping: Mapping::of(&file, capacity)?, file });
        let tail = spool.tail();
        let is_torn = if tail > 0 { spool.is_in_line(tail) } else { ends_in_line(log)? };
        Ok(Some(Self { spool, is_torn }))
    }

    pub fn spool(&self) -> &Arc<Spool> {
        &self.spool
    }

    /// Puts bytes in, all or none: false where there is no room.
    pub fn put(&mut self, bytes: &[u8]) -> bool {
        self.put_with(bytes.len(), |room| {
            room[..bytes.len()].copy_from_slice(bytes);
            bytes.len()
        })
    }

    /// Lends room of `most` bytes to `fill`, which returns how many it has filled. False where there is no such room.
    pub fn put_with(&mut self, most: usize, fill: impl FnOnce(&mut [u8]) -> usize) -> bool {
        let end = usize::from(self.is_torn);
        if !self.spool.has_room(most + end) {
            return false;
        }
        let tail = self.spool.tail();
        // SAFETY: beyond `tail` and before `head`, which the writer does not read; only this value writes there, since it
        // has the service's lock and is borrowed for it alone. It is shorter than the ring, which is mapped twice.
        let room = unsafe { slice::from_raw_parts_mut(self.spool.mapping.ring(tail), most + end) };
        room[..end].fill(b'\n');
        let filled = end + fill(&mut room[end..]).min(most);
        self.spool.mapping.header().tail.store(tail + filled as u64, Ordering::Release);
        self.is_torn = false;
        true
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        Lock::Service.release(&self.spool.file);
    }
}

/// The file at this path with the service's lock, made if there is none. None where another service has it.
///
/// # Errors
/// `EEXIST` for what is not a file: it cannot be opened, or must not be, as to open a device may do something.
fn lock_file(path: &Path) -> io::Result<Option<File>> {
    loop {
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(io::Error::from_raw_os_error(libc::EEXIST));
        }
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        // A writer that ends has the lock for a moment, to remove the spool.
        let is_ours = Lock::Service.try_take_soon(&file)?;
        if !is_ours || is_at(&file, path) {
            return Ok(is_ours.then_some(file));
        }
    }
}

/// Whether the log's last line has no end.
fn ends_in_line(log: &File) -> io::Result<bool> {
    let size = log.metadata()?.len();
    let mut last = *b"\n";
    if size > 0 {
        log.read_at(&mut last, size - 1)?;
    }
    Ok(last != *b"\n")
}
