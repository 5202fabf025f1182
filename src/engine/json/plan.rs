//! Where to cut: a document as operations that each take JavaScript a fraction of a millisecond.
//!
//! Those of one part are published before the walk is through the next, so that JavaScript can begin.

use std::mem;
use std::ops::Range;

use super::fault::Fault;
use super::token::{skip_space, string};
use super::walk::{Watch, walk};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// How large pieces may be.
#[derive(Clone, Copy)]
pub struct Cut {
    /// Bytes of text that are built at once, but for what cannot be cut.
    pub chunk: usize,
    /// Bytes of a string that are decoded at once: longer ones are put together.
    pub string: usize,
}

/// The numbers of operations. Those on text are followed by where it begins and ends, and are one higher where it is
/// not ASCII.
pub struct Operations {
    /// A value by itself.
    pub value: f64,
    /// Consecutive elements of the innermost array.
    pub elements: f64,
    /// Consecutive members of the innermost object.
    pub members: f64,
    /// The key of the next value, with its quotes.
    pub key: f64,
    /// Part of the inside of a string.
    pub piece: f64,
    /// The string of the pieces is complete: a value.
    pub string: f64,
    pub open_array: f64,
    pub open_object: f64,
    pub close: f64,
}

/// JavaScript has them by `json_operations` of the binding.
pub const OP: Operations = Operations {
    value: 0.0,
    elements: 2.0,
    members: 4.0,
    key: 6.0,
    piece: 8.0,
    string: 10.0,
    open_array: 11.0,
    open_object: 12.0,
    close: 13.0,
};

/// What stands around the text of consecutive elements or members, to make it a value.
pub fn open_and_close(operation: f64) -> Option<(u8, u8)> {
    match operation - f64::from(u8::from(!is_ascii(operation))) {
        kind if kind == OP.elements => Some((b'[', b']')),
        kind if kind == OP.members => Some((b'{', b'}')),
        _ => None,
    }
}

/// Whether the text of an operation on text is ASCII.
pub fn is_ascii(operation: f64) -> bool {
    operation % 2.0 == 0.0
}

/// Plans the one value in `part`, with nothing but space around it. `publish` gets operations while the rest is walked over:
/// what they build is to be thrown away where that is wrong.
///
/// # Errors
/// `Aborted`; the inner error is what is wrong with it.
pub fn plan(
    text: &[u8],
    part: Range<usize>,
    cut: Cut,
    cancel: &Cancel,
    publish: &mut dyn FnMut(Vec<f64>),
) -> Result<Result<(), Fault>, Failure> {
    let text = &text[..part.end];
    let pending = Some(part.start);
    let mut planner =
        Planner { text, cut, frames: Vec::new(), opened: 0, pending, operations: Vec::new(), publish };
    let walked = walk(text, part.start, &mut planner, cancel)?;
    if walked.is_ok() {
        planner.rest(text.len());
        planner.pause();
    }
    Ok(walked)
}

/// An array or object that the walk is in.
struct Frame {
    /// Its first element, or its end.
    content: usize,
    /// The element or member begun last.
    element: usize,
    is_array: bool,
}

struct Planner<'a> {
    text: &'a [u8],
    cut: Cut,
    frames: Vec<Frame>,
    /// How many frames, from the outermost on, JavaScript opens by an operation of their own.
    opened: usize,
    /// Where the text begins that no operation covers yet; none before the next element.
    pending: Option<usize>,
    /// Not published yet.
    operations: Vec<f64>,
    publish: &'a mut dyn FnMut(Vec<f64>),
}

impl Watch for Planner<'_> {
    fn element(&mut self, at: usize) {
        if self.frames.len() == self.opened && self.pending.is_none() {
            self.pending = Some(at);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.element = at;
        }
    }

    fn key(&mut self, _start: usize, _end: usize) {}

    fn open(&mut self, at: usize) {
        let is_array = self.text[at] == b'[';
        self.frames.push(Frame { content: at + 1, element: at + 1, is_array });
    }

    fn close(&mut self, at: usize) {
        if self.frames.len() == self.opened {
            self.rest(at);
            self.operations.push(OP.close);
            self.opened -= 1;
        }
        self.frames.pop();
    }

    fn string(&mut self, start: usize, end: usize) {
        if end - start <= self.cut.string {
            return;
        }
        while self.opened < self.frames.len() {
            self.open_next();
        }
        if self.frames.last().is_some() {
            self.before_element();
        }
        self.pieces(start + 1, end - 1);
        self.operations.push(OP.string);
        self.pending = None;
    }

    fn ended(&mut self, at: usize) {
        while self.is_too_long(at) && self.opened < self.frames.len() {
            let parent_has_more = self.opened > 0 && self.element_of_opened() > self.pending.unwrap_or(0);
            if parent_has_more {
                self.before_element_of_opened();
            } else {
                self.open_next();
            }
        }
        if self.is_too_long(at) && !self.frames.is_empty() {
            self.rest(at);
        }
    }

    fn pause(&mut self) {
        if !self.operations.is_empty() {
            (self.publish)(mem::take(&mut self.operations));
        }
    }
}

