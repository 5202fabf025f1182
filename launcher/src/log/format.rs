//! The file of a spool: a page with the [`Header`], then the ring.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU32, AtomicU64};

/// Length of the header's page. The ring is a whole number of these.
pub(super) const PAGE: usize = 4096;

const MAGIC: u64 = u64::from_le_bytes(*b"offlog\x00\x01");

/// What both processes share. Numbers of bytes only grow; a byte's place in the ring is its number modulo the capacity.
#[repr(C)]
pub(super) struct Header {
    /// Written last: a spool without it was never used.
    pub magic: AtomicU64,
    pub capacity: AtomicU64,
    /// Bytes that were put in, ever. The service's.
    pub tail: AtomicU64,
    /// Bytes that were written to the log, ever. The writer's.
    pub head: AtomicU64,
    /// 1 while the writer has to be woken. The writer sets it, either clears it.
    pub sleeping: AtomicU32,
    /// The error that the writer meets at present, 0 for none. The writer's.
    pub errno: AtomicU32,
    pub intent: Intent,
}

/// What is about to be appended: to which file, from which size on, how much, beginning with which byte. It holds while `head`
/// is that byte. The writer's.
#[repr(C)]
pub(super) struct Intent {
    pub device: AtomicU64,
    pub inode: AtomicU64,
    pub offset: AtomicU64,
    pub length: AtomicU64,
    pub position: AtomicU64,
}

/// Makes a spool of a file that was never used as one, and returns its capacity; one that was keeps what it has. Its room is
/// on the disk before it is mapped, so that no write to the mapping can fail. The service's lock is held.
///
/// # Errors
/// What the system says; `EEXIST` for a file that is something else.
pub(super) fn prepare(file: &File, capacity: usize) -> io::Result<usize> {
    if let Some(found) = capacity_of(file)? {
        return Ok(found);
    }
    file.set_len(0)?;
    let length = (PAGE + capacity) as libc::off_t;
    // SAFETY: takes numbers only; the descriptor is open.
    let errno = unsafe { libc::posix_fallocate(file.as_raw_fd(), 0, length) };
    if errno != 0 {
        // What there is of it would only fill the disk further.
        let _ = file.set_len(0);
        return Err(io::Error::from_raw_os_error(errno));
    }
    file.write_all_at(&(capacity as u64).to_ne_bytes(), 8)?;
    file.write_all_at(&MAGIC.to_ne_bytes(), 0)?;
    Ok(capacity)
}

/// The capacity of a spool; none for a file that was never one.
///
/// # Errors
/// As for [`prepare`].
pub(super) fn capacity_of(file: &File) -> io::Result<Option<usize>> {
    let size = file.metadata()?.len();
    if size == 0 {
        return Ok(None);
    }
    let mut start = [0; 32];
    file.read_exact_at(&mut start, 0).map_err(|_| not_a_spool())?;
    let [magic, capacity, tail, head] = words(&start);
    if (magic, tail, head) == (0, 0, 0) {
        return Ok(None);
    }
    let is_whole = capacity > 0 && capacity.is_multiple_of(PAGE as u64) && size == PAGE as u64 + capacity;
    let is_in_order = tail.checked_sub(head).is_some_and(|taken| taken <= capacity);
    if magic == MAGIC && is_whole && is_in_order { Ok(Some(capacity as usize)) } else { Err(not_a_spool()) }
}

fn words(bytes: &[u8; 32]) -> [u64; 4] {
    let (words, _) = bytes.as_chunks::<8>();
    [words[0], words[1], words[2], words[3]].map(u64::from_ne_bytes)
}

fn not_a_spool() -> io::Error {
    io::Error::from_raw_os_error(libc::EEXIST)
}
