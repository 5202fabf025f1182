//! Compressing and decompressing: `format.rs` has the table of formats, `options.rs` what a caller asks for.

mod brotli;
mod chunked;
mod context;
mod deflate;
mod detect;
mod engines;
mod estimate;
mod fault;
pub mod file;
mod format;
mod gzip_index;
mod many;
mod one_shot;
mod options;
mod ordered_parallel;
mod output;
mod read_at;
pub mod seekable;
mod single_call;
mod small;
pub mod stream;
mod stream_decoder;
mod stream_encoder;
#[cfg(test)]
mod tests;
mod tuning;
mod zstd;

pub use chunked::{Assembly, Chunk, assembly};
pub use format::{FORMATS, Format, FormatInfo};
pub use many::{compress_many, decompress_many};
pub use one_shot::{compress, decompress};
pub use options::{Compression, Decompression};
pub use output::FileResult;
pub use small::{Small, decompress_small};
pub use stream_decoder::StreamDecoder;
pub use stream_encoder::{StreamEncoder, Then};
pub use tuning::Tuning;
pub use zstd::PARAMETERS as ZSTD_PARAMETERS;
