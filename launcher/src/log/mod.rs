//! A log file that a process of its own writes. The service puts lines into a spool, a ring in a file that both processes
//! map; [`writer::run`], in the program, takes them out and appends them to the log file.
//!
//! | state of a byte | where | who changes it |
//! | --- | --- | --- |
//! | free | beyond `tail` | [`Feed`] fills it, and then moves `tail` |
//! | taken | between `head` and `tail` | [`Drain`] notes its intent, appends it to the log, and then moves `head` |
//! | written | before `head` | free again |
//!
//! The service dies: what is taken stays in the file, and the writer goes on until it has written all. The writer dies: what
//! is taken stays too, and the next writer compares the intent with the log, so that nothing is written twice. Both die: the
//! next service on the same log finds the spool and starts a writer.
//!
//! Locks, each a byte of the spool: [`Lock::Service`] is held by the one [`Feed`], [`Lock::Writer`] by the one [`Drain`], and
//! [`Lock::Archive`] by the one process that compresses closed files. No process waits for one while it holds another: the
//! locks that are waited for are the writer's, which a process takes first, and after that was given up the archiver's.

mod archiver;
mod closed;
mod drain;
mod feed;
mod format;
mod lock;
mod mapping;
mod rotation;
mod service;
mod settings;
mod spool;
#[cfg(test)]
mod tests;
pub mod writer;

pub use drain::Drain;
pub use feed::Feed;
pub use lock::Lock;
pub use settings::{Settings, WRITER_WORD};
pub use spool::Spool;
