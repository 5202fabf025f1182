//! The work itself: plain Rust, no Node-API, testable by `cargo test`.

pub mod atomic_file;
pub mod cancel;
pub mod codec;
pub mod digest;
pub mod failure;
pub mod file_reader;
pub mod input;
pub mod json;
pub mod password;
pub mod progress;
