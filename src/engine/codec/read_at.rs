//! Reading compressed data at any place, in memory or in a file.

use super::output;
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::input::InputBytes;

/// Data that can be read at any place.
pub trait ReadAt {
    /// Bytes in all.
    fn length(&self) -> u64;

    /// Replaces the contents of `to` with `length` bytes from `at` on, which are there.
    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure>;
}

impl ReadAt for InputBytes<'_> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure> {
        to.clear();
        output::reserve_exact(to, length)?;
        match self.in_place() {
            Some(bytes) => to.extend_from_slice(&bytes[at as usize..at as usize + length]),
            None => {
                self.block(at as usize, length, to);
            }
        }
        Ok(())
    }
}

impl ReadAt for FileReader {
    fn length(&self) -> u64 {
        self.size()
    }

    fn bytes(&self, at: u64, length: usize, to: &mut Vec<u8>) -> Result<(), Failure> {
        to.clear();
        output::reserve_exact(to, length)?;
        to.resize(length, 0);
        self.read_exactly(at, to)
    }
}
