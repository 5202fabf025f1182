//! Zstandard (RFC 8878), by the reference library.
//!
//! Frames carry the content's size when it is known and, as in Node.js, no checksum.

mod blocks;
mod chunker;
mod decoder;
mod encoder;
mod frame_magic;
mod library_error;

pub use blocks::BlockEncoder;
pub use chunker::ZstdChunker;
pub use decoder::Decoder;
pub use encoder::{Encoder, PARAMETERS, compress_frame, fits_one_call};
pub use frame_magic::may_begin_frame;
