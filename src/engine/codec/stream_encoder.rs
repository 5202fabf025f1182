//! Compressing what comes in pieces.

use zlib_rs::Strategy;

use super::stream::{ENCODE_STEP, Encoder, Flush};
use super::{Compression, engines, output};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// What to do after a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing: what is ready comes out.
    Wait,
    /// All that was written comes out, in a form that can be decoded.
    Flush(Flush),
    /// The compressed data ends.
    End,
}

/// Compresses data that comes in pieces. After a failure it must not be used again.
pub struct StreamEncoder {
    spec: Compression,
    /// Made with the first piece, by the thread that compresses it.
    encoder: Option<Box<dyn Encoder>>,
}

impl StreamEncoder {
    /// Nothing written yet.
    pub fn new(spec: Compression) -> Self {
        Self { spec, encoder: None }
    }

    /// Takes a piece and returns what comes out: about as many bytes at most, and those that the engine held. What
    /// follows the end is compressed data of its own. An empty piece to wait for more with is a write too: the next
    /// flush is then not one that zlib leaves out because it follows another.
    ///
    /// # Errors
    /// Those of [`compress`](super::compress).
    pub fn write(&mut self, input: InputBytes<'_>, then: Then, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        let encoder = match &mut self.encoder {
            Some(encoder) => encoder,
            None => self.encoder.insert(engines::encoder(&self.spec, None)?),
        };
        let mut out = Vec::new();
        write_all(&mut **encoder, input, cancel, &mut out)?;
        match then {
            Then::Wait if input.len() == 0 => encoder.write(&[], &mut out)?,
            Then::Wait => {}
            Then::Flush(how) => encoder.flush(how, &mut out)?,
            Then::End => {
                encoder.finish(&mut out)?;
                // Freed here, and not where the encoder is dropped, which is the event loop's thread.
                self.encoder = None;
            }
        }
        Ok(output::trim(out))
    }

    /// Goes on with another level and strategy, in deflate and its relatives, and returns what comes out of a flush.
    ///
    /// # Errors
    /// As [`write`](Self::write); `Internal` for the formats that cannot.
    pub fn retune(&mut self, level: i32, strategy: Strategy) -> Result<Vec<u8>, Failure> {
        self.spec.level = level;
        self.spec.tuning.strategy = strategy;
        let mut out = Vec::new();
        if let Some(encoder) = &mut self.encoder {
            encoder.retune(&self.spec, &mut out)?;
        }
        Ok(output::trim(out))
    }
}

/// Gives all of `input` to `encoder`, block by block.
pub fn write_all(
    encoder: &mut dyn Encoder,
    input: InputBytes<'_>,
    cancel: &Cancel,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let (mut scratch, mut at) = (Vec::new(), 0);
    while at < input.len() {
        cancel.check()?;
        let block = input.block(at, ENCODE_STEP, &mut scratch);
        encoder.write(block, out)?;
        at += block.len();
    }
    cancel.check()
}
