//! The wrapper of deflate data: gzip (RFC 1952), zlib (RFC 1950) or nothing.
//!
//! Written here and not by an engine, so that the same input gives the same frame whichever engine
//! compressed it, on every machine and at any time.

use super::adler;
use crate::engine::codec::Format;

/// gzip: deflate, no flags, no time.
const GZIP_START: [u8; 8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0];
/// gzip: the operating system is left unnamed.
const GZIP_UNKNOWN_SYSTEM: u8 = 255;
/// zlib: a preset dictionary is needed.
const ZLIB_DICTIONARY: u16 = 0x20;

/// A frame that is being written.
pub enum DeflateWrapper {
    Gzip { level: i32, crc: crc32fast::Hasher, length: u32 },
    Zlib { level: i32, window_bits: u8, dictionary: Option<u32>, adler: u32 },
    Raw,
}

impl DeflateWrapper {
    /// Neither end of a frame is longer.
    pub const MAX_BYTES: usize = 10;

    /// The frame of `format`. `window_bits` is 9 to 15; `level` is 0 to 9.
    pub fn new(format: Format, level: i32, window_bits: u8, dictionary: Option<&[u8]>) -> Self {
        match format {
            Format::Gzip => Self::Gzip { level, crc: crc32fast::Hasher::new(), length: 0 },
            Format::Deflate => Self::Zlib {
                level,
                window_bits,
                dictionary: dictionary.map(|bytes| adler::update(adler::OF_NOTHING, bytes)),
                adler: adler::OF_NOTHING,
            },
            Format::DeflateRaw | Format::Brotli | Format::Zstd => Self::Raw,
        }
    }

    /// Appends what comes before the data.
    pub fn begin(&self, out: &mut Vec<u8>) {
        match self {
            Self::Gzip { level, .. } => {
                out.extend_from_slice(&GZIP_START);
                // XFL, as zlib sets it: 2 for the best compression, 4 for the fastest.
                out.push(match level {
                    0 | 1 => 4,
                    9 => 2,
                    _ => 0,
                });
                out.push(GZIP_UNKNOWN_SYSTEM);
            }
            Self::Zlib { level, window_bits, dictionary, .. } => {
                // FLEVEL, as zlib sets it: from 0, fastest, to 3, best.
                let effort = match level {
                    0 | 1 => 0,
                    2..=5 => 1,
                    6 => 2,
                    _ => 3,
                };
                let mut header = (u16::from(window_bits - 8) << 12) | (8 << 8) | (effort << 6);
                if dictionary.is_some() {
                    header |= ZLIB_DICTIONARY;
                }
                header += 31 - header % 31;
                out.extend_from_slice(&header.to_be_bytes());
                if let Some(id) = dictionary {
                    out.extend_from_slice(&id.to_be_bytes());
                }
            }
            Self::Raw => {}
        }
    }

    /// Counts and sums bytes that were compressed.
    pub fn update(&mut self, input: &[u8]) {
        match self {
            Self::Gzip { crc, length, .. } => {
                crc.update(input);
                // ISIZE is the length modulo 2^32.
                *length = length.wrapping_add(input.len() as u32);
            }
            Self::Zlib { adler, .. } => *adler = adler::update(*adler, input),
            Self::Raw => {}
        }
    }

    /// Adds the counts and sums of a frame around the next `bytes` bytes, of the same format.
    pub fn join(&mut self, next: &Self, bytes: usize) {
        match (self, next) {
            (Self::Gzip { crc, length, .. }, Self::Gzip { crc: next, length: more, .. }) => {
                crc.combine(next);
                *length = length.wrapping_add(*more);
            }
            (Self::Zlib { adler, .. }, Self::Zlib { adler: next, .. }) => {
                *adler = adler::combine(*adler, *next, bytes);
            }
            _ => {}
        }
    }

    /// Appends what comes after the data.
    pub fn end(&self, out: &mut Vec<u8>) {
        match self {
            Self::Gzip { crc, length, .. } => {
                out.extend_from_slice(&crc.clone().finalize().to_le_bytes());
                out.extend_from_slice(&length.to_le_bytes());
            }
            Self::Zlib { adler, .. } => out.extend_from_slice(&adler.to_be_bytes()),
            Self::Raw => {}
        }
    }
}
