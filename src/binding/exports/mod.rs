//! The functions that lib/ calls: arguments are valid already, each body is a line or two.

mod codec;
mod codec_stream;
mod coder;
mod engine;
mod hash;
mod hash_stream;
mod seekable;
