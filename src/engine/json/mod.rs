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
pub use plan::{Cut, OP, Operations, is_ascii, open_and_close};
pub use pointer::Pointer;
pub use text::read_file;
pub use write::{Content, Token, Writer};

use super::cancel::Cancel;
use super::failure::Failure;

/// Checks all of `text` and plans how to build the value that `pointer` names. `publish` gets the operations for
/// lib/json/build.js, see `plan::OP`, as they are planned: none where the pointer names nothing.
///
/// `text` is valid where `JSON.parse` takes its UTF-8 decoding, in which invalid sequences are U+FFFD.
///
/// # Errors
/// `Aborted`; the inner error is what is wrong with the document, and where. Then operations may have been published.
pub fn plan(
    text: &[u8],
    pointer: &Pointer,
    cut: Cut,
    cancel: &Cancel,
    publish: &mut dyn FnMut(Vec<f64>),
) -> Result<Result<(), Report>, Failure> {
    let part = if pointer.is_whole() { Ok(Some(0..text.len())) } else { find::find(text, pointer, cancel)? };
    let planned = match part {
        Ok(Some(part)) => plan::plan(text, part, cut, cancel, publish)?,
        Ok(None) => Ok(()),
        Err(fault) => Err(fault),
    };
    Ok(planned.map_err(|fault| Report::of(text, fault)))
}
