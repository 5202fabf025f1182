//! A file that appears whole or not at all: written beside its place, then put there.

use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::failure::Failure;

/// Error numbers that we report ourselves. They are the same on every system that Node.js runs on.
mod errno {
    pub const ENOENT: i32 = 2;
    pub const EEXIST: i32 = 17;
    pub const EISDIR: i32 = 21;
    pub const EINVAL: i32 = 22;
}

/// How much of the target's name the temporary file's name has, in characters: names have a length limit.
const NAME_CHARACTERS: usize = 32;

/// A file on its way to its place. Dropped before it is there, it leaves nothing.
#[derive(Debug)]
pub struct AtomicFile {
    temporary: NamedTempFile<File>,
    from: PathBuf,
    to: PathBuf,
    placing: Placing,
}

/// How a file is put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placing {
    pub existing: Existing,
    /// Whether the file and its name are on the disk when the job ends. Else the system writes them in its time, and a
    /// power failure may leave the new name without the contents.
    pub flush: bool,
}

impl Placing {
    /// Only where nothing is: an existing file stays.
    #[cfg(test)]
    pub const NEW: Self = Self { existing: Existing::Keep, flush: false };
    /// Instead of what is there.
    #[cfg(test)]
    pub const OVER: Self = Self { existing: Existing::Replace, flush: false };
}

/// What happens to a file that is in the target's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the job fails.
    Keep,
    /// It is replaced. Of a symbolic link, the link. Devices, pipes and sockets stay, and links to them, and the job fails.
    Replace,
}

impl AtomicFile {
    /// Begins a file that is to be `to`, made from `from`.
    ///
    /// # Errors
    /// `System`: `open` of `to` with the system's reason, or EISDIR if it is a directory that is to be replaced, and EINVAL
    /// if it is a device, pipe or socket, or leads to one; `copyfile` with EEXIST, as `fs.copyFile` with `COPYFILE_EXCL`, if
    /// there is a file that is to be kept.
    pub fn create(from: &Path, to: &Path, placing: Placing) -> Result<Self, Failure> {
        let fail = |errno| Failure::System { errno, syscall: "open", path: to.into(), dest: None };
        let place = to.symlink_metadata().map(|metadata| metadata.file_type());
        match (place, placing.existing) {
            (Ok(_), Existing::Keep) => return Err(exists(from, to)),
            (Ok(kind), _) if kind.is_dir() => return Err(fail(errno::EISDIR)),
            (Ok(kind), _) if !is_replaceable(kind, to) => return Err(fail(errno::EINVAL)),
            _ => {}
        }
        let Some(name) = to.file_name() else { return Err(fail(errno::ENOENT)) };
        let start: String = name.to_string_lossy().chars().take(NAME_CHARACTERS).collect();
        // The error that `make_in` returns has lost its number.
        let mut reason = None;
        let temporary = Builder::new()
            .prefix(&format!(".{start}."))
            .suffix(".tmp")
            .make_in(folder_of(to), |path| {
                create_new(path).inspect_err(|error| reason = error.raw_os_error())
            })
            .map_err(|error| reason.map_or_else(|| Failure::system(&error, "open", to), fail))?;
        Ok(Self { temporary, from: from.into(), to: to.into(), placing })
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.temporary
            .as_file_mut()
            .write_all(bytes)
            .map_err(|error| Failure::system(&error, "write", &self.to))
    }

    /// Writes all of `bytes` over the file's beginning, which is longer. What is written then goes to its end.
    pub fn write_again(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.temporary.as_file_mut();
        file.rewind()
            .and_then(|()| file.write_all(bytes))
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map(drop)
            .map_err(|error| Failure::system(&error, "write", &self.to))
    }

    /// Takes back all that was written.
    pub fn clear(&mut self) -> Result<(), Failure> {
        let file = self.temporary.as_file_mut();
        file.set_len(0)
            .and_then(|()| file.rewind())
            .map_err(|error| Failure::system(&error, "write", &self.to))
    }

    /// Puts the file in its place, with the permissions of `like`.
    ///
    /// # Errors
    /// As [`create`](Self::create), if something came into its place since; `chmod`, `fsync` and `rename` with the
    /// system's reason. After an `fsync` of the folder that failed the file is there.
    pub fn put(self, like: &Metadata) -> Result<(), Failure> {
        let Self { temporary, from, to, placing: Placing { existing, flush } } = self;
        set_mode(temporary.as_file(), like).map_err(|error| Failure::system(&error, "chmod", &to))?;
        let folder = if flush { Some(Folder::open(folder_of(&to))?) } else { None };
        if flush {
            temporary.as_file().sync_all().map_err(|error| Failure::system(&error, "fsync", &to))?;
        }
        let put = match existing {
            Existing::Keep => temporary.persist_noclobber(&to),
            Existing::Replace => temporary.persist(&to),
        };
        put.map(drop).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists if existing == Existing::Keep => exists(&from, &to),
            _ => Failure::system(&error.error, "rename", &to),
        })?;
        folder.map_or(Ok(()), |folder| folder.flush())
    }
}

/// An open folder, whose names can be flushed.
struct Folder<'a> {
    path: &'a Path,
    #[cfg(unix)]
    file: File,
}

#[cfg(unix)]
impl<'a> Folder<'a> {
    fn open(path: &'a Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| Failure::system(&error, "open", path))?;
        Ok(Self { path, file })
    }

    /// Some file systems cannot flush a directory and return EINVAL, which is ignored.
    fn flush(&self) -> Result<(), Failure> {
        match self.file.sync_all() {
            Err(error) if error.raw_os_error() != Some(errno::EINVAL) => {
                Err(Failure::system(&error, "fsync", self.path))
            }
            _ => Ok(()),
        }
    }
}

/// On Windows a folder cannot be flushed: NTFS keeps its names in a journal.
#[cfg(windows)]
impl<'a> Folder<'a> {
    fn open(path: &'a Path) -> Result<Self, Failure> {
        Ok(Self { path })
    }

    fn flush(&self) -> Result<(), Failure> {
        let _ = self.path;
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether what is in a place may be replaced: a file, or a link that leads neither to a device, pipe or socket nor to what a
/// process has open, as `/dev/stdout` does, which may be a file at the moment.
fn is_replaceable(kind: FileType, place: &Path) -> bool {
    if !kind.is_symlink() {
        return kind.is_file();
    }
    let leads_to_device = place.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    let leads_into_proc = place.read_link().is_ok_and(|target| target.starts_with("/proc"));
    !leads_to_device && !leads_into_proc
}

fn exists(from: &Path, to: &Path) -> Failure {
    Failure::System { errno: errno::EEXIST, syscall: "copyfile", path: from.into(), dest: Some(to.into()) }
}

fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Read, write and execute permissions; never set-user-id and the like, which were given to other contents.
#[cfg(unix)]
fn set_mode(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(PermissionsExt::from_mode(like.permissions().mode() & 0o777))
}

#[cfg(windows)]
fn set_mode(file: &File, like: &Metadata) -> io::Result<()> {
    file.set_permissions(like.permissions())
}
