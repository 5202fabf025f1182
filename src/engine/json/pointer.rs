//! JSON Pointer (RFC 6901): which keys and indices lead to a value.

use std::borrow::Cow;

/// The way to a value: nothing for the whole document.
#[derive(Debug, Default, PartialEq)]
pub struct Pointer {
    tokens: Vec<Token>,
}

#[derive(Debug, PartialEq)]
struct Token {
    key: Vec<u16>,
    /// Without a sign or leading zeros.
    index: Option<usize>,
}

impl Pointer {
    /// Of tokens whose `~0` and `~1` were replaced, as UTF-16.
    pub fn new(tokens: Vec<Vec<u16>>) -> Self {
        Self { tokens: tokens.into_iter().map(Token::new).collect() }
    }

    pub fn is_whole(&self) -> bool {
        self.tokens.is_empty()
    }

    /// How many steps it takes.
    pub fn depth(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the key of an object, with its quotes, is what step `depth` asks for.
    pub fn names_key(&self, depth: usize, key: &[u8]) -> bool {
        let wanted = &self.tokens[depth].key;
        let inner = &key[1..key.len() - 1];
        if !inner.contains(&b'\\') {
            return String::from_utf8_lossy(inner).encode_utf16().eq(wanted.iter().copied());
        }
        unescape(inner) == *wanted
    }

    /// Whether step `depth` asks for this index of an array.
    pub fn names_index(&self, depth: usize, index: usize) -> bool {
        self.tokens[depth].index == Some(index)
    }
}

impl Token {
    fn new(key: Vec<u16>) -> Self {
        let index = String::from_utf16_lossy(&key).parse::<usize>().ok();
        let index = index.filter(|index| index.to_string().encode_utf16().eq(key.iter().copied()));
        Self { key, index }
    }
}

/// UTF-16 of the inside of a string that was found valid.
fn unescape(inner: &[u8]) -> Vec<u16> {
    let text: Cow<'_, str> = String::from_utf8_lossy(inner);
    let mut units = Vec::new();
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        let unit = if next == '\\' { escaped(&mut rest) } else { Err(next) };
        match unit {
            Ok(unit) => units.push(unit),
            Err(plain) => units.extend_from_slice(plain.encode_utf16(&mut [0; 2])),
        }
    }
    units
}

/// What follows a backslash: a unit by its number, or a character.
fn escaped(rest: &mut std::str::Chars<'_>) -> Result<u16, char> {
    match rest.next() {
        Some('b') => Err('\u{8}'),
        Some('f') => Err('\u{c}'),
        Some('n') => Err('\n'),
        Some('r') => Err('\r'),
        Some('t') => Err('\t'),
        Some('u') => Ok(rest.by_ref().take(4).fold(0, |unit, digit| {
            unit << 4 | digit.to_digit(16).expect("the walk saw four hexadecimal digits") as u16
        })),
        plain => Err(plain.expect("the walk saw what follows")),
    }
}
