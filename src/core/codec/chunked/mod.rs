//! gzip, zlib and raw deflate of any size by the fastest engine, which keeps no state: the input is cut into
//! chunks, threads compress them side by side, and the pieces are joined into one member that any decoder reads.
//!
//! The chunks depend on the level alone, so that the bytes are the same for any number of threads, and for a
//! file as for memory.

mod code;
mod file;
mod last_block;
mod memory;
mod piece;
#[cfg(test)]
mod tests;

pub use file::compress_file;
pub use memory::compress;

use super::deflate::Settings;
use super::frame::Frame;
use super::{Compression, Format};

/// The largest input, in bytes, that libdeflate compresses at each level within some 20 ms on a slow core
/// with poor data: a job is to stop within 50 ms.
pub const CALL_BYTES: [usize; 10] =
    [8 << 20, 3 << 19, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 19, 5 << 16, 5 << 16];

/// How an input is cut and what becomes of the chunks.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    format: Format,
    level: i32,
    /// The size of every chunk but the last, in bytes.
    chunk: usize,
}

impl Cut {
    /// How to cut for `spec`. `None`: state is needed, or nothing is compressed at all.
    pub fn of(spec: &Compression) -> Option<Self> {
        if !matches!(spec.format, Format::Gzip | Format::Deflate | Format::DeflateRaw) {
            return None;
        }
        let settings = Settings::of(spec);
        let cut = !settings.is_custom() && settings.level != 0;
        cut.then(|| Self {
            format: spec.format,
            level: settings.level,
            chunk: CALL_BYTES[settings.level as usize],
        })
    }

    fn frame(&self) -> Frame {
        Frame::new(self.format, self.level, Settings::WINDOW_BITS, None)
    }
}
