//! Finding all that is below a directory.

use std::fs::{self, DirEntry, FileType, Metadata};
use std::path::Path;

use super::entry::{Entry, Kind, place};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Everything below `root`, in no particular order. A directory that cannot be read has its failure in its entry.
/// One directory is open at a time.
pub(super) fn walk(root: &Path, cancel: &Cancel) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    read_directory(root, b"", &mut entries, cancel)?;
    let mut at = 0;
    while at < entries.len() {
        if entries[at].kind == Kind::Directory {
            let path = entries[at].path.clone();
            match read_directory(&place(root, &path), &path, &mut entries, cancel) {
                Err(Failure::Aborted) => return Err(Failure::Aborted),
                outcome => entries[at].failure = outcome.err(),
            }
        }
        at += 1;
    }
    Ok(entries)
}

/// Appends what is in the directory at `place`, whose path below the root is `path`.
fn read_directory(
    place: &Path,
    path: &[u8],
    entries: &mut Vec<Entry>,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let fail = |error| Failure::system(&error, "scandir", place);
    for found in fs::read_dir(place).map_err(fail)? {
        cancel.check()?;
        let found = found.map_err(fail)?;
        let name = found.file_name();
        let parts = [path, name.as_encoded_bytes()];
        entries.push(entry(&found, if path.is_empty() { parts.concat() } else { parts.join(&b'/') }));
    }
    Ok(())
}

fn entry(found: &DirEntry, path: Vec<u8>) -> Entry {
    let fresh =
        Entry { path, kind: Kind::Unknown, executable: false, size: 0, digests: Vec::new(), failure: None };
    match found.metadata() {
        Ok(metadata) => {
            let kind = kind_of(metadata.file_type());
            let size = if kind == Kind::File { metadata.len() } else { 0 };
            Entry { kind, size, executable: kind == Kind::File && is_executable(&metadata), ..fresh }
        }
        Err(error) => Entry { failure: Some(Failure::system(&error, "lstat", &found.path())), ..fresh },
    }
}

#[cfg(unix)]
fn kind_of(found: FileType) -> Kind {
    use std::os::unix::fs::FileTypeExt;
    match found {
        found if found.is_file() => Kind::File,
        found if found.is_dir() => Kind::Directory,
        found if found.is_symlink() => Kind::Link,
        found if found.is_fifo() => Kind::Fifo,
        found if found.is_socket() => Kind::Socket,
        _ => Kind::Device,
    }
}

#[cfg(not(unix))]
fn kind_of(found: FileType) -> Kind {
    match found {
        found if found.is_file() => Kind::File,
        found if found.is_dir() => Kind::Directory,
        found if found.is_symlink() => Kind::Link,
        _ => Kind::Unknown,
    }
}

/// The owner's bit, as Git has it.
#[cfg(unix)]
fn is_executable(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    false
}
