//! The table of formats.

use std::ops::RangeInclusive;

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
