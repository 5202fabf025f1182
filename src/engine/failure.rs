//! Why a job failed, in the terms of Node.js: what the JavaScript layer needs to build its error.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// The outcome of a job that has no result.
#[derive(Debug)]
pub enum Failure {
    /// The job was cancelled.
    Aborted,
    /// Too many jobs wait already.
    QueueFull,
    /// The data is wrong: node:zlib's `code`, `errno` and `message`.
    Data { code: Cow<'static, str>, errno: i32, message: Cow<'static, str> },
    /// Bytes follow the end of the compressed data and the caller refuses them.
    TrailingJunk,
    /// The data has no seek table that fits it.
    NotSeekable,
    /// The output would be larger than the caller's `maxOutputLength`, in bytes.
    TooLarge { limit: u64 },
    /// The operating system refused: Node's `code`, `errno`, `syscall`, `path` and `dest`.
    System { errno: i32, syscall: &'static str, path: PathBuf, dest: Option<PathBuf> },
    /// The file was changed while it was read, or is not what it was found to be.
    Changed { path: PathBuf },
    /// The file is neither regular nor a directory, but this.
    UnsupportedFileType { file_type: &'static str, path: PathBuf },
    /// There was no memory for a result of this many bytes.
    OutOfMemory { bytes: usize },
    /// A defect of ours: a panic, or a state that should not be.
    Internal(Cow<'static, str>),
}

impl Failure {
    /// What the system said of `path` in `syscall`.
    pub fn system(error: &io::Error, syscall: &'static str, path: &Path) -> Self {
        // An error that the standard library made itself has no number: input/output error.
        const EIO: i32 = 5;
        Self::System { errno: error.raw_os_error().unwrap_or(EIO), syscall, path: path.into(), dest: None }
    }
}
