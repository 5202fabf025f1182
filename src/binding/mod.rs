//! The JavaScript boundary: all of Node-API. README.md beside this file has the modules, the states of a call and the
//! locks.

// A test build registers no exports, and all that only they use looks dead.
#![cfg_attr(test, allow(dead_code))]

mod bound_fn;
mod buffer_pool;
mod byte_budget;
mod cancellable_fifo;
#[cfg(target_os = "linux")]
mod child_events;
mod completions;
mod control;
mod encoding;
mod exports;
mod failure;
mod fair_queue;
mod gathered;
#[cfg(target_os = "linux")]
mod huge_pages;
mod idle_watch;
mod input;
mod job;
mod job_class;
mod json_document;
mod libuv;
mod list;
mod loop_handle;
mod loop_waker;
mod panic;
mod password_queue;
mod path;
mod reference;
mod reservation;
mod runner;
mod runner_count;
mod scheduler;
mod shared_scheduler;
mod slot;
mod statistics;
mod submit;
mod threads;
mod ticket;
mod to_js;
mod value;
mod view;
