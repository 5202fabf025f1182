//! Finding out a format by its first bytes.

use super::{Format, fault, zstd};
use crate::engine::failure::Failure;

/// As many bytes as are needed to be sure of any format.
pub const MAGIC_BYTES: usize = 4;

/// What first bytes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    Is(Format),
    /// There are too few bytes to say.
    More,
    Nothing,
}

/// What `head`, the first bytes of some data, shows. [`MAGIC_BYTES`] bytes never ask for more.
pub fn guess(head: &[u8]) -> Guess {
    match *head {
        [] => Guess::More,
        [0x1f] => Guess::More,
        [0x1f, 0x8b, ..] => Guess::Is(Format::Gzip),
        [first] if may_begin_zlib(first) => Guess::More,
        [first, second, ..] if is_zlib(first, second) => Guess::Is(Format::Deflate),
        _ => {
            let magic = &head[..head.len().min(MAGIC_BYTES)];
            match (zstd::may_begin_frame(magic), magic.len() == MAGIC_BYTES) {
                (true, true) => Guess::Is(Format::Zstd),
                (true, false) => Guess::More,
                (false, _) => Guess::Nothing,
            }
        }
    }
}

/// Deflate, in a window of at most 32 KiB (RFC 1950).
fn may_begin_zlib(first: u8) -> bool {
    first & 0x0f == 8 && first >> 4 <= 7
}

fn is_zlib(first: u8, second: u8) -> bool {
    may_begin_zlib(first) && u16::from_be_bytes([first, second]).is_multiple_of(31)
}

/// The format that `head` shows, which is all there is or at least [`MAGIC_BYTES`] bytes.
pub fn format_of(head: &[u8]) -> Result<Format, Failure> {
    match guess(head) {
        Guess::Is(format) => Ok(format),
        Guess::More => Err(fault::truncated()),
        Guess::Nothing => Err(fault::wrong("incorrect header check")),
    }
}
