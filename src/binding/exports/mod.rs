//! The functions that lib/ calls: arguments are valid already, each body is a line or two.

#[cfg(target_os = "linux")]
mod arena;
mod chunks;
mod codec;
mod codec_stream;
mod codec_tuning;
mod coder;
mod engine;
mod hash;
mod hash_stream;
mod json;
mod password;
#[cfg(target_os = "linux")]
mod process;
mod seekable;
mod several;
mod tree;
mod value;
