//! Bytes in memory to bytes in memory.

use super::chunked;
use super::output::{self, Bounded};
use super::stream::{DECODE_STEP, Decoder, Next};
use super::stream_encoder::write_all;
use super::{
    Compression, Decompression, Format, detect, engines, gzip_index, ordered_parallel, seekable, single_call,
};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Compresses `input`. The same input and `spec` give the same bytes every time.
///
/// Called on a thread of a pool, gzip and its relatives and Zstandard use all of the pool that is idle.
///
/// Looks at `cancel` every 32 KiB of input, or every 20 ms or so. Engines collect input, and then
/// cannot be stopped while they think: Zstandard 128 KiB, which takes up to 100 ms from level 16 and 300 ms
/// at 22; Brotli 64 KiB and at times some megabytes, which takes up to 100 ms at quality 9 and some
/// seconds at 10 and 11.
///
/// # Errors
/// `Aborted`, or `OutOfMemory`; `Data` if Zstandard cannot use the dictionary.
pub fn compress(spec: &Compression, input: InputBytes<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    cancel.check()?;
    if let Some(bytes) = single_call::compress(spec, &input)? {
        return Ok(output::trim(bytes));
    }
    let size = Some(input.len() as u64);
    if let Some(assembly) = chunked::assembly(spec, size) {
        return chunked::compress(&*assembly, input, ordered_parallel::threads_here(spec.threads), cancel);
    }
    let mut encoder = engines::encoder(spec, size)?;
    let mut out = Vec::new();
    write_all(&mut *encoder, input, cancel, &mut out)?;
    encoder.finish(&mut out)?;
    Ok(output::trim(out))
}

/// Decompresses `input`: every gzip member, every zstd frame.
///
/// Called on a thread of a pool, seekable Zstandard and gzip with an index of its pieces use all of the pool that is idle.
///
/// Looks at `cancel` every 64 KiB of input and every MiB of output, or every 20 ms where that is longer.
///
/// # Errors
/// `Aborted`, `OutOfMemory`; `TooLarge` as soon as there is one byte more than `spec.max_output`;
/// `TrailingJunk` if that is asked for; else `Data` with the code, number and message of node:zlib.
pub fn decompress(spec: &Decompression, input: InputBytes<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    cancel.check()?;
    let mut scratch = Vec::new();
    let format = match spec.format {
        Some(format) => format,
        None => detect::format_of(input.block(0, detect::MAGIC_BYTES, &mut scratch))?,
    };
    if format == Format::Zstd
        && let Some(bytes) = seekable::decompress(spec, &input, cancel)?
    {
        return Ok(bytes);
    }
    if format == Format::Gzip
        && let Some(bytes) = gzip_index::decompress(spec, &input, cancel)?
    {
        return Ok(bytes);
    }
    if let Some(bytes) = single_call::decompress(format, spec, &input)? {
        return Ok(output::trim(bytes));
    }
    let mut decoder = engines::decoder_of(format, spec)?;
    let mut out = Bounded::new(spec.max_output, input.len());
    let mut at = 0;
    while at < input.len() {
        let block = input.block(at, DECODE_STEP, &mut scratch);
        at += block.len();
        if decode_block(&mut *decoder, block, &mut out, cancel)? == Next::Nothing {
            break;
        }
    }
    decoder.finish()?;
    Ok(output::trim(out.bytes))
}

/// Decodes `block`, or the part of it before the end of the data. Returns what the decoder wants next.
fn decode_block(
    decoder: &mut dyn Decoder,
    mut block: &[u8],
    out: &mut Bounded,
    cancel: &Cancel,
) -> Result<Next, Failure> {
    loop {
        cancel.check()?;
        let room = out.room()?;
        let step = decoder.decode(block, room, &mut out.bytes)?;
        out.check()?;
        block = &block[step.consumed..];
        if step.next != Next::Output {
            return Ok(step.next);
        }
    }
}
