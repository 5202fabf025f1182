//! Checks serialized values (V8's structured clone format, versions 13 and later) before V8 reads them.
//!
//! V8's own reader is safe against damaged bytes, but it is recursive, and twenty bytes can make it allocate an array of
//! thirty million elements. So values from a process that is not trusted are walked here first, with an explicit stack.
//! Every count is compared with the bytes that are left, and the memory and time that all values will take with the
//! limits. Keys that were chosen to collide in V8's hash tables, which would take minutes to insert, are found too.
//!
//! The format is that of `v8/src/objects/value-serializer.cc` as V8 11 to 14 write it. Only what lib/workers lets V8
//! write is accepted: no shared memory, no WebAssembly, and views in the form that lib/workers gives them.

mod budget;
mod collisions;
mod reader;
mod shapes;
mod tags;
#[cfg(test)]
mod tests;
mod walk;

use std::fmt;

pub use walk::check;

/// What a serialized value may contain.
pub struct Limits {
    /// The format's version, which both ends share since they run the same program.
    pub version: u32,
    /// How deep values lie within each other. V8 gives up at about 1 500.
    pub depth: usize,
    /// Bytes of memory that all values together may take, by the estimates of the table of tags.
    pub memory: u64,
    /// Nanoseconds that V8 may take to build them all, by the estimates of the same table.
    pub time: u64,
    /// How many kinds of views there are.
    pub views: u32,
    /// How many buffers came beside the value.
    pub attachments: u32,
}

/// What is known of a value that was accepted.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Whether an object has an own property called `__proto__`.
    pub prototype_keys: bool,
}

/// Why a value was refused.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends in the middle.
    Truncated,
    /// It goes on after its end.
    Trailing,
    /// It does not begin with the version of the format.
    Version,
    /// A tag that is unknown, not allowed, or has no place here.
    Tag { tag: u8, at: usize },
    /// A number of more than 32 bits, a length or count that contradicts another, a reference to nothing.
    Number { at: usize },
    /// Too many values within each other.
    Depth,
    /// Too much memory.
    Memory,
    /// Too much work.
    Time,
    /// Too many keys of maps and sets that were chosen to collide.
    Collisions,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("it ends too early"),
            Self::Trailing => f.write_str("bytes follow its end"),
            Self::Version => f.write_str("its format has another version"),
            Self::Tag { tag, at } => write!(f, "tag {tag:#04x} at byte {at} has no place there"),
            Self::Number { at } => write!(f, "the number at byte {at} is wrong"),
            Self::Depth => f.write_str("its values are nested too deeply"),
            Self::Memory => f.write_str("its values need too much memory"),
            Self::Time => f.write_str("its values take too long to build"),
            Self::Collisions => f.write_str("the keys of its maps and sets collide"),
        }
    }
}
