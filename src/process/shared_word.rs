//! One number that two processes share and change in one step, for lib/workers/wire/claims.js.

use std::io;
use std::os::fd::OwnedFd;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering};

use super::arena::system;

/// A page, the least that can be mapped.
const BYTES: usize = 4096;

/// One end's mapping. Both ends can write: only a process that is trusted gets the descriptor.
pub struct SharedWord {
    page: NonNull<u8>,
    /// For the other process.
    descriptor: Option<OwnedFd>,
}

// SAFETY: the mapping belongs to this value alone and is reached only by atomic operations.
unsafe impl Send for SharedWord {}

impl SharedWord {
    /// A new word, which is 0.
    ///
    /// # Errors
    /// What the system says.
    pub fn create() -> io::Result<Self> {
        let descriptor = system::anonymous_file(BYTES)?;
        let page = system::map(&descriptor, BYTES, true)?;
        let mut word = Self { page, descriptor: None };
        system::seal(&descriptor, false)?;
        word.descriptor = Some(descriptor);
        Ok(word)
    }

    /// The word that another process created.
    ///
    /// # Errors
    /// What the system says, among others that the file is smaller.
    pub fn open(descriptor: OwnedFd) -> io::Result<Self> {
        if system::size(&descriptor)? < BYTES as u64 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(Self { page: system::map(&descriptor, BYTES, true)?, descriptor: None })
    }

    /// The descriptor that the other process maps. The caller owns it.
    pub fn take_descriptor(&mut self) -> Option<OwnedFd> {
        self.descriptor.take()
    }

    /// The value.
    pub fn load(&self) -> u32 {
        self.word().load(Ordering::SeqCst)
    }

    /// Writes a value, and gives the one before.
    pub fn exchange(&self, value: u32) -> u32 {
        self.word().swap(value, Ordering::SeqCst)
    }

    /// Writes a value if the one before is `expected`: whether it was.
    pub fn compare_exchange(&self, expected: u32, value: u32) -> bool {
        self.word().compare_exchange(expected, value, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    fn word(&self) -> &AtomicU32 {
        // SAFETY: the start of a page is aligned, mapped for writing for as long as this value lives, and the seal keeps the
        // file from being cut off. Every access of both ends is atomic.
        unsafe { AtomicU32::from_ptr(self.page.as_ptr().cast()) }
    }
}

impl Drop for SharedWord {
    fn drop(&mut self) {
        // SAFETY: mapped by `map` with this length, and nothing refers to it any more.
        unsafe { system::unmap(self.page, BYTES) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_end_writes_the_other_reads() {
        let mut ours = SharedWord::create().unwrap();
        let theirs = SharedWord::open(ours.take_descriptor().unwrap()).unwrap();
        assert_eq!(theirs.load(), 0);
        assert_eq!(ours.exchange(u32::MAX), 0);
        assert_eq!(theirs.load(), u32::MAX);
        assert!(!theirs.compare_exchange(7, 8));
        assert!(theirs.compare_exchange(u32::MAX, 8));
        assert_eq!(ours.load(), 8);
    }

    #[test]
    fn each_change_is_one_step() {
        let mut ours = SharedWord::create().unwrap();
        let theirs = SharedWord::open(ours.take_descriptor().unwrap()).unwrap();
        let adding = std::thread::spawn(move || {
            let mut added = 0;
            while added < 20_000 {
                let before = theirs.load();
                added += u32::from(theirs.compare_exchange(before, before + 1));
            }
        });
        let mut taken = 0;
        while !adding.is_finished() {
            taken += ours.exchange(0);
        }
        adding.join().unwrap();
        assert_eq!(taken + ours.load(), 20_000);
    }

    #[test]
    fn a_descriptor_is_taken_once_and_a_file_that_is_too_small_is_not_opened() {
        let mut ours = SharedWord::create().unwrap();
        assert!(ours.take_descriptor().is_some());
        assert!(ours.take_descriptor().is_none());
        let small = system::anonymous_file(16).unwrap();
        assert!(SharedWord::open(small).is_err());
    }
}
