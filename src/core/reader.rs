//! Reading a file from front to back, in blocks, without ever waiting for another process.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Part of a file, as fs.createReadStream's `start` and `end`.
#[derive(Clone, Copy, Default)]
pub struct Range {
    /// The first byte.
    pub start: u64,
    /// The last byte, which belongs to the part; `None` is the file's last.
    pub end: Option<u64>,
}

/// A file that is read once, or part of it.
///
/// A regular file is read to the length that it had when it was opened: what is appended meanwhile is not
/// seen, and a file that shrank is an error. A file that reports no length, as in /proc, is read to its end.
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
    /// directory.
    pub fn open_part(path: &Path, range: Range) -> Result<Self, Failure> {
        Self::read_part(open(path, 0), path, range)
    }

    /// Opens all of a regular file that was found in a directory.
    ///
    /// # Errors
    /// As [`open_part`](Self::open_part); ELOOP where it is a symbolic link now, and `Changed` where it is anything
    /// else that is no regular file.
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
    /// `System` of `read`: the system's reason (ESPIPE for a pipe, which has no positions), and EIO for a
    /// file that shrank.
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

    /// Takes the end of the file for the end of the part, unless bytes that were there are gone. sysfs tells
    /// of 4096 bytes where there are fewer, and still does.
    fn end_early(&mut self) -> Result<(), Failure> {
        let now = self.file.metadata().map_err(|error| Failure::system(&error, "fstat", &self.path))?;
        if self.reports_length() && now.len() < self.stop {
            return Err(refuse(errno::IO, &self.path));
        }
        self.stop = self.position;
        Ok(())
    }

    /// procfs and devices report none.
    fn reports_length(&self) -> bool {
        self.size() > 0
    }
}

fn refuse(errno: i32, path: &Path) -> Failure {
    Failure::system(&io::Error::from_raw_os_error(errno), "read", path)
}

#[cfg(unix)]
const NO_FOLLOW: i32 = libc::O_NOFOLLOW;
/// FILE_FLAG_OPEN_REPARSE_POINT
#[cfg(windows)]
const NO_FOLLOW: u32 = 0x0020_0000;

/// Does not wait for a writer if `path` is a pipe: reading it at a position then fails.
#[cfg(unix)]
fn open(path: &Path, flags: i32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | flags).open(path)
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
    #[cfg(test)]
    pub const NO_POSITIONS: i32 = libc::ESPIPE;
}

/// The Win32 numbers that libuv translates to EISDIR and EIO.
#[cfg(windows)]
pub mod errno {
    pub const IS_DIRECTORY: i32 = 1; // ERROR_INVALID_FUNCTION
    pub const IO: i32 = 23; // ERROR_CRC
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    fn errno(failure: Failure) -> (i32, &'static str) {
        match failure {
            Failure::System { errno, syscall, .. } => (errno, syscall),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn blocks_are_full_but_for_the_last() {
        let (_folder, path) = file(&[7; 25]);
        let mut reader = FileReader::open(&path).unwrap();
        let mut block = [0; 10];
        let lengths: Vec<usize> = (0..4).map(|_| reader.read_block(&mut block).unwrap()).collect();
        assert_eq!((reader.size(), lengths), (25, vec![10, 10, 5, 0]));
    }

    #[test]
    fn a_part_ends_with_its_last_byte_or_with_the_file() {
        let (_folder, path) = file(&[7; 25]);
        let part = |start, end| {
            let mut reader = FileReader::open_part(&path, Range { start, end }).unwrap();
            (reader.remaining(), reader.read_block(&mut [0; 100]).unwrap())
        };
        assert_eq!(part(10, Some(14)), (Some(5), 5));
        assert_eq!(part(10, Some(99)), (Some(15), 15));
        assert_eq!(part(30, None), (Some(0), 0));
    }

    #[test]
    fn what_is_appended_meanwhile_is_not_seen() {
        let (_folder, path) = file(b"at first");
        let mut reader = FileReader::open(&path).unwrap();
        fs::write(&path, b"at first and later").unwrap();
        let mut block = [0; 100];
        assert_eq!(reader.read_block(&mut block).unwrap(), 8);
        assert_eq!(reader.read_block(&mut block).unwrap(), 0);
    }

    #[test]
    fn a_file_that_shrank_is_an_error() {
        let (_folder, path) = file(&[7; 100]);
        let mut reader = FileReader::open(&path).unwrap();
        let mut block = [0; 10];
        reader.read_block(&mut block).unwrap();
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(15).unwrap();
        assert_eq!(errno(reader.read_block(&mut block).unwrap_err()), (errno::IO, "read"));
    }

    #[test]
    fn a_file_that_grew_has_changed() {
        let (_folder, path) = file(b"at first");
        let reader = FileReader::open(&path).unwrap();
        reader.check_unchanged().unwrap();
        fs::write(&path, b"at first and later").unwrap();
        assert!(matches!(reader.check_unchanged(), Err(Failure::Changed { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn what_was_found_is_not_a_link_or_a_device() {
        let (folder, path) = file(b"content");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(FileReader::open_found(&path).unwrap().size(), 7);
        assert_eq!(errno(FileReader::open_found(&link).unwrap_err()), (libc::ELOOP, "open"));
        let device = FileReader::open_found(Path::new("/dev/null"));
        assert!(matches!(device, Err(Failure::Changed { .. })));
    }

    #[test]
    fn bytes_of_any_place_are_read_whole_or_not_at_all() {
        let (_folder, path) = file(b"0123456789");
        let mut reader = FileReader::open(&path).unwrap();
        let mut block = [0; 4];
        reader.read_exactly(5, &mut block).unwrap();
        assert_eq!(&block, b"5678");
        assert_eq!(errno(reader.read_exactly(7, &mut block).unwrap_err()), (errno::IO, "read"));
        reader.go_to(8);
        assert_eq!((reader.read_block(&mut block).unwrap(), &block[..2]), (2, &b"89"[..]));
    }

    #[test]
    fn directories_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(errno(FileReader::open(folder.path()).unwrap_err()), (errno::IS_DIRECTORY, "read"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn files_that_report_no_length_are_read_to_their_end() {
        let mut reader = FileReader::open(Path::new("/proc/self/status")).unwrap();
        let mut block = [0; 1 << 16];
        assert_eq!(reader.remaining(), None);
        assert!(reader.read_block(&mut block).unwrap() > 100);
        assert_eq!(reader.read_block(&mut block).unwrap(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn pipes_are_refused_without_waiting_for_a_writer() {
        use std::ffi::CString;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let name = CString::new(path.to_str().unwrap()).unwrap();
        // SAFETY: `name` is a string that ends in a zero.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
        let failure = FileReader::open(&path).unwrap().read_block(&mut [0; 10]).unwrap_err();
        assert_eq!(errno(failure), (errno::NO_POSITIONS, "read"));
    }
}
