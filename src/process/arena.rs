//! Memory that two processes share, in slots of one size: one of them fills slots, the other copies them out.
//!
//! The memory is an anonymous file, sealed before the other process can get at it: it can never be shrunk (reading
//! what is no longer there would be a SIGBUS), grown, or, where the other process is only to read, be mapped for
//! writing once more. It is reused, since page faults cost more than copying.

use std::io;
use std::os::fd::OwnedFd;
use std::ptr::{self, NonNull};

/// How an end uses the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Fills,
    CopiesOut,
}

/// One end's mapping of all slots.
pub struct Arena {
    start: NonNull<u8>,
    slots: usize,
    slot_bytes: usize,
    end: End,
    /// For the other process.
    descriptor: Option<OwnedFd>,
}

// SAFETY: the mapping belongs to this value alone and is reached only by raw copies within its bounds.
unsafe impl Send for Arena {}

impl Arena {
    /// New memory, of which this process is `end`. The other's descriptor is [`take_descriptor`](Self::take_descriptor).
    ///
    /// # Errors
    /// What the system says.
    pub fn create(slots: usize, slot_bytes: usize, end: End) -> io::Result<Self> {
        let descriptor = system::anonymous_file(slots * slot_bytes)?;
        let start = system::map(&descriptor, slots * slot_bytes, end == End::Fills)?;
        let mut arena = Self { start, slots, slot_bytes, end, descriptor: None };
        // After mapping it: from here on it cannot be mapped for writing, where the other end is to read.
        system::seal(&descriptor, end == End::Fills)?;
        arena.descriptor = Some(descriptor);
        Ok(arena)
    }

    /// The memory that another process created, of which this one is the other end.
    ///
    /// # Errors
    /// What the system says, among others that the file is smaller.
    pub fn open(descriptor: OwnedFd, slots: usize, slot_bytes: usize, end: End) -> io::Result<Self> {
        if system::size(&descriptor)? < (slots * slot_bytes) as u64 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let start = system::map(&descriptor, slots * slot_bytes, end == End::Fills)?;
        Ok(Self { start, slots, slot_bytes, end, descriptor: None })
    }

    /// The descriptor that the other process maps. The caller owns it.
    pub fn take_descriptor(&mut self) -> Option<OwnedFd> {
        self.descriptor.take()
    }

