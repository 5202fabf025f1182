//! A file that is read from front to back, block by block, at positions of our own.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use crate::core::cancel::Cancel;
use crate::core::failure::Failure;

/// Part of a file, as fs.createReadStream's `start` and `end`.
#[derive(Clone, Copy, Default)]
pub struct Range {
    /// The first byte.
    pub start: u64,
    /// The last byte, which belongs to the part; `None` is the file's last.
    pub end: Option<u64>,
}

/// A file open for reading, and how much of it is still to be read.
pub struct FileInput<'p> {
    file: File,
    path: &'p Path,
    at: u64,
    stop: u64,
    /// Whether `stop` comes from the size that the system told. procfs and devices tell 0.
    sized: bool,
}

impl<'p> FileInput<'p> {
    /// Opens a file. Its size is looked at now: what is appended later is not read.
    ///
    /// # Errors
    /// `Failure::System` of `open` or `fstat`; of `read` for a directory.
    pub fn open(path: &'p Path, range: Range) -> Result<Self, Failure> {
        let file = open(path).map_err(|error| Failure::system(&error, "open", path))?;
        let metadata = file.metadata().map_err(|error| Failure::system(&error, "fstat", path))?;
        if metadata.is_dir() {
            return Err(refused(errno::IS_DIRECTORY, path));
        }
        let end = range.end.map_or(u64::MAX, |last| last.saturating_add(1));
        let sized = metadata.len() > 0;
        let stop = if sized { end.min(metadata.len()) } else { end };
        Ok(Self { file, path, at: range.start, stop, sized })
    }

    /// Bytes still to be read, if that is known.
    pub fn remaining(&self) -> Option<u64> {
        (self.sized || self.is_finished()).then(|| self.stop.saturating_sub(self.at))
    }

    /// True once there is nothing left to read.
    pub fn is_finished(&self) -> bool {
        self.at >= self.stop
    }

    /// Reads until `buffer` is full or the input ends, and tells how many bytes that were.
    ///
    /// # Errors
    /// `Failure::System` of `read`: what the system said (ESPIPE for a FIFO or a terminal), or EIO if the
    /// file has become too short meanwhile. `Failure::Aborted`.
    pub fn fill(&mut self, buffer: &mut [u8], cancel: &Cancel) -> Result<usize, Failure> {
        let mut filled = 0;
        while filled < buffer.len() && !self.is_finished() {
            cancel.check()?;
            let left = usize::try_from(self.stop - self.at).unwrap_or(usize::MAX);
            let end = buffer.len().min(filled.saturating_add(left));
            match read_at(&self.file, &mut buffer[filled..end], self.at) {
                Ok(0) => self.end_early()?,
                Ok(read) => {
                    filled += read;
                    self.at += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::system(&error, "read", self.path)),
            }
        }
        Ok(filled)
    }

    /// Takes the end of the file for the end of the input, unless bytes that were there are gone. sysfs
    /// tells of 4096 bytes where there are fewer, and still does.
    fn end_early(&mut self) -> Result<(), Failure> {
        let metadata = self.file.metadata().map_err(|error| Failure::system(&error, "fstat", self.path))?;
        if self.sized && metadata.len() < self.stop {
            return Err(refused(errno::IO, self.path));
        }
        self.stop = self.at;
        Ok(())
    }
}

fn refused(errno: i32, path: &Path) -> Failure {
    Failure::system(&io::Error::from_raw_os_error(errno), "read", path)
}

/// Does not wait for a writer if `path` is a FIFO: reading it at a position then fails.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_CLOEXEC).open(path)
}

/// Opens directories too, as libuv does, so that they fail in reading as elsewhere.
#[cfg(windows)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    OpenOptions::new().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, position)
}

/// Windows fails at the end of a file where others read nothing; the standard library evens that out.
#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, position)
}

#[cfg(unix)]
pub(super) mod errno {
    pub const IS_DIRECTORY: i32 = libc::EISDIR;
    pub const IO: i32 = libc::EIO;
}

/// The Win32 numbers that libuv translates to EISDIR and EIO.
#[cfg(windows)]
pub(super) mod errno {
    pub const IS_DIRECTORY: i32 = 1; // ERROR_INVALID_FUNCTION
    pub const IO: i32 = 23; // ERROR_CRC
}
