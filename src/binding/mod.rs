//! The JavaScript boundary: all of Node-API and nearly all `unsafe`. README.md beside this file has the protocol.

// A test build registers no exports, and all that only they use looks dead.
#![cfg_attr(test, allow(dead_code))]

mod admission;
mod blocks;
mod bound;
mod byte_line;
#[cfg(target_os = "linux")]
mod child_events;
mod completions;
mod control;
mod cpu_queue;
mod document;
mod encoding;
mod exports;
mod failure;
mod gathered;
mod hard_line;
mod in_order;
mod input;
mod job;
mod list;
mod panic;
mod path;
mod pool;
mod reference;
mod reservation;
mod runners;
mod slot;
mod statistics;
mod to_js;
mod value;
mod view;
