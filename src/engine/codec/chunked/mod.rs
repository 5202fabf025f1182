//! Inputs of any size cut into chunks that threads compress side by side, and the pieces joined into one whole.
//!
//! The chunks depend on what is asked for alone, so that the bytes are the same for any number of threads, and for a
//! file as for memory.

mod assembly;
mod chunker;
mod compress_file;
mod compress_memory;
#[cfg(test)]
pub(super) mod tests;

pub use assembly::{Assembly, assembly};
pub use chunker::{Chunk, Chunker, Envelope, Piece};
pub use compress_file::compress_file;
pub use compress_memory::compress;