impl Planner<'_> {
    fn is_too_long(&self, at: usize) -> bool {
        self.pending.is_some_and(|start| at - start > self.cut.chunk)
    }

    /// Where the element begins that the walk is in, of the innermost that is opened.
    fn element_of_opened(&self) -> usize {
        self.frames[self.opened - 1].element
    }

    /// Covers the complete elements before the one that the walk is in.
    fn before_element_of_opened(&mut self) {
        let element = self.element_of_opened();
        if let Some(start) = self.pending.filter(|&start| start < element) {
            let end = start + comma_before(&self.text[start..element]);
            self.run(start, end);
        }
        self.pending = Some(element);
    }

    /// Has JavaScript open the next frame, after all that is before it.
    fn open_next(&mut self) {
        if self.opened > 0 {
            self.before_element_of_opened();
            self.key_of_element();
        }
        let frame = &self.frames[self.opened];
        self.operations.push(if frame.is_array { OP.open_array } else { OP.open_object });
        self.pending = Some(skip_space(self.text, frame.content));
        self.opened += 1;
    }

    /// Covers what is before the element that the walk is in, and its key.
    fn before_element(&mut self) {
        self.before_element_of_opened();
        self.key_of_element();
    }

    fn key_of_element(&mut self) {
        let frame = &self.frames[self.opened - 1];
        if !frame.is_array {
            let start = frame.element;
            let end = string(self.text, start).expect("the walk saw this key");
            self.on_text(OP.key, start, end);
        }
    }

    /// Covers what is left before `end`, the end of the innermost that is opened or of the last element.
    fn rest(&mut self, end: usize) {
        if let Some(start) = self.pending.take() {
            self.run(start, end);
        }
    }

    /// Elements or members of the innermost that is opened; outside of any the value itself.
    fn run(&mut self, start: usize, end: usize) {
        if skip_space(self.text, start) >= end {
            return;
        }
        let operation = match self.opened.checked_sub(1).map(|innermost| self.frames[innermost].is_array) {
            None => OP.value,
            Some(true) => OP.elements,
            Some(false) => OP.members,
        };
        self.on_text(operation, start, end);
    }

    /// Decodes the inside of a string piece by piece, cut where neither a character nor an escape is.
    fn pieces(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let next = if end - at <= self.cut.string {
                end
            } else {
                cut_before(self.text, at, at + self.cut.string)
            };
            self.on_text(OP.piece, at, next);
            at = next;
        }
    }

    fn on_text(&mut self, operation: f64, start: usize, end: usize) {
        let other = f64::from(u8::from(!self.text[start..end].is_ascii()));
        self.operations.extend([operation + other, start as f64, end as f64]);
    }
}

/// The place of the comma that ends `text`, with space after it.
fn comma_before(text: &[u8]) -> usize {
    text.iter().rposition(|&byte| byte == b',').expect("a comma is between elements")
}

/// A place after `start`, near `place`, that is in no escape and no character. Pairs of surrogates may be cut: they are
/// put together with the pieces.
fn cut_before(text: &[u8], start: usize, place: usize) -> usize {
    const LONGEST_ESCAPE: usize = 6;
    const CONTINUATIONS: usize = 3;
    let is_continuation = |at: usize| text[at] & 0xc0 == 0x80;
    let begins = (place - CONTINUATIONS..=place).rev().find(|&at| !is_continuation(at)).unwrap_or(place);
    // Escapes are ASCII. The last backslash before decides, unless one before escapes it.
    let Some(slash) =
        (begins.saturating_sub(LONGEST_ESCAPE - 1).max(start)..begins).rev().find(|&at| text[at] == b'\\')
    else {
        return begins;
    };
    let run = text[start..=slash].iter().rev().take_while(|&&byte| byte == b'\\').count();
    let length = if text[slash + 1] == b'u' { LONGEST_ESCAPE } else { 2 };
    // An even run is of backslashes that escape each other.
    if run % 2 == 1 && slash + length > begins { slash + length } else { begins }
}
