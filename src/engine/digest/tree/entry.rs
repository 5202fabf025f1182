//! What is found in a directory.

use std::path::{Path, PathBuf};

use crate::engine::failure::Failure;

/// What an entry of a directory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has all of them"))]
pub enum Kind {
    File,
    Directory,
    /// A symbolic link.
    Link,
    Fifo,
    Socket,
    /// A block or character device.
    Device,
    /// Not known, since it could not be looked at.
    Unknown,
}

/// One entry of a tree.
#[derive(Debug)]
pub struct Entry {
    /// The path below the root, its parts separated by `/`: the system's bytes, or on Windows WTF-8.
    pub path: Vec<u8>,
    pub kind: Kind,
    /// Whether it is a file that its owner may execute. Never on Windows.
    pub executable: bool,
    /// Bytes of a file, or of a link's target.
    pub size: u64,
    /// For each spec the digest of a file's contents or of a link's target; empty where there is a failure, and for
    /// what has no contents.
    pub digests: Vec<Vec<u8>>,
    pub failure: Option<Failure>,
}

impl Kind {
    /// Whether the digest of a tree can have it.
    pub fn is_digested(self) -> bool {
        matches!(self, Self::File | Self::Directory | Self::Link)
    }
}

impl Entry {
    /// Where it is.
    pub fn place(&self, root: &Path) -> PathBuf {
        place(root, &self.path)
    }
}

/// Where the entry with this path below `root` is.
#[cfg(unix)]
pub(super) fn place(root: &Path, path: &[u8]) -> PathBuf {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    root.join(OsStr::from_bytes(path))
}

#[cfg(not(unix))]
pub(super) fn place(root: &Path, path: &[u8]) -> PathBuf {
    root.join(&*String::from_utf8_lossy(path))
}
