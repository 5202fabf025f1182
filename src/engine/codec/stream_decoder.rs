//! Decompressing what comes in pieces, into pieces of bounded size.

use super::stream::{DECODE_STEP, Decoder, Next};
use super::{Decompression, engines, output};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The most bytes that one step gives: a quarter of a millisecond of work at least.
pub const PIECE: usize = 256 << 10;
/// The least bytes to make room for.
const ROOM: usize = 16 << 10;

/// Decompresses data that comes in pieces. After a failure it must not be used again. What was decoded before a failure
/// comes out in a separate step.
pub struct StreamDecoder {
    spec: Decompression,
    /// Made with the first piece, by the thread that decompresses it.
    decoder: Option<Box<dyn Decoder>>,
    /// Bytes of input not decoded yet, from `at` on.
    rest: Vec<u8>,
    at: usize,
    /// Bytes that may still come out.
    left: u64,
    /// Bytes of input that were part of the data.
    consumed: u64,
    /// What the next step fails with.
    failed: Option<Failure>,
}

impl StreamDecoder {
    /// Nothing read yet.
    pub fn new(spec: Decompression) -> Self {
        let left = spec.max_output;
        Self { spec, decoder: None, rest: Vec::new(), at: 0, left, consumed: 0, failed: None }
    }

    /// Takes `input` and gives what comes out next, at most [`PIECE`] bytes, and what is wanted then. With
    /// `Next::Output` call again, without input, until it is not.
    ///
    /// # Errors
    /// Those of [`decompress`](super::decompress).
    pub fn step(&mut self, input: InputBytes<'_>, cancel: &Cancel) -> Result<(Vec<u8>, Next), Failure> {
        if let Some(failure) = self.failed.take() {
            return Err(failure);
        }
        let mut scratch = Vec::new();
        let fresh = input.block(0, usize::MAX, &mut scratch);
        if self.rest.is_empty() {
            let (consumed, bytes, next) = self.decode(fresh, cancel)?;
            self.rest = fresh[consumed..].to_vec();
            return Ok((bytes, next));
        }
        let (mut rest, at) = (std::mem::take(&mut self.rest), std::mem::take(&mut self.at));
        rest.extend_from_slice(fresh);
        let (consumed, bytes, next) = self.decode(&rest[at..], cancel)?;
        if at + consumed < rest.len() {
            (self.rest, self.at) = (rest, at + consumed);
        }
        Ok((bytes, next))
    }

    /// Ends the input.
    ///
    /// # Errors
    /// `Data` if the compressed data is not complete, `TrailingJunk` if it is and what follows is refused.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.decoder()?.finish()
    }

    /// How many bytes of input were part of the compressed data so far.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    fn decoder(&mut self) -> Result<&mut dyn Decoder, Failure> {
        if self.decoder.is_none() {
            self.decoder = Some(engines::salvaging_decoder(&self.spec)?);
        }
        Ok(&mut **self.decoder.as_mut().expect("made above"))
    }

    /// Decodes one piece from `input`; returns how much of that was consumed.
    fn decode(&mut self, input: &[u8], cancel: &Cancel) -> Result<(usize, Vec<u8>, Next), Failure> {
        let (mut at, mut out) = (0, Vec::new());
        let filled = self.fill(input, &mut at, &mut out, cancel);
        self.left -= out.len() as u64;
        self.consumed += at as u64;
        let next = match filled {
            Ok(next) => next,
            Err(failure) if out.is_empty() || matches!(failure, Failure::Aborted) => return Err(failure),
            Err(failure) => {
                self.failed = Some(failure);
                Next::Output
            }
        };
        // What follows the end or a failure is not looked at.
        let over = next == Next::Nothing || self.failed.is_some();
        Ok((if over { input.len() } else { at }, output::trim(out), next))
    }

    /// Appends at most a piece to `out`, from `input` at `at` on. After a failure `out` has what was decoded before it.
    fn fill(
        &mut self,
        input: &[u8],
        at: &mut usize,
        out: &mut Vec<u8>,
        cancel: &Cancel,
    ) -> Result<Next, Failure> {
        let (left, limit) = (self.left, self.spec.max_output);
        let first = input.len().saturating_mul(8).clamp(ROOM, PIECE);
        let decoder = self.decoder()?;
        loop {
            cancel.check()?;
            let block = &input[*at..input.len().min(*at + DECODE_STEP)];
            let step = decoder.decode(block, room(out, first, left), out);
            let is_too_large = out.len() as u64 > left;
            if is_too_large {
                out.truncate(left as usize);
            }
            let step = step?;
            if is_too_large {
                return Err(Failure::TooLarge { limit });
            }
            *at += step.consumed;
            match step.next {
                Next::Nothing => return Ok(Next::Nothing),
                Next::Input if *at == input.len() => return Ok(Next::Input),
                _ if out.len() == PIECE => return Ok(Next::Output),
                Next::Input | Next::Output => {}
            }
        }
    }
}

/// How many bytes the next call may append: within the piece, and one past the limit so that crossing it shows.
fn room(out: &Vec<u8>, first: usize, left: u64) -> usize {
    let most = usize::try_from(left.saturating_add(1)).unwrap_or(usize::MAX).min(PIECE) - out.len();
    (out.capacity() - out.len()).max(out.len()).max(first).min(most)
}
