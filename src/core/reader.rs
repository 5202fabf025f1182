//! Reading a file from start to end, in blocks, without ever waiting for another process.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Error numbers that we report ourselves. They are the same on every system that Node.js runs on.
mod errno {
    pub const EIO: i32 = 5;
    pub const EISDIR: i32 = 21;
    pub const ESPIPE: i32 = 29;
}

/// A file that is read once, from start to end.
///
/// A regular file is read to the length that it had when it was opened: what is appended meanwhile is not
/// seen, and a file that shrank is an error. A file that reports no length, as in /proc, is read to its end.
#[derive(Debug)]
pub struct FileReader {
    file: File,
    path: PathBuf,
    metadata: Metadata,
    /// Bytes read so far.
    position: u64,
}

impl FileReader {
    /// Opens `path`.
    ///
    /// # Errors
    /// `System`, as Node.js says it: `open` with the system's reason; `read` with EISDIR for a directory and
    /// ESPIPE for a pipe or a socket, which cannot be read from a position.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file = open(path).map_err(|error| Failure::system(&error, "open", path))?;
        let metadata = file.metadata().map_err(|error| Failure::system(&error, "fstat", path))?;
        if metadata.is_dir() {
            return Err(refuse(errno::EISDIR, path));
        }
        if is_pipe(&metadata) {
            return Err(refuse(errno::ESPIPE, path));
        }
        Ok(Self { file, path: path.into(), metadata, position: 0 })
    }

    /// The file's length in bytes when it was opened: 0 if it reports none.
    pub fn size(&self) -> u64 {
        self.metadata.len()
    }

    /// What the system says of the file: as it was when it was opened.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Fills `block`, but for the last block, which is shorter. Returns how many bytes it read: 0 at the end.
    ///
    /// # Errors
    /// `System`: `read` with the system's reason, and EIO for a file that shrank.
    pub fn read_block(&mut self, block: &mut [u8]) -> Result<usize, Failure> {
        let wanted = match self.size() {
            0 => block.len(),
            size => block.len().min(usize::try_from(size - self.position).unwrap_or(usize::MAX)),
        };
        let mut filled = 0;
        while filled < wanted {
            match self.file.read(&mut block[filled..wanted]) {
                Ok(0) => {
                    self.check_end(filled as u64)?;
                    break;
                }
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::system(&error, "read", &self.path)),
            }
        }
        self.position += filled as u64;
        Ok(filled)
    }

    /// An end that comes early is an error if the file is shorter now; some kinds of file only guess their length.
    fn check_end(&self, filled: u64) -> Result<(), Failure> {
        let now = self.file.metadata().map_err(|error| Failure::system(&error, "fstat", &self.path))?;
        let early = self.position + filled < self.size();
        if early && now.len() < self.size() { Err(refuse(errno::EIO, &self.path)) } else { Ok(()) }
    }
}

fn refuse(errno: i32, path: &Path) -> Failure {
    Failure::System { errno, syscall: "read", path: path.into(), dest: None }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // Opening a pipe that nobody writes to would wait for a writer.
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path)
}

#[cfg(windows)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    // Without this flag a directory cannot be opened, and the reason would be a lack of permission.
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    OpenOptions::new().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)
}

#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo() || metadata.file_type().is_socket()
}

#[cfg(windows)]
fn is_pipe(_: &Metadata) -> bool {
    false
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
        assert_eq!(errno(reader.read_block(&mut block).unwrap_err()), (errno::EIO, "read"));
    }

    #[test]
    fn directories_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(errno(FileReader::open(folder.path()).unwrap_err()), (errno::EISDIR, "read"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn files_that_report_no_length_are_read_to_their_end() {
        let mut reader = FileReader::open(Path::new("/proc/self/status")).unwrap();
        let mut block = [0; 1 << 16];
        assert_eq!(reader.size(), 0);
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
        assert_eq!(errno(FileReader::open(&path).unwrap_err()), (errno::ESPIPE, "read"));
    }
}