    /// Fills a slot with the beginning of `bytes`: how many of them.
    ///
    /// # Errors
    /// `InvalidInput` if the slot does not exist or this end does not fill it.
    pub fn put(&self, slot: usize, bytes: &[u8]) -> io::Result<usize> {
        if self.end != End::Fills {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let length = bytes.len().min(self.slot_bytes);
        let target = self.slot(slot)?;
        // SAFETY: `target` is the start of `slot_bytes` bytes mapped for writing, which no Rust reference covers.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), target, length) };
        Ok(length)
    }

    /// Copies the beginning of a slot out into all of `target`. What the other process writes meanwhile may or may not
    /// be seen; what was copied is ours.
    ///
    /// # Errors
    /// `InvalidInput` if the slot does not exist or is shorter.
    pub fn take(&self, slot: usize, target: &mut [u8]) -> io::Result<()> {
        if target.len() > self.slot_bytes {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let source = self.slot(slot)?;
        // SAFETY: `source` is the start of `slot_bytes` mapped bytes, which the seal keeps from being cut off.
        unsafe { ptr::copy_nonoverlapping(source, target.as_mut_ptr(), target.len()) };
        Ok(())
    }

    fn slot(&self, slot: usize) -> io::Result<*mut u8> {
        if slot >= self.slots {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        // SAFETY: within the mapping, by the check above.
        Ok(unsafe { self.start.as_ptr().add(slot * self.slot_bytes) })
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        // SAFETY: mapped by `map` with this length, and nothing refers to it any more.
        unsafe { system::unmap(self.start, self.slots * self.slot_bytes) };
    }
}

pub(super) mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
    use std::ptr::{self, NonNull};

    /// An empty file in memory, of this size, that can be sealed and that holds no code.
    pub fn anonymous_file(bytes: usize) -> io::Result<OwnedFd> {
        let flags = libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
        // Kernels before 6.3 do not know the flag that forbids execution.
        let descriptor = memfd(flags | libc::MFD_NOEXEC_SEAL).or_else(|_| memfd(flags))?;
        let file = File::from(descriptor);
        file.set_len(bytes as u64)?;
        Ok(file.into())
    }

    fn memfd(flags: libc::c_uint) -> io::Result<OwnedFd> {
        // SAFETY: the name is a C string; the call has no other requirement.
        let descriptor = unsafe { libc::memfd_create(c"offloop".as_ptr(), flags) };
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the call has just made it, so that nothing else owns it.
        Ok(unsafe { OwnedFd::from_raw_fd(descriptor) })
    }

    /// Fixes the size for good, and, if `read_only`, that mappings made from now on cannot be written to.
    pub fn seal(descriptor: &OwnedFd, read_only: bool) -> io::Result<()> {
        let size = libc::F_SEAL_SHRINK | libc::F_SEAL_GROW;
        let write = if read_only { libc::F_SEAL_FUTURE_WRITE } else { 0 };
        // SAFETY: the descriptor is open; the call takes an integer.
        let result = unsafe {
            libc::fcntl(descriptor.as_raw_fd(), libc::F_ADD_SEALS, size | write | libc::F_SEAL_SEAL)
        };
        if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    }

    pub fn size(descriptor: &OwnedFd) -> io::Result<u64> {
        Ok(File::from(descriptor.try_clone()?).metadata()?.len())
    }

    pub fn map(descriptor: &OwnedFd, bytes: usize, writable: bool) -> io::Result<NonNull<u8>> {
        let protection = if writable { libc::PROT_READ | libc::PROT_WRITE } else { libc::PROT_READ };
        // SAFETY: a new mapping at an address that the system chooses touches no other memory.
        let start = unsafe {
            let descriptor = descriptor.as_raw_fd();
            libc::mmap(ptr::null_mut(), bytes, protection, libc::MAP_SHARED, descriptor, 0)
        };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        NonNull::new(start.cast()).ok_or_else(|| io::ErrorKind::OutOfMemory.into())
    }

    /// # Safety
    /// `start` is a mapping of this many bytes, which is not used any more.
    pub unsafe fn unmap(start: NonNull<u8>, bytes: usize) {
        // SAFETY: by contract.
        unsafe { libc::munmap(start.as_ptr().cast(), bytes) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOTS: usize = 4;
    const BYTES: usize = 8192;

    fn pair(end: End, other: End) -> (Arena, Arena) {
        let mut ours = Arena::create(SLOTS, BYTES, end).unwrap();
        let descriptor = ours.take_descriptor().unwrap();
        (ours, Arena::open(descriptor, SLOTS, BYTES, other).unwrap())
    }

    #[test]
    fn what_one_end_fills_the_other_copies_out() {
        for (ours, theirs) in [(End::Fills, End::CopiesOut), (End::CopiesOut, End::Fills)] {
            let (first, second) = pair(ours, theirs);
            let (filler, reader) = if ours == End::Fills { (&first, &second) } else { (&second, &first) };
            let bytes: Vec<u8> = (0..BYTES + 100).map(|index| index as u8).collect();
            for slot in 0..SLOTS {
                assert_eq!(filler.put(slot, &bytes[slot..]).unwrap(), BYTES);
            }
            for slot in 0..SLOTS {
                let mut copy = vec![0; BYTES];
                reader.take(slot, &mut copy).unwrap();
                assert!(copy == bytes[slot..slot + BYTES]);
            }
        }
    }

    #[test]
    fn slots_and_lengths_are_checked() {
        let (filler, reader) = pair(End::Fills, End::CopiesOut);
        assert!(filler.put(SLOTS, b"x").is_err());
        assert!(reader.put(0, b"x").is_err());
        assert!(reader.take(SLOTS, &mut [0]).is_err());
        assert!(reader.take(0, &mut vec![0; BYTES + 1]).is_err());
    }

    #[test]
    fn the_other_process_can_neither_shrink_nor_grow_the_memory_nor_write_to_what_it_is_to_read() {
        let mut ours = Arena::create(SLOTS, BYTES, End::Fills).unwrap();
        let descriptor = ours.take_descriptor().unwrap();
        let file = std::fs::File::from(descriptor.try_clone().unwrap());
        for length in [0, 2 * (SLOTS * BYTES) as u64] {
            assert_eq!(file.set_len(length).unwrap_err().raw_os_error(), Some(libc::EPERM));
        }
        let refused = system::map(&descriptor, BYTES, true).unwrap_err();
        assert_eq!(refused.raw_os_error(), Some(libc::EPERM));
        assert!(system::seal(&descriptor, false).is_err());

        let theirs = Arena::create(SLOTS, BYTES, End::CopiesOut).unwrap().take_descriptor().unwrap();
        assert!(std::fs::File::from(theirs.try_clone().unwrap()).set_len(0).is_err());
        assert!(system::map(&theirs, BYTES, true).is_ok());
    }

    #[test]
    fn memory_that_is_too_small_is_not_opened() {
        let descriptor = Arena::create(1, BYTES, End::Fills).unwrap().take_descriptor().unwrap();
        assert!(Arena::open(descriptor, SLOTS, BYTES, End::CopiesOut).is_err());
    }
}
