//! Zstandard in frames that can be found: compressed and decompressed side by side, read at any place.
//!
//! The data is cut into frames of the same size and ends with a seek table in a frame that decoders skip, as
//! "Zstandard Seekable Format" 0.1.0 has it (zstd's repository, contrib/seekable_format). Any decoder reads it.
//!
//! A seek table is a hint that anybody can have written. It decides how work is divided and never what comes out:
//! where it does not fit the frames, data is decompressed as if there were none, and a [`Reader`] fails. Only the
//! checksums that it has are believed, and what does not match one is refused.

mod cut;
mod encoder;
mod frame;
mod read_file;
mod read_memory;
mod reader;
mod table;
#[cfg(test)]
mod tests;

pub use cut::SeekableCut;
pub use encoder::Encoder;
pub use read_file::{Parts, decompress_file};
pub use read_memory::decompress;
pub use reader::Reader;

use crate::engine::failure::Failure;
use crate::engine::reader::FileReader;
use crate::engine::source::Source;

/// The size of every frame but the last: levels up to the first number, bytes. Slower levels look for repetitions
/// further back, and what is before a frame is out of sight.
const FRAME_BYTES: [(i32, usize); 3] = [(5, 2 << 20), (15, 4 << 20), (22, 8 << 20)];

/// Where seekable data is.
pub trait Place {
    /// Bytes in all.
    fn length(&self) -> u64;

    /// Replaces the contents of `to` with `length` bytes from `at` on, which are there.
    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure>;
}

impl Place for Source<'_> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure> {
        to.clear();
        super::output::reserve_exact(to, length)?;
        match self.in_place() {
            Some(bytes) => to.extend_from_slice(&bytes[at as usize..at as usize + length]),
            None => {
                self.block(at as usize, length, to);
            }
        }
        Ok(())
    }
}

impl Place for FileReader {
    fn length(&self) -> u64 {
        self.size()
    }

    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure> {
        to.clear();
        super::output::reserve_exact(to, length)?;
        to.resize(length, 0);
        self.read_exactly(at, to)
    }
}
