//! Writes JSON text of tokens, which JavaScript collects while it walks a value.
//!
//! Strings come as UTF-16, one after the other, and numbers as they are. The keys of objects are given once and then by
//! number: most objects have the keys of others.

mod number;
mod string;
mod token;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::mem;

pub use token::Token;

/// Bytes of a block, and those that are left free so that what is written next has room.
const BLOCK: usize = 1 << 20;
const FREE: usize = 1 << 18;

/// A text in the making.
#[derive(Default)]
pub struct Writer {
    /// The blocks of the text that are full, but for those taken.
    full: VecDeque<Vec<u8>>,
    /// Bytes of them.
    full_bytes: usize,
    /// The block that is written.
    text: Vec<u8>,
    /// UTF-16 units of all of the text.
    units: u64,
    /// Keys in their JSON form, each with a comma before and a colon behind.
    keys: Vec<Box<[u8]>>,
    /// What one level is indented by, in UTF-8. Without it there are no line breaks.
    gap: Vec<u8>,
    /// Levels around the next member.
    depth: usize,
    before: Before,
}

/// What is before the next value.
#[derive(Clone, Copy, Default, PartialEq)]
enum Before {
    /// Nothing at all, or its key.
    #[default]
    Nothing,
    /// The beginning of the array or object that it is in.
    Opening,
    /// Another value in the same array or object.
    Value,
}

/// What tokens refer to, in their order: numbers, and strings one after the other.
pub struct Content<'a> {
    pub numbers: &'a [f64],
    pub units: &'a [u16],
}

impl Writer {
    /// A text whose levels are indented by `gap`.
    pub fn new(gap: &[u16]) -> Self {
        let mut writer = Self::default();
        string::raw(gap, &mut writer.gap);
        writer
    }

    /// Bytes that can be taken.
    pub fn pending(&self) -> usize {
        self.full_bytes + self.text.len()
    }

    /// UTF-16 units of all that was written.
    pub fn units(&self) -> u64 {
        self.units
    }

    /// The next block of the text: the last one even if it is not full. None where nothing is pending.
    pub fn take(&mut self) -> Option<Vec<u8>> {
        if self.full.is_empty() {
            self.seal();
        }
        let block = self.full.pop_front()?;
        self.full_bytes -= block.len();
        Some(block)
    }

    /// Writes tokens. A token that has text is followed by the number of its units.
    ///
    /// # Panics
    /// Where a token is unknown, or refers to content or a key that is not there.
    pub fn write(&mut self, tokens: &[u32], mut content: Content) {
        let start = self.text.len();
        if start == 0 && self.units > 0 {
            self.text.reserve(BLOCK);
        }
        let mut tokens = tokens.iter().copied();
        while let Some(word) = tokens.next() {
            let token = Token::of(word);
            let units = if token.has_text() { content.text(tokens.next()) } else { &[] };
            match token {
                Token::DefineKey => self.define(units),
                Token::OpenKey => {
                    self.separate();
                    self.text.push(b'"');
                }
                Token::CloseKey => {
                    self.text.extend_from_slice(if self.gap.is_empty() { b"\":" } else { b"\": " });
                    self.before = Before::Nothing;
                }
                Token::Piece => string::escaped(units, &mut self.text),
                Token::MoreRaw => string::raw(units, &mut self.text),
                Token::CloseString => self.text.push(b'"'),
                Token::CloseArray => self.close(b']'),
                Token::CloseObject => self.close(b'}'),
                _ => {
                    self.begin_member(word);
                    match token {
                        Token::OpenArray => self.open(b'['),
                        Token::OpenObject => self.open(b'{'),
                        Token::Null => self.text.extend_from_slice(b"null"),
                        Token::True => self.text.extend_from_slice(b"true"),
                        Token::False => self.text.extend_from_slice(b"false"),
                        Token::Number => number::write(content.number(), &mut self.text),
                        Token::Raw => string::raw(units, &mut self.text),
                        Token::OpenString => self.text.push(b'"'),
                        _ => string::quoted(units, &mut self.text),
                    }
                }
            }
        }
        self.units += string::units(&self.text[start..]);
        if self.text.len() > BLOCK - FREE {
            self.seal();
        }
    }

    fn seal(&mut self) {
        if !self.text.is_empty() {
            self.full_bytes += self.text.len();
            self.full.push_back(mem::take(&mut self.text));
        }
    }

    fn define(&mut self, key: &[u16]) {
        let mut text = vec![b','];
        string::quoted(key, &mut text);
        text.extend_from_slice(if self.gap.is_empty() { b":" } else { b": " });
        self.keys.push(text.into_boxed_slice());
    }

    /// What comes before a value: a comma, a line break, and the key that its token has.
    fn begin_member(&mut self, word: u32) {
        let key = Token::key_of(word);
        if key == 0 || !self.gap.is_empty() {
            self.separate();
        }
        if key > 0 {
            let has_comma = self.gap.is_empty() && self.before == Before::Value;
            let key = &self.keys[key - 1];
            self.text.extend_from_slice(if has_comma { key } else { &key[1..] });
        }
        self.before = Before::Value;
    }

    fn separate(&mut self) {
        match self.before {
            Before::Nothing => return,
            Before::Opening => {}
            Before::Value => self.text.push(b','),
        }
        self.break_line();
    }

    fn break_line(&mut self) {
        if self.gap.is_empty() {
            return;
        }
        self.text.push(b'\n');
        for _ in 0..self.depth {
            self.text.extend_from_slice(&self.gap);
        }
    }

    fn open(&mut self, bracket: u8) {
        self.text.push(bracket);
        self.depth += 1;
        self.before = Before::Opening;
    }

    fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        if self.before != Before::Opening {
            self.break_line();
        }
        self.text.push(bracket);
        self.before = Before::Value;
    }
}

impl<'a> Content<'a> {
    fn number(&mut self) -> f64 {
        let (&first, rest) = self.numbers.split_first().expect("a number for each token of one");
        self.numbers = rest;
        first
    }

    fn text(&mut self, units: Option<u32>) -> &'a [u16] {
        let length = units.expect("the length of a text") as usize;
        let (text, rest) = self.units.split_at(length);
        self.units = rest;
        text
    }
}
