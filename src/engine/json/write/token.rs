//! The tokens of a text.

/// What a token is, in its lower bits. A value's has its key above: 0 for none, or one that was written by itself, else the
/// place of the key among those defined, from 1.
#[derive(Clone, Copy, PartialEq)]
#[repr(u32)]
pub enum Token {
    /// Text: a key that values refer to later.
    DefineKey,
    /// The beginning of a key that pieces follow.
    OpenKey,
    CloseKey,
    /// Text: a part of a key or string.
    Piece,
    /// Text: what follows `Raw`.
    MoreRaw,
    CloseString,
    CloseArray,
    CloseObject,
    OpenArray,
    OpenObject,
    Null,
    True,
    False,
    Number,
    /// Text.
    String,
    /// Text that is JSON already.
    Raw,
    /// The beginning of a string that pieces follow.
    OpenString,
}

const BITS: u32 = 5;

const ALL: [Token; 17] = [
    Token::DefineKey,
    Token::OpenKey,
    Token::CloseKey,
    Token::Piece,
    Token::MoreRaw,
    Token::CloseString,
    Token::CloseArray,
    Token::CloseObject,
    Token::OpenArray,
    Token::OpenObject,
    Token::Null,
    Token::True,
    Token::False,
    Token::Number,
    Token::String,
    Token::Raw,
    Token::OpenString,
];

impl Token {
    /// What is added to a value's token for each place of its key.
    pub const KEY: u32 = 1 << BITS;

    /// # Panics
    /// Where there is no such token.
    pub(super) fn of(word: u32) -> Self {
        ALL[(word % Self::KEY) as usize]
    }

    pub(super) fn key_of(word: u32) -> usize {
        (word / Self::KEY) as usize
    }

    pub(super) fn has_text(self) -> bool {
        matches!(self, Self::DefineKey | Self::Piece | Self::MoreRaw | Self::String | Self::Raw)
    }
}
