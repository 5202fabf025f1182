//! Reading a regular file from front to back, in blocks, without ever waiting for another process.

use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;

#[cfg(test)]
mod tests;

/// Part of a file, as fs.createReadStream's `start` and `end`.
#[derive(Clone, Copy, Default)]
pub struct Range {
    /// The first byte.
    pub start: u64,
    /// The last byte, which belongs to the part; `None` is the file's last.
    pub end: Option<u64>,
}

/// A regular file that is read once, or part of it.
///
/// It is read to the length that it had when it was opened: what is appended meanwhile is not seen, and a file that
/// shrank is an error. A file that reports no length, as in /proc, is read to its end. FIFOs, sockets and devices are
/// refused: they wait for other processes, or have no end.
#[derive(Debug)]
pub struct FileReader {
    file: File,
    path: PathBuf,
    metadata: Metadata,
    /// Where the next block begins.
    position: u64,
    /// Where the part ends, as far as is known.
    stop: u64,
}

impl FileReader {
    /// Opens all of `path`.
    ///
    /// # Errors
    /// As [`open_part`](Self::open_part).
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Self::open_part(path, Range::default())
    }

    /// Opens part of `path`. A start behind the end is a part without bytes.
    ///
    /// # Errors
    /// `System`, as Node.js says it: `open` with the system's reason, `fstat`, and `read` with EISDIR for a
    /// directory. `UnsupportedFileType` for a FIFO, socket or device.
    pub fn open_part(path: &Path, range: Range) -> Result<Self, Failure> {
        // To open a FIFO lets go a writer that waits for a reader, and to open a device may do something.
        if let Ok(metadata) = path.metadata() {
            refuse_special(&metadata, path)?;
        }
        let reader = Self::read_part(open(path, 0), path, range)?;
        // What was opened may be another file than the one that was asked about.
        refuse_special(&reader.metadata, path)?;
        Ok(reader)
    }

    /// Opens all of a regular file that was found in a directory.
    ///
    /// # Errors
    /// As [`open_part`](Self::open_part); ELOOP where it is a symbolic link now, and `Changed` where it is anything
    /// else that is not a regular file.
    pub fn open_found(path: &Path) -> Result<Self, Failure> {
        let reader = Self::read_part(open(path, NO_FOLLOW), path, Range::default())?;
        if reader.metadata.is_file() { Ok(reader) } else { Err(Failure::Changed { path: path.into() }) }
    }

    fn read_part(file: io::Result<File>, path: &Path, range: Range) -> Result<Self, Failure> {
        let file = file.map_err(|error| Failure::system(&error, "open", path))?;
        let metadata = file.metadata().map_err(|error| Failure::system(&error, "fstat", path))?;
        if metadata.is_dir() {
            return Err(refuse(errno::IS_DIRECTORY, path));
        }
        let end = range.end.map_or(u64::MAX, |last| last.saturating_add(1));
        let stop = if metadata.len() > 0 { end.min(metadata.len()) } else { end };
        Ok(Self { file, path: path.into(), metadata, position: range.start, stop })
    }

    /// The file's length in bytes when it was opened: 0 if it reports none.
    pub fn size(&self) -> u64 {
        self.metadata.len()
    }

    /// What the system says of the file: as it was when it was opened.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Bytes still to be read, if that is known.
    pub fn remaining(&self) -> Option<u64> {
        (self.reports_length() || self.is_finished()).then(|| self.stop.saturating_sub(self.position))
    }

    /// True once there is nothing left to read.
    pub fn is_finished(&self) -> bool {
        self.position >= self.stop
    }

    /// Fills `block`, but for the last block, which is shorter. Returns how many bytes it read: 0 at the end.
    ///
    /// # Errors
    /// `System` of `read`: the system's reason, and EIO for a file that shrank.
    pub fn read_block(&mut self, block: &mut [u8]) -> Result<usize, Failure> {
        let mut filled = 0;
        while filled < block.len() && !self.is_finished() {
            let left = usize::try_from(self.stop - self.position).unwrap_or(usize::MAX);
            let end = block.len().min(filled.saturating_add(left));
            match read_at(&self.file, &mut block[filled..end], self.position) {
                Ok(0) => self.end_early()?,
                Ok(count) => {
                    filled += count;
                    self.position += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::system(&error, "read", &self.path)),
            }
        }
        Ok(filled)
    }

    /// Fills `block` with bytes from `position` on, wherever the next block begins.
    ///
    /// # Errors
    /// As [`read_block`](Self::read_block), and EIO where the file ends before.
    pub fn read_exactly(&self, position: u64, mut block: &mut [u8]) -> Result<(), Failure> {
        let mut position = position;
        while !block.is_empty() {
            match read_at(&self.file, block, position) {
                Ok(0) => return Err(refuse(errno::IO, &self.path)),
                Ok(count) => {
                    block = &mut block[count..];
                    position += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::system(&error, "read", &self.path)),
            }
        }
        Ok(())
    }

    /// `Changed` if the file's length or the time of its last change is not what it was when it was opened.
    ///
    /// # Errors
    /// That, and `System` of `fstat`.
    pub fn check_unchanged(&self) -> Result<(), Failure> {
        let now = self.file.metadata().map_err(|error| Failure::system(&error, "fstat", &self.path))?;
        let is_same = now.len() == self.size() && now.modified().ok() == self.metadata.modified().ok();
        if is_same { Ok(()) } else { Err(Failure::Changed { path: self.path.clone() }) }
    }

    /// Has the next block begin at `position`.
    pub fn go_to(&mut self, position: u64) {
        self.position = position;
    }

    /// Takes the end of the file for the end of the part, unless bytes that were there are gone. sysfs reports
    /// of 4096 bytes where there are fewer, and still does.
    fn end_early(&mut self) -> Result<(), Failure> {
        let now = self.file.metadata().map_err(|error| Failure::system(&error, "fstat", &self.path))?;
        if self.reports_length() && now.len() < self.stop {
            return Err(refuse(errno::IO, &self.path));
        }
        self.stop = self.position;
        Ok(())
    }

    /// procfs reports none.
    fn reports_length(&self) -> bool {
        self.size() > 0
    }
}

