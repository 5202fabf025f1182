//! The functions that lib/ calls, which has checked their arguments.

#[cfg(target_os = "linux")]
mod arena;
mod check_value;
mod chunks;
mod codec;
mod codec_stream;
mod codec_tuning;
mod coder;
mod digests;
mod engine;
mod hash;
mod hash_stream;
mod idle_watch;
mod input;
mod json;
mod json_writer;
#[cfg(target_os = "linux")]
mod listening;
#[cfg(target_os = "linux")]
mod log;
mod password;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod process_request;
mod seekable;
#[cfg(target_os = "linux")]
mod shared_word;
mod tree;
