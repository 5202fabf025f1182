//! Finding out a format by its first bytes.

use super::stream::{self, Next, Step};
use super::{Decompression, Format, fault, zstd};
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

/// Reads gzip, zlib or zstd, whichever comes.
pub struct Decoder {
    spec: Decompression,
    /// The first bytes, until the decoder has taken them.
    head: Vec<u8>,
    decoder: Option<Box<dyn stream::Decoder>>,
}

impl Decoder {
    /// A decoder for `spec`, which says no format.
    pub fn new(spec: &Decompression) -> Self {
        Self { spec: spec.clone(), head: Vec::new(), decoder: None }
    }
}

impl stream::Decoder for Decoder {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        let Some(decoder) = &mut self.decoder else {
            let taken = input.len().min(MAGIC_BYTES - self.head.len());
            self.head.extend_from_slice(&input[..taken]);
            match guess(&self.head) {
                Guess::More => return Ok(Step { consumed: taken, next: Next::Input }),
                Guess::Nothing => return Err(fault::wrong("incorrect header check")),
                Guess::Is(format) => self.decoder = Some(stream::decoder_of(format, &self.spec)?),
            }
            // The rest of the input is for the decoder: ask to be called again.
            return Ok(Step { consumed: taken, next: Next::Output });
        };
        if !self.head.is_empty() {
            let step = decoder.decode(&self.head, limit, out)?;
            self.head.drain(..step.consumed);
            let next = if step.next == Next::Input { Next::Output } else { step.next };
            return Ok(Step { consumed: 0, next });
        }
        decoder.decode(input, limit, out)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match &mut self.decoder {
            Some(decoder) => decoder.finish(),
            None => format_of(&self.head).and(Err(fault::truncated())),
        }
    }
}
