//! Finds the part of a document that a pointer names, checking all of it.

use std::ops::Range;

use super::fault::Fault;
use super::pointer::Pointer;
use super::token::skip_space;
use super::walk::{Watch, walk};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// The bytes of the value. The last of several members of one name counts, as in JSON.parse.
///
/// # Errors
/// `Aborted`; the inner error is what is wrong with the document.
pub fn find(
    text: &[u8],
    pointer: &Pointer,
    cancel: &Cancel,
) -> Result<Result<Option<Range<usize>>, Fault>, Failure> {
    let mut finder =
        Finder { text, pointer, depth: 0, matched: 0, index: Vec::new(), begun: None, found: None };
    let walked = walk(text, 0, &mut finder, cancel)?;
    Ok(walked.map(|()| finder.found))
}

/// In place of the next index, for objects.
const NO_INDEX: usize = usize::MAX;

struct Finder<'a> {
    text: &'a [u8],
    pointer: &'a Pointer,
    /// Arrays and objects that are open.
    depth: usize,
    /// How many steps of the pointer led to where the walk is; at most `depth`.
    matched: usize,
    /// For each open array or object that the pointer leads through: its next index.
    index: Vec<usize>,
    /// Where the value begins, while the walk is in it.
    begun: Option<usize>,
    found: Option<Range<usize>>,
}

impl Finder<'_> {
    /// Whether the pointer leads through the innermost array or object, and goes on.
    fn is_on_the_way(&self) -> bool {
        self.depth > 0 && self.index.len() == self.depth && self.matched == self.depth - 1
    }

    /// Of the innermost, on the way.
    fn in_array(&self) -> bool {
        self.index[self.depth - 1] != NO_INDEX
    }

    /// The next value is what the pointer's step asks for: what was found by an earlier one does not count.
    fn step(&mut self, start: usize) {
        self.matched += 1;
        self.found = None;
        self.begun = (self.matched == self.pointer.depth()).then_some(start);
    }
}

impl Watch for Finder<'_> {
    fn element(&mut self, at: usize) {
        if self.is_on_the_way() && self.in_array() {
            let index = self.index[self.depth - 1];
            self.index[self.depth - 1] += 1;
            if self.pointer.names_index(self.depth - 1, index) {
                self.step(at);
            }
        }
    }

    fn key(&mut self, start: usize, end: usize) {
        if self.is_on_the_way() && self.pointer.names_key(self.depth - 1, &self.text[start..end]) {
            let colon = skip_space(self.text, end);
            self.step(skip_space(self.text, colon + 1));
        }
    }

    fn open(&mut self, at: usize) {
        let leads = self.matched == self.depth && self.index.len() == self.depth && self.begun.is_none();
        self.depth += 1;
        if leads {
            self.index.push(if self.text[at] == b'[' { 0 } else { NO_INDEX });
        }
    }

    fn close(&mut self, _at: usize) {
        self.index.truncate(self.depth - 1);
        self.depth -= 1;
    }

    fn string(&mut self, _start: usize, _end: usize) {}

    fn ended(&mut self, at: usize) {
        let is_of_last_step = self.matched == self.depth && self.index.len() == self.depth;
        if self.matched == 0 || !is_of_last_step {
            return;
        }
        if let Some(start) = self.begun.take() {
            self.found = Some(start..at);
        }
        self.matched -= 1;
    }
}
