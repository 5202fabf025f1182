//! Decompressing so little data that it takes no longer than to hand it to another thread and back.

use super::stream::Decoder as _;
use super::{Decompression, Format, brotli, detect, output, single_call};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// How much is decompressed on the thread that asks for it: up to these bounds it takes some 10 microseconds.
///
/// gzip and Zstandard say how much comes out. What comes out of the others shows only when the room is used up, and then the
/// work was for nothing, so their inputs are smaller. The decoder of Brotli takes twice as long as the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Small {
    /// The most compressed bytes.
    pub input: usize,
    /// The most bytes that come out.
    pub output: usize,
}

impl Small {
    const fn new(input: usize, output: usize) -> Self {
        Self { input, output }
    }

    /// The bounds of a format.
    pub const fn of(format: Format) -> Self {
        match format {
            Format::Gzip | Format::Zstd => Self::new(4 << 10, 16 << 10),
            Format::Deflate | Format::DeflateRaw => Self::new(2 << 10, 16 << 10),
            Format::Brotli => Self::new(1 << 10, 8 << 10),
        }
    }
}

/// What [`super::decompress`] returns, where the data is one plain member or frame within the bounds of [`Small`]. `None`
/// for all else, such as data that is wrong: only [`super::decompress`] says what is the matter with it.
pub fn decompress_small(spec: &Decompression, input: InputBytes<'_>) -> Option<Vec<u8>> {
    let mut scratch = Vec::new();
    let format = match spec.format {
        Some(format) => format,
        None => detect::format_of(input.block(0, detect::MAGIC_BYTES, &mut scratch)).ok()?,
    };
    let bounds = Small::of(format);
    if input.len() > bounds.input {
        return None;
    }
    let bounded = Decompression { max_output: spec.max_output.min(bounds.output as u64), ..spec.clone() };
    let decoded = match format {
        Format::Brotli => unbrotli(&bounded, input.block(0, input.len(), &mut scratch)),
        _ => single_call::decompress(format, &bounded, &input),
    };
    decoded.ok().flatten().map(output::trim)
}

fn unbrotli(spec: &Decompression, input: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
    let mut decoder = brotli::Decoder::new(spec)?;
    let mut out = Vec::new();
    let step = decoder.decode(input, spec.max_output as usize, &mut out)?;
    let done = step.consumed == input.len() && decoder.finish().is_ok();
    Ok(done.then_some(out))
}
