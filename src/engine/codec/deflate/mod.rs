//! gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951): by zlib-rs where state is needed, by libdeflate where it
//! is not.

mod adler;
mod chunker;
mod decoder;
mod encoder;
mod huffman;
mod last_block;
mod libdeflate;
mod settings;
#[cfg(test)]
mod tests;
mod wrapper;
mod zlib;

pub use chunker::{CALL_BYTES, DeflateChunker};
pub use decoder::Decoder;
pub use encoder::Encoder;
pub use libdeflate::{Compressor, Decompressor, Outcome};
pub use settings::Settings;
pub use wrapper::DeflateWrapper;

/// No deflate data decodes to more than this many times its size, but for an end.
pub const DEFLATE_RATIO: u64 = 1032;
