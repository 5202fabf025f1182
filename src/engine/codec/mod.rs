//! Compressing and decompressing: the table of formats, and what a caller says about a job.

mod adler;
mod auto;
mod brotli;
mod chunked;
mod context;
mod deflate;
mod estimate;
mod fault;
pub mod file;
mod frame;
mod in_order;
mod libdeflate;
mod many;
mod one_call;
mod oneshot;
mod output;
mod packer;
pub mod seekable;
pub mod stream;
#[cfg(test)]
mod tests;
mod tuning;
mod unpacker;
mod zlib;
mod zstd;

use std::ops::RangeInclusive;
use std::sync::Arc;

pub use chunked::{Assembly, Chunk, assembly};
pub use many::{compress_many, decompress_many};
pub use oneshot::{compress, decompress};
pub use packer::{Packer, Then};
pub use tuning::Tuning;
pub use unpacker::Unpacker;

/// No deflate data decodes to more than this many times its size, but for an end.
const DEFLATE_RATIO: u64 = 1032;

/// A compressed format, by the names of Content-Encoding and CompressionStream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Gzip,
    Deflate,
    DeflateRaw,
    Brotli,
    Zstd,
}

/// What a format is called and which options it takes.
pub struct FormatInfo {
    pub format: Format,
    pub name: &'static str,
    /// Compression levels. In the deflate family -1 means the default, as in zlib.
    pub levels: RangeInclusive<i32>,
    pub default_level: i32,
    /// Base 2 logarithm of the window, in bytes, that may be asked for in compressing.
    pub window_bits: RangeInclusive<u8>,
    /// The same for decompressing: the largest window that is accepted. `None`: not an option.
    pub decompress_window_bits: Option<RangeInclusive<u8>>,
    /// Whether a dictionary may be given.
    pub dictionary: bool,
    /// Whether it can be written in frames with a seek table.
    pub seekable: bool,
}

/// The formats, in the order of [`Format`].
///
/// Ranges are those of zlib (RFC 1950 to 1952), Brotli (RFC 7932) and Zstandard (RFC 8878). Two are
/// narrower than the engine's: gzip windows start at 9, as in Node.js, and zstd windows for compressing
/// end at 27, the largest that every decoder takes unasked.
pub static FORMATS: [FormatInfo; 5] = [
    FormatInfo {
        format: Format::Gzip,
        name: "gzip",
        levels: -1..=9,
        default_level: 6,
        window_bits: 9..=15,
        decompress_window_bits: Some(8..=15),
        dictionary: false,
        seekable: false,
    },
    FormatInfo {
        format: Format::Deflate,
        name: "deflate",
        levels: -1..=9,
        default_level: 6,
        window_bits: 8..=15,
        decompress_window_bits: Some(8..=15),
        dictionary: true,
        seekable: false,
    },
    FormatInfo {
        format: Format::DeflateRaw,
        name: "deflate-raw",
        levels: -1..=9,
        default_level: 6,
        window_bits: 8..=15,
        decompress_window_bits: Some(8..=15),
        dictionary: true,
        seekable: false,
    },
    FormatInfo {
        format: Format::Brotli,
        name: "br",
        levels: 0..=11,
        default_level: 4,
        window_bits: 10..=24,
        decompress_window_bits: None,
        dictionary: false,
        seekable: false,
    },
    FormatInfo {
        format: Format::Zstd,
        name: "zstd",
        levels: -131_072..=22,
        default_level: 3,
        window_bits: 10..=27,
        decompress_window_bits: Some(10..=31),
        dictionary: true,
        seekable: true,
    },
];

impl Format {
    /// This format's row of the table.
    pub fn info(self) -> &'static FormatInfo {
        &FORMATS[self as usize]
    }

    /// The format of this name, if there is one.
    #[cfg(test)]
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|info| info.name == name).map(|info| info.format)
    }
}

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
