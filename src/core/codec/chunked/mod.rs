//! Inputs of any size cut into chunks that threads compress side by side, and the pieces joined into one whole.
//!
//! The chunks depend on what is asked for alone, so that the bytes are the same for any number of threads, and for a
//! file as for memory.

mod code;
mod deflate;
mod file;
mod last_block;
mod memory;
#[cfg(test)]
mod tests;

pub use deflate::{CALL_BYTES, DeflateCut};
pub use file::compress_file;
pub use memory::compress;

use crate::core::cancel::Cancel;
use crate::core::failure::Failure;

/// How an input is cut and what becomes of the chunks.
pub trait Cut: Sync {
    /// What is known of a chunk besides its compressed bytes.
    type Sum: Send;
    type Whole: Whole<Self::Sum>;

    /// The size of every chunk but the last, in bytes.
    fn chunk(&self) -> usize;

    /// Compresses a chunk. `last`: nothing follows it.
    ///
    /// # Errors
    /// `Aborted`, `OutOfMemory`, and those of the engine.
    fn piece(&self, chunk: &[u8], last: bool, cancel: &Cancel) -> Result<Piece<Self::Sum>, Failure>;

    /// What the pieces are joined in.
    fn whole(&self) -> Self::Whole;
}

/// A compressed chunk.
pub struct Piece<Sum> {
    pub bytes: Vec<u8>,
    /// Bytes of the chunk.
    pub length: usize,
    pub sum: Sum,
}

/// What stands around the pieces.
pub trait Whole<Sum>: Send {
    /// Appends what comes before them.
    fn begin(&self, out: &mut Vec<u8>);

    /// Takes note of the next piece.
    fn join(&mut self, piece: &Piece<Sum>) -> Result<(), Failure>;

    /// Appends what comes after them.
    ///
    /// # Errors
    /// `OutOfMemory`.
    fn end(&self, out: &mut Vec<u8>) -> Result<(), Failure>;
}
