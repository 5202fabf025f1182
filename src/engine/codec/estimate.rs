//! A rough estimate of how long a thread takes to compress or decompress: it separates short work from long.

use std::time::Duration;

use super::{Compression, Decompression, Format};

/// Nanoseconds a byte of input up to a level, measured on text, JSON and machine code, on one core of 2026. Half of that
/// and twice as much are usual, by the data and the machine.
type Speeds = &'static [(i32, u64)];

const DEFLATE: Speeds = &[(3, 9), (7, 15), (8, 31), (i32::MAX, 49)];
const BROTLI: Speeds = &[(2, 6), (4, 13), (6, 22), (7, 39), (9, 73), (10, 1200), (i32::MAX, 2100)];
const ZSTD: Speeds = &[(3, 5), (5, 10), (7, 15), (9, 20), (12, 35), (15, 95), (18, 200), (i32::MAX, 430)];

/// Nanoseconds a byte of compressed input. What comes out of it is not known before.
const fn decompressing(format: Option<Format>) -> u64 {
    match format {
        Some(Format::Brotli) => 17,
        Some(Format::Zstd) => 5,
        Some(Format::Gzip | Format::Deflate | Format::DeflateRaw) | None => 8,
    }
}

impl Compression {
    /// Roughly how long one thread takes for this many bytes of input.
    pub fn estimate(&self, bytes: usize) -> Duration {
        let speeds = match self.format {
            Format::Gzip | Format::Deflate | Format::DeflateRaw => DEFLATE,
            Format::Brotli => BROTLI,
            Format::Zstd => ZSTD,
        };
        let level = if self.level == -1 { self.format.info().default_level } else { self.level };
        let (_, speed) = speeds.iter().find(|(to, _)| level <= *to).expect("the last one is for all levels");
        of(*speed, bytes)
    }
}

impl Decompression {
    /// Roughly how long one thread takes for this many bytes of input.
    pub fn estimate(&self, bytes: usize) -> Duration {
        of(decompressing(self.format), bytes)
    }
}

fn of(speed: u64, bytes: usize) -> Duration {
    Duration::from_nanos(speed.saturating_mul(bytes as u64))
}
