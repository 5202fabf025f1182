//! offloop's native half. `engine` computes and `process` keeps child processes; neither depends on Node-API or V8.
//! `structured_clone` checks V8's serialized values. `binding` is the boundary to JavaScript.

mod binding;
mod engine;
#[cfg(target_os = "linux")]
#[cfg_attr(test, allow(dead_code))]
mod process;
mod structured_clone;

/// The parsers that fuzz/ runs, with its seeds, as ordinary tests.
#[cfg(test)]
#[path = "../fuzz/src/parsers.rs"]
mod fuzzed_parsers;
