//! The tags that may come, and what a value costs its reader.

use super::budget::Cost;

/// Fills up to an even place before text of two bytes a unit.
pub const PADDING: u8 = 0;
pub const VERSION: u8 = 0xff;

pub const HOLE: u8 = b'-';
pub const REFERENCE: u8 = b'^';
pub const LATIN1: u8 = b'"';
pub const UTF16: u8 = b'c';
pub const INT32: u8 = b'I';
pub const UINT32: u8 = b'U';
pub const DOUBLE: u8 = b'N';
pub const BIGINT: u8 = b'Z';

pub const OBJECT: u8 = b'o';
pub const OBJECT_END: u8 = b'{';
pub const SPARSE_ARRAY: u8 = b'a';
pub const SPARSE_ARRAY_END: u8 = b'@';
pub const DENSE_ARRAY: u8 = b'A';
pub const DENSE_ARRAY_END: u8 = b'$';
pub const MAP: u8 = b';';
pub const MAP_END: u8 = b':';
pub const SET: u8 = b'\'';
pub const SET_END: u8 = b',';
pub const ERROR: u8 = b'r';

/// What follows the tag of a value that contains no others.
#[derive(Clone, Copy)]
pub enum Content {
    Nothing,
    /// A 32-bit integer.
    Number,
    /// Eight bytes.
    Double,
    /// A sign bit and a length, and that many bytes.
    BigInt,
    /// A length and that many bytes.
    Bytes,
    /// A length, the length it may grow to, and as many bytes as the first says.
    Resizable,
    /// As bytes, of an even number.
    Utf16,
    /// A tag of text, and the text.
    Text,
    /// Text and flags.
    RegExp,
    /// The number of an attachment.
    Attachment,
    /// A view: its kind, then a length and that many bytes, or for the kinds above those the number of an attachment.
    View,
}

/// A value that contains no others.
#[derive(Clone, Copy)]
pub struct Leaf {
    pub content: Content,
    /// Beside its bytes, which are counted as they come.
    pub cost: Cost,
    /// Whether later values may refer to it.
    pub object: bool,
}

/// The leaf with this tag.
pub fn leaf(tag: u8) -> Option<Leaf> {
    use Content::*;
    let (content, memory, time, object) = match tag {
        b'_' | b'0' | b'T' | b'F' => (Nothing, 8, 10, false),
        INT32 | UINT32 => (Number, 8, 20, false),
        DOUBLE => (Double, 24, 20, false),
        BIGINT => (BigInt, 32, 50, false),
        LATIN1 => (Bytes, 32, 30, false),
        UTF16 => (Utf16, 32, 30, false),
        b'D' => (Double, 144, 150, true),
        b'y' | b'x' => (Nothing, 80, 50, true),
        b'n' => (Double, 88, 250, true),
        b'z' => (BigInt, 112, 100, true),
        b's' => (Text, 112, 100, true),
        b'R' => (RegExp, 160, 600, true),
        b'B' => (Bytes, 512, 200, true),
        b'~' => (Resizable, 8192, 6000, true),
        b't' => (Attachment, 512, 500, true),
        b'\\' => (View, 512, 1000, true),
        _ => return None,
    };
    Some(Leaf { content, cost: Cost::new(memory, time), object })
}

/// What containers cost while they are empty.
pub const OBJECT_COST: Cost = Cost::new(128, 50);
pub const ARRAY_COST: Cost = Cost::new(80, 50);
pub const COLLECTION_COST: Cost = Cost::new(256, 100);
pub const ERROR_COST: Cost = Cost::new(256, 200);
/// What an element of an array costs beside its value, also one that is a hole, and a reference.
pub const ELEMENT_COST: Cost = Cost::new(8, 10);
/// What an entry of a map or set costs beside what is in it.
pub const ENTRY_COST: Cost = Cost::new(48, 100);
/// What a property of an array costs beside its value, if it is one that has a place waiting for it, or a name.
pub const INDEX_COST: Cost = Cost::new(24, 250);
pub const ARRAY_PROPERTY_COST: Cost = Cost::new(24, 650);
/// What a property costs whose key is a number without a place.
pub const HASHED_COST: Cost = Cost::new(128, 750);
/// What a byte of a regular expression costs while V8 parses it.
pub const PATTERN_COST: Cost = Cost::new(100, 20);
/// What each property and element costs while keys `__proto__` are removed, if there are any.
pub const PROTOTYPE_SEARCH_COST: Cost = Cost::new(0, 250);

/// Arrays longer than this keep their elements in a dictionary: `JSArray::kMaxFastArrayLength`, with a margin.
pub const MAX_FAST_ARRAY: u32 = 1 << 26;

pub mod error {
    /// The classes that have one.
    pub const PROTOTYPES: &[u8] = b"ERFSTU";
    pub const MESSAGE: u8 = b'm';
    pub const STACK: u8 = b's';
    pub const CAUSE: u8 = b'c';
    pub const END: u8 = b'.';
}
