//! One pass over a document: every token is checked, and a visitor sees the structure.

use super::fault::{Fault, Inside, State};
use super::token::{literal, number, skip_space, string};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// The visitor of a walk. Positions are bytes from the start of the document.
pub trait Watch {
    /// A value of an array, or a key of an object, begins.
    fn element(&mut self, at: usize);
    /// The key of the member begun last ends.
    fn key(&mut self, start: usize, end: usize);
    /// An array or object begins.
    fn open(&mut self, at: usize);
    /// The innermost array or object ends with the bracket at `at`.
    fn close(&mut self, at: usize);
    /// A string as a value.
    fn string(&mut self, start: usize, end: usize);
    /// A value of any kind ends before `at`.
    fn ended(&mut self, at: usize);
    /// The walk pauses between two blocks.
    fn pause(&mut self) {}
}

/// Elements and members between two looks at the flag.
const VALUES_A_BLOCK: u32 = 1 << 12;

/// Walks over the one value from `at` on, with nothing but space around it.
///
/// # Errors
/// `Aborted`; the inner error is what is wrong with the document.
pub fn walk(
    text: &[u8],
    at: usize,
    watch: &mut impl Watch,
    cancel: &Cancel,
) -> Result<Result<(), Fault>, Failure> {
    let mut walk = Walk { text, at, around: Vec::new(), inside: Inside::Nothing };
    let mut due = State::Value;
    loop {
        cancel.check()?;
        watch.pause();
        for _ in 0..VALUES_A_BLOCK {
            match walk.step(due, watch) {
                Ok(Some(next)) => due = next,
                Ok(None) => return Ok(Ok(())),
                Err(fault) => return Ok(Err(fault)),
            }
        }
    }
}

struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    /// The innermost array or object that the walk is in, and those around it.
    inside: Inside,
    around: Vec<Inside>,
}

impl Walk<'_> {
    /// Takes one element or member with the comma or bracket behind it; of an array or object as much as its first bracket.
    /// Returns what is due next, nothing at the end of the document.
    #[inline(always)]
    fn step(&mut self, due: State, watch: &mut impl Watch) -> Result<Option<State>, Fault> {
        self.skip_space();
        match (due, self.byte()) {
            (State::FirstValue, Some(b']')) | (State::FirstKey, Some(b'}')) => Ok(Some(self.close(watch))),
            (State::FirstKey | State::Key, _) => self.member(due, watch),
            (State::After, _) => self.after(watch),
            _ => self.value(due, watch),
        }
    }

    #[inline(always)]
    fn member(&mut self, due: State, watch: &mut impl Watch) -> Result<Option<State>, Fault> {
        let start = self.at;
        if self.byte() != Some(b'"') {
            return Err(self.fault(due));
        }
        watch.element(start);
        self.at = self.string(due)?;
        watch.key(start, self.at);
        self.skip_space();
        if self.byte() != Some(b':') {
            return Err(self.fault(if due == State::FirstKey { State::FirstColon } else { State::Colon }));
        }
        self.at += 1;
        self.skip_space();
        self.value(State::Value, watch)
    }

    #[inline(always)]
    fn value(&mut self, due: State, watch: &mut impl Watch) -> Result<Option<State>, Fault> {
        let start = self.at;
        if self.inside == Inside::Array {
            watch.element(start);
        }
        match self.byte() {
            Some(b'{') => return Ok(Some(self.open(Inside::Object, watch))),
            Some(b'[') => return Ok(Some(self.open(Inside::Array, watch))),
            Some(b'"') => {
                self.at = self.string(due)?;
                watch.string(start, self.at);
            }
            Some(b'-' | b'0'..=b'9') => {
                self.at = number(self.text, start).map_err(|_| self.fault(due))?;
            }
            _ => {
                let mismatch = |at| Fault { at, ..self.fault(due) };
                self.at = literal(self.text, start).map_err(mismatch)?;
            }
        }
        watch.ended(self.at);
        self.after(watch)
    }

    /// Takes the comma after a value, or the end of its array or object.
    #[inline(always)]
    fn after(&mut self, watch: &mut impl Watch) -> Result<Option<State>, Fault> {
        self.skip_space();
        let due = match (self.inside, self.byte()) {
            (Inside::Array, Some(b',')) => State::Value,
            (Inside::Object, Some(b',')) => State::Key,
            (Inside::Array, Some(b']')) | (Inside::Object, Some(b'}')) => return Ok(Some(self.close(watch))),
            (Inside::Nothing, None) => return Ok(None),
            _ => return Err(self.fault(State::After)),
        };
        self.at += 1;
        Ok(Some(due))
    }

    fn open(&mut self, kind: Inside, watch: &mut impl Watch) -> State {
        watch.open(self.at);
        self.at += 1;
        self.around.push(self.inside);
        self.inside = kind;
        if kind == Inside::Array { State::FirstValue } else { State::FirstKey }
    }

    fn close(&mut self, watch: &mut impl Watch) -> State {
        watch.close(self.at);
        self.at += 1;
        self.inside = self.around.pop().unwrap_or(Inside::Nothing);
        watch.ended(self.at);
        State::After
    }

    #[inline(always)]
    fn string(&self, due: State) -> Result<usize, Fault> {
        string(self.text, self.at).map_err(|at| Fault { at, from: at, in_string: true, ..self.fault(due) })
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        self.at = skip_space(self.text, self.at);
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn fault(&self, due: State) -> Fault {
        Fault { at: self.at, from: self.at, state: due, inside: self.inside, in_string: false }
    }
}
