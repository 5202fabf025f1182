//! Zstandard in frames that can be found: compressed and decompressed side by side, read at any place.
//!
//! The data is cut into frames of the same size and ends with a seek table in a frame that decoders skip, as
//! "Zstandard Seekable Format" 0.1.0 has it (zstd's repository, contrib/seekable_format). Any decoder reads it.
//!
//! A seek table is a hint that anybody can have written. It decides how work is divided and never what comes out:
//! where it does not fit the frames, data is decompressed as if there were none, and a [`Reader`] fails. Only the
//! checksums that it has are believed, and what does not match one is refused.

mod chunker;
mod encoder;
mod frame;
mod read_file;
mod read_memory;
mod reader;
mod table;
#[cfg(test)]
mod tests;

pub use chunker::SeekableChunker;
pub use encoder::Encoder;
pub use read_file::{Parts, decompress_file};
pub use read_memory::decompress;
pub use reader::Reader;
