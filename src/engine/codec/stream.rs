//! Codecs as state machines, fed block by block. One-shot calls, files and streams are all built on these.

use super::options::Compression;
use crate::engine::failure::Failure;

/// The most input that is given to an encoder at once, in bytes, between two looks at the cancel flag. Smaller
/// steps make no encoder slower; at Brotli's upper levels they are what keeps a step short.
pub const ENCODE_STEP: usize = 32 << 10;

/// The most input that is given to a decoder at once, in bytes.
pub const DECODE_STEP: usize = 64 << 10;

/// How to flush: deflate has zlib's ways (its manual describes them), the other formats have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    Partial,
    Sync,
    Full,
    Block,
}

/// Compresses what it is given. After an error it must not be used again.
pub trait Encoder: Send {
    /// Takes all of `input`; appends what is ready.
    fn write(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure>;

    /// Appends all that is needed to decode what was written so far. After `Flush::Block` up to a byte of it may
    /// be missing.
    fn flush(&mut self, how: Flush, out: &mut Vec<u8>) -> Result<(), Failure>;

    /// Flushes, and goes on with what `spec` says of level and tuning; nothing else in it may differ.
    fn retune(&mut self, spec: &Compression, out: &mut Vec<u8>) -> Result<(), Failure>;

    /// Appends the end of the compressed data. Call it once, last.
    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Failure>;
}

/// How far a call of [`Decoder::decode`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Bytes of the input that need not be given again.
    pub consumed: usize,
    pub next: Next,
}

/// What a decoder wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// All input is consumed: give more, or call [`Decoder::finish`].
    Input,
    /// The limit on output was reached: call again with the input that is left, even if that is none.
    Output,
    /// The data has ended, and further input is ignored.
    Nothing,
}

/// Decompresses what it is given. After an error it must not be used again.
pub trait Decoder: Send {
    /// Decodes from `input` and appends at most `limit` bytes, for which it makes room. `limit` is not zero.
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure>;

    /// Ends the input. Fails if the data is not complete.
    fn finish(&mut self) -> Result<(), Failure>;
}
