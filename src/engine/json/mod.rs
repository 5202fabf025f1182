//! JSON, checked completely and cut into pieces that JavaScript builds one after the other.
//!
//! The walk is iterative: its stack is on the heap, so that no depth of nesting exhausts a thread's.

mod fault;
mod find;
mod plain;
mod plan;
mod pointer;
mod text;
mod token;
mod walk;
mod write;

#[cfg(test)]
mod tests;

pub use fault::Report;
pub use plan::{Cut, OP, Operations};
pub use pointer::Pointer;
pub use text::read_file;
pub use write::{Content, Token, Writer};

use super::cancel::Cancel;
use super::failure::Failure;

/// What is to be built of a document that was found valid, or why there is nothing to build.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// Operations for lib/json/build.js, see `plan::OP`. None where the pointer names nothing.
    Plan(Vec<f64>),
    /// What is wrong with the document, and where.
    Fault(Report),
}

/// Checks all of `text` and plans how to build the value that `pointer` names.
///
/// `text` is valid where `JSON.parse` takes its UTF-8 decoding, in which invalid sequences are U+FFFD.
///
/// # Errors
/// `Aborted`.
pub fn plan(text: &[u8], pointer: &Pointer, cut: Cut, cancel: &Cancel) -> Result<Outcome, Failure> {
    let part = if pointer.is_whole() { Ok(Some(0..text.len())) } else { find::find(text, pointer, cancel)? };
    let planned = match part {
        Ok(Some(part)) => plan::plan(text, part, cut, cancel)?,
        Ok(None) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    };
    Ok(match planned {
        Ok(operations) => Outcome::Plan(operations),
        Err(fault) => Outcome::Fault(Report::of(text, fault)),
    })
}
