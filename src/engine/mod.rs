//! The work itself: plain Rust, no Node-API, testable by `cargo test`.

pub mod cancel;
pub mod clone;
pub mod codec;
pub mod digest;
pub mod failure;
pub mod json;
pub mod password;
pub mod progress;
pub mod reader;
pub mod source;
pub mod target;
