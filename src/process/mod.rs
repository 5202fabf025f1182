//! Child processes: plain Rust over the system's calls, without Node-API.

#[cfg(target_os = "linux")]
pub mod arena;
pub mod huge_pages;
