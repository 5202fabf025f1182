//! Locks of the spool: bytes of the file, held by an open file description until it is closed, however its process ends.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::time::Duration;
use std::{io, mem, thread};

use crate::steps::check;

/// How often, and how long apart, a lock is asked for that should soon be free.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(1);

/// Whose lock it is; the number is the byte of the file.
#[derive(Clone, Copy, Debug)]
pub enum Lock {
    Service = 0,
    Writer = 1,
    Archive = 2,
}

impl Lock {
    /// Whether it was free, and is now held by this file.
    ///
    /// # Errors
    /// What the system says, other than that another process has it.
    pub fn try_take(self, file: &File) -> io::Result<bool> {
        match self.set(file, libc::F_WRLCK, libc::F_OFD_SETLK) {
            Ok(()) => Ok(true),
            Err(error) if matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::EACCES)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// As [`try_take`](Self::try_take), for a while: another process may be about to give it up.
    ///
    /// # Errors
    /// As for [`try_take`](Self::try_take).
    pub fn try_take_soon(self, file: &File) -> io::Result<bool> {
        for _ in 0..TRIES {
            if self.try_take(file)? {
                return Ok(true);
            }
            thread::sleep(PAUSE);
        }
        Ok(false)
    }

    /// Waits until this file holds it.
    ///
    /// # Errors
    /// What the system says.
    pub fn wait(self, file: &File) -> io::Result<()> {
        loop {
            match self.set(file, libc::F_WRLCK, libc::F_OFD_SETLKW) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    /// Gives it up, if this file holds it.
    pub fn release(self, file: &File) {
        // To unlock takes no memory and cannot fail for a descriptor that is open.
        let _ = self.set(file, libc::F_UNLCK, libc::F_OFD_SETLK);
    }

    fn set(self, file: &File, kind: libc::c_int, command: libc::c_int) -> io::Result<()> {
        // SAFETY: flock is plain data for which zeros are valid.
        let mut range: libc::flock = unsafe { mem::zeroed() };
        range.l_type = kind as libc::c_short;
        range.l_whence = libc::SEEK_SET as libc::c_short;
        range.l_start = self as libc::off_t;
        range.l_len = 1;
        // SAFETY: the descriptor is open, and the structure lives for the call.
        check(unsafe { libc::fcntl(file.as_raw_fd(), command, &raw const range) }).map(drop)
    }
}
