//! The tags that may come, and what a value costs in the memory of the reader.

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
    /// A tag of text, and it.
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
    /// Bytes of memory, beside those that were counted as they came: measured with V8 11, rounded up, and more where
    /// making one takes longer than its size says.
    pub cost: u64,
    /// Whether later values may refer to it.
    pub object: bool,
}

/// The leaf with this tag.
pub fn leaf(tag: u8) -> Option<Leaf> {
    use Content::*;
    let (content, cost, object) = match tag {
        b'_' | b'0' | b'T' | b'F' => (Nothing, 8, false),
        INT32 | UINT32 => (Number, 8, false),
        DOUBLE => (Double, 24, false),
        BIGINT => (BigInt, 32, false),
        LATIN1 => (Bytes, 32, false),
        UTF16 => (Utf16, 32, false),
        b'D' => (Double, 144, true),
        b'y' | b'x' => (Nothing, 80, true),
        b'n' => (Double, 88, true),
        b'z' => (BigInt, 112, true),
        b's' => (Text, 112, true),
        b'R' => (RegExp, 160, true),
        b'B' => (Bytes, 512, true),
        b'~' => (Resizable, 8192, true),
        b't' => (Attachment, 512, true),
        b'\\' => (View, 512, true),
        _ => return None,
    };
    Some(Leaf { content, cost, object })
}

/// What containers cost while they are empty.
pub const OBJECT_COST: u64 = 128;
pub const ARRAY_COST: u64 = 80;
pub const COLLECTION_COST: u64 = 256;
pub const ERROR_COST: u64 = 256;
/// What a property costs beside its key and value, and an element of an array, also one that is a hole.
pub const PROPERTY_COST: u64 = 24;
pub const ELEMENT_COST: u64 = 8;
/// What an entry of a map or set costs beside what is in it, and a property that is hashed: its key is a number that has
/// no place waiting for it, or its object has many.
pub const ENTRY_COST: u64 = 48;
pub const HASHED_COST: u64 = 128;
/// `kMaxNumberOfDescriptors`: an object with more properties keeps them in a dictionary.
pub const MAX_FAST_PROPERTIES: u64 = 1020;

/// What a byte of a regular expression costs while V8 parses it.
pub const PATTERN_COST: u64 = 100;

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
