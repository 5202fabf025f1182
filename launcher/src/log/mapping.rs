//! The memory of a spool. The ring is mapped twice in a row, so that any run of bytes in it is one slice.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::ptr::{self, NonNull};

use super::format::{Header, PAGE};

/// A mapping of a spool, which stays until it is dropped.
pub(super) struct Mapping {
    base: NonNull<u8>,
    capacity: usize,
}

// SAFETY: the mapping belongs to this value, and may be used and undone by any thread. The header is atomic; who may touch
// which bytes of the ring is for the callers of `ring` to uphold.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps a file that is as long as a spool of this capacity.
    pub(super) fn of(file: &File, capacity: usize) -> io::Result<Self> {
        let none = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: a new mapping at an address that the kernel chooses.
        let base = unsafe { libc::mmap(ptr::null_mut(), PAGE + 2 * capacity, libc::PROT_NONE, none, -1, 0) };
        if base == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let base = NonNull::new(base.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        let mapping = Self { base, capacity };
        mapping.place(file, 0, 0, PAGE + capacity)?;
        mapping.place(file, PAGE + capacity, PAGE, capacity)?;
        Ok(mapping)
    }

    /// Puts this part of the file at this place.
    fn place(&self, file: &File, place: usize, from: usize, length: usize) -> io::Result<()> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_SHARED | libc::MAP_FIXED | libc::MAP_POPULATE;
        // SAFETY: replaces a part of the mapping that `of` has made, which nothing refers to yet.
        let placed = unsafe {
            let at = self.base.as_ptr().add(place).cast();
            libc::mmap(at, length, protection, flags, file.as_raw_fd(), from as libc::off_t)
        };
        if placed == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    pub(super) fn header(&self) -> &Header {
        // SAFETY: the file's first page, mapped for as long as this value lives, aligned to a page; its fields are atomic.
        unsafe { self.base.cast().as_ref() }
    }

    /// Where the byte with this number is: as many bytes as the capacity follow it.
    pub(super) fn ring(&self, number: u64) -> *mut u8 {
        // SAFETY: less than a capacity beyond the first page, and two capacities are mapped behind that.
        unsafe { self.base.as_ptr().add(PAGE + (number % self.capacity as u64) as usize) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: mapped by `of` with this length, and nothing refers to it any more.
        unsafe { libc::munmap(self.base.as_ptr().cast(), PAGE + 2 * self.capacity) };
    }
}
