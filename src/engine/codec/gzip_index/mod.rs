//! gzip with an index of its pieces in the header: decompressed side by side.

mod index;
mod plan;
mod read_file;
mod read_memory;
#[cfg(test)]
mod tests;

pub use index::Index;
pub use read_file::decompress_file;
pub use read_memory::decompress;
