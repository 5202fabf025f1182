//! Which engine encodes and decodes what is asked for.

use super::detect::{Guess, MAGIC_BYTES, format_of, guess};
use super::seekable::{self, SeekableChunker};
use super::stream::{Decoder, Encoder, Next, Step};
use super::{Compression, Decompression, Format, brotli, deflate, fault, zstd};
use crate::engine::failure::Failure;

/// An encoder for `spec`. `size`, if known, is how many bytes will be written in all: it must be right.
pub fn encoder(spec: &Compression, size: Option<u64>) -> Result<Box<dyn Encoder>, Failure> {
    if let Some(chunker) = SeekableChunker::of(spec) {
        return Ok(Box::new(seekable::Encoder::new(chunker)));
    }
    Ok(match spec.format {
        Format::Gzip | Format::Deflate | Format::DeflateRaw => Box::new(deflate::Encoder::new(spec)?),
        Format::Brotli => Box::new(brotli::Encoder::new(spec, size)?),
        Format::Zstd => Box::new(zstd::Encoder::new(spec, size)?),
    })
}

/// A decoder for `spec` that gives what comes before a failure, as streams do.
pub fn salvaging_decoder(spec: &Decompression) -> Result<Box<dyn Decoder>, Failure> {
    match spec.format {
        Some(Format::Brotli) => Ok(lenient_where_asked(Box::new(brotli::Decoder::salvaging(spec)?), spec)),
        _ => decoder(spec),
    }
}

/// A decoder for `spec`. The cap on output is its caller's business. What comes before a failure may be lost.
pub fn decoder(spec: &Decompression) -> Result<Box<dyn Decoder>, Failure> {
    match spec.format {
        Some(format) => decoder_of(format, spec),
        None => Ok(Box::new(Detecting::new(spec))),
    }
}

/// A decoder for `spec`, whose format is known by now.
pub fn decoder_of(format: Format, spec: &Decompression) -> Result<Box<dyn Decoder>, Failure> {
    let decoder: Box<dyn Decoder> = match format {
        Format::Gzip | Format::Deflate | Format::DeflateRaw => Box::new(deflate::Decoder::new(format, spec)),
        Format::Brotli => Box::new(brotli::Decoder::new(spec)?),
        Format::Zstd => Box::new(zstd::Decoder::new(spec)?),
    };
    Ok(lenient_where_asked(decoder, spec))
}

fn lenient_where_asked(decoder: Box<dyn Decoder>, spec: &Decompression) -> Box<dyn Decoder> {
    if spec.accept_truncated { Box::new(Lenient(decoder)) } else { decoder }
}

/// Takes data that ends too early as it is.
struct Lenient(Box<dyn Decoder>);

impl Decoder for Lenient {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        self.0.decode(input, limit, out)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match self.0.finish() {
            Err(failure) if fault::is_truncated(&failure) => Ok(()),
            result => result,
        }
    }
}

/// Reads gzip, zlib or zstd, whichever comes.
struct Detecting {
    spec: Decompression,
    /// The first bytes, until the decoder has taken them.
    head: Vec<u8>,
    decoder: Option<Box<dyn Decoder>>,
}

impl Detecting {
    /// A decoder for `spec`, which says no format.
    fn new(spec: &Decompression) -> Self {
        Self { spec: spec.clone(), head: Vec::new(), decoder: None }
    }
}

impl Decoder for Detecting {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        let Some(decoder) = &mut self.decoder else {
            let taken = input.len().min(MAGIC_BYTES - self.head.len());
            self.head.extend_from_slice(&input[..taken]);
            match guess(&self.head) {
                Guess::More => return Ok(Step { consumed: taken, next: Next::Input }),
                Guess::Nothing => return Err(fault::wrong("incorrect header check")),
                Guess::Is(format) => self.decoder = Some(decoder_of(format, &self.spec)?),
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
