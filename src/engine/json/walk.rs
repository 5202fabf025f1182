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
}

/// Tokens between two looks at the flag.
const TOKENS_A_BLOCK: u32 = 1 << 14;

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
    let mut walk = Walk { text, at, stack: Vec::new(), state: State::Value };
    let mut tokens = 0_u32;
    loop {
        if tokens.is_multiple_of(TOKENS_A_BLOCK) {
            cancel.check()?;
        }
        tokens = tokens.wrapping_add(1);
        match walk.step(watch) {
            Ok(true) => {}
            Ok(false) => return Ok(Ok(())),
            Err(fault) => return Ok(Err(fault)),
        }
    }
}

struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    stack: Vec<Inside>,
    state: State,
}

impl Walk<'_> {
    /// Takes what is due next. False at the end of the document.
    fn step(&mut self, watch: &mut impl Watch) -> Result<bool, Fault> {
        self.at = skip_space(self.text, self.at);
        match self.state {
            State::FirstValue if self.byte() == Some(b']') => self.close(watch),
            State::FirstKey if self.byte() == Some(b'}') => self.close(watch),
            State::Value | State::FirstValue => self.value(watch)?,
            State::FirstKey | State::Key => self.key(watch)?,
            State::FirstColon | State::Colon => {
                if self.byte() != Some(b':') {
                    return Err(self.fault());
                }
                self.at += 1;
                self.state = State::Value;
            }
            State::After => return self.after(watch),
        }
        Ok(true)
    }

    fn value(&mut self, watch: &mut impl Watch) -> Result<(), Fault> {
        let start = self.at;
        let inside = self.inside();
        if inside == Inside::Array {
            watch.element(start);
        }
        match self.byte() {
            Some(b'{') => {
                self.open(Inside::Object, watch);
                return Ok(());
            }
            Some(b'[') => {
                self.open(Inside::Array, watch);
                return Ok(());
            }
            Some(b'"') => {
                self.at = self.string()?;
                watch.string(start, self.at);
            }
            Some(b'-' | b'0'..=b'9') => {
                self.at = number(self.text, start).map_err(|_| self.fault())?;
            }
            _ => {
                let mismatch = |at| Fault { at, ..self.fault() };
                self.at = literal(self.text, start).map_err(mismatch)?;
            }
        }
        self.state = State::After;
        watch.ended(self.at);
        Ok(())
    }

    fn key(&mut self, watch: &mut impl Watch) -> Result<(), Fault> {
        let start = self.at;
        if self.byte() != Some(b'"') {
            return Err(self.fault());
        }
        watch.element(start);
        self.at = self.string()?;
        watch.key(start, self.at);
        self.state = if self.state == State::FirstKey { State::FirstColon } else { State::Colon };
        Ok(())
    }

    fn after(&mut self, watch: &mut impl Watch) -> Result<bool, Fault> {
        let inside = self.inside();
        match (inside, self.byte()) {
            (Inside::Nothing, None) => return Ok(false),
            (Inside::Array, Some(b',')) => self.state = State::Value,
            (Inside::Object, Some(b',')) => self.state = State::Key,
            (Inside::Array, Some(b']')) | (Inside::Object, Some(b'}')) => {
                self.close(watch);
                return Ok(true);
            }
            _ => return Err(self.fault()),
        }
        self.at += 1;
        Ok(true)
    }

    fn open(&mut self, kind: Inside, watch: &mut impl Watch) {
        watch.open(self.at);
        self.at += 1;
        self.stack.push(kind);
        self.state = if kind == Inside::Array { State::FirstValue } else { State::FirstKey };
    }

    fn close(&mut self, watch: &mut impl Watch) {
        watch.close(self.at);
        self.at += 1;
        self.stack.pop();
        self.state = State::After;
        watch.ended(self.at);
    }

    fn string(&self) -> Result<usize, Fault> {
        string(self.text, self.at).map_err(|at| Fault { at, from: at, in_string: true, ..self.fault() })
    }

    fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn inside(&self) -> Inside {
        self.stack.last().copied().unwrap_or(Inside::Nothing)
    }

    fn fault(&self) -> Fault {
        Fault { at: self.at, from: self.at, state: self.state, inside: self.inside(), in_string: false }
    }
}