fn refuse(errno: i32, path: &Path) -> Failure {
    Failure::system(&io::Error::from_raw_os_error(errno), "read", path)
}

/// Fails where there is neither a regular file nor a directory.
fn refuse_special(metadata: &Metadata, path: &Path) -> Result<(), Failure> {
    let Some(file_type) = special_type(metadata.file_type()) else { return Ok(()) };
    Err(Failure::UnsupportedFileType { file_type, path: path.into() })
}

/// What a file is that is neither regular nor a directory.
#[cfg(unix)]
fn special_type(file_type: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    match file_type {
        found if found.is_file() || found.is_dir() => None,
        found if found.is_fifo() => Some("FIFO"),
        found if found.is_socket() => Some("socket"),
        _ => Some("device"),
    }
}

#[cfg(windows)]
fn special_type(file_type: FileType) -> Option<&'static str> {
    (!file_type.is_file() && !file_type.is_dir()).then_some("device")
}

#[cfg(unix)]
const NO_FOLLOW: i32 = libc::O_NOFOLLOW;
/// FILE_FLAG_OPEN_REPARSE_POINT
#[cfg(windows)]
const NO_FOLLOW: u32 = 0x0020_0000;

/// Does not wait for a writer if `path` is a FIFO, and makes no terminal that of this process.
#[cfg(unix)]
fn open(path: &Path, flags: i32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY | flags).open(path)
}

/// Opens directories too, as libuv does, so that they fail in reading as elsewhere.
#[cfg(windows)]
fn open(path: &Path, flags: u32) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    OpenOptions::new().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS | flags).open(path)
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
pub mod errno {
    pub const IS_DIRECTORY: i32 = libc::EISDIR;
    pub const IO: i32 = libc::EIO;
}

/// The Win32 numbers that libuv translates to EISDIR and EIO.
#[cfg(windows)]
pub mod errno {
    pub const IS_DIRECTORY: i32 = 1; // ERROR_INVALID_FUNCTION
    pub const IO: i32 = 23; // ERROR_CRC
}
