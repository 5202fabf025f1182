//! What a caller asks of a compressor or a decompressor.

use std::sync::Arc;

use super::format::Format;
use super::tuning::Tuning;
use crate::engine::failure::Failure;

/// What is asked of a compressor. Values outside the ranges of [`FORMATS`] are the caller's mistake.
#[derive(Clone)]
pub struct Compression {
    pub format: Format,
    pub level: i32,
    /// `None`: 15 in the deflate family, 22 in Brotli, as the level has it in Zstandard.
    pub window_bits: Option<u8>,
    /// Bytes that the decompressor will have too. Empty is the same as `None`.
    pub dictionary: Option<Arc<[u8]>>,
    pub tuning: Tuning,
    /// Only in Zstandard: whether to write frames that can be found by a seek table, which is what makes more than
    /// one thread compress and decompress, and reading at any place possible.
    pub seekable: bool,
    /// The most threads of the pool that work at the same time. `None`: all. The result does not depend on it.
    pub threads: Option<usize>,
}

/// What is asked of a decompressor. Values outside the ranges of [`FORMATS`] are the caller's mistake.
#[derive(Clone)]
pub struct Decompression {
    /// `None`: gzip, deflate or zstd, whichever the first bytes show.
    pub format: Option<Format>,
    /// `None`: 15 in the deflate family, 27 in Zstandard. Not looked at in Brotli.
    pub window_bits: Option<u8>,
    /// The bytes that the compressor had. Empty is the same as `None`.
    pub dictionary: Option<Arc<[u8]>>,
    /// The most bytes that may come out. `u64::MAX`: any number. Memory stays within this and some megabytes;
    /// Zstandard and Brotli need their window too, which is never filled beyond what came out.
    pub max_output: u64,
    /// Whether bytes after the end of the data are an error. Of gzip only one member is then accepted, as
    /// in Node.js.
    pub reject_garbage: bool,
    /// Whether data that ends too early gives what there is of it, as after a sync flush, and no error.
    pub accept_truncated: bool,
    /// The most threads of the pool that work at the same time. `None`: all. The result does not depend on it.
    pub threads: Option<usize>,
}

impl Decompression {
    /// This job's rule for bytes after the end.
    pub fn trailing(&self) -> Trailing {
        if self.reject_garbage { Trailing::Reject } else { Trailing::Ignore }
    }
}

/// What to do with bytes after the end of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trailing {
    Ignore,
    Reject,
}

impl Trailing {
    /// To be called when such bytes are found.
    pub fn found(self) -> Result<(), Failure> {
        match self {
            Self::Ignore => Ok(()),
            Self::Reject => Err(Failure::TrailingJunk),
        }
    }
}
