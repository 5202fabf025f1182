//! Short inputs in one uninterruptible call: what an engine without state, or a state used once, does fastest.

use zstd_safe::{find_frame_compressed_size, get_frame_content_size};

use super::deflate::{CALL_BYTES, DEFLATE_RATIO, DeflateWrapper, Outcome, Settings};
use super::stream::Decoder as _;
use super::{Compression, Decompression, Format, context, output, zstd};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The largest output, in bytes, that is decoded in one call.
const DECODED_BYTES: u64 = 16 << 20;
/// The largest input that is copied to be decoded in one call, in bytes.
const COPIED_BYTES: usize = 1 << 20;
/// Room for a first and a second try where nothing says how much comes out, in bytes.
const TRIES: [u64; 2] = [256 << 10, 8 << 20];

/// Compresses `input` if one call will do. `None`: it will not.
pub fn compress(spec: &Compression, input: &InputBytes<'_>) -> Result<Option<Vec<u8>>, Failure> {
    match spec.format {
        Format::Gzip | Format::Deflate | Format::DeflateRaw => deflate(spec, input),
        Format::Zstd if !spec.seekable => zstd(spec, input),
        Format::Zstd | Format::Brotli => Ok(None),
    }
}

fn deflate(spec: &Compression, input: &InputBytes<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let settings = Settings::of(spec);
    if settings.is_custom() || input.len() > CALL_BYTES[settings.level as usize] {
        return Ok(None);
    }
    let mut scratch = Vec::new();
    let input = input.block(0, input.len(), &mut scratch);
    let mut wrapper = settings.wrapper(spec.format);
    let mut out = Vec::new();
    output::reserve_exact(&mut out, DeflateWrapper::MAX_BYTES)?;
    wrapper.begin(&mut out);
    context::with_compressor(settings.level, |compressor| compressor.deflate(input, &mut out))??;
    wrapper.update(input);
    output::reserve_exact(&mut out, DeflateWrapper::MAX_BYTES)?;
    wrapper.end(&mut out);
    Ok(Some(out))
}

fn zstd(spec: &Compression, input: &InputBytes<'_>) -> Result<Option<Vec<u8>>, Failure> {
    if !zstd::fits_one_call(spec, input.len()) {
        return Ok(None);
    }
    let mut scratch = Vec::new();
    let input = input.block(0, input.len(), &mut scratch);
    let mut out = Vec::new();
    zstd::Encoder::new(spec, Some(input.len() as u64))?.compress_at_once(input, &mut out)?;
    Ok(Some(out))
}

/// Decompresses `input` if one call will do and all is as it should be. `None`: it is not, or something is
/// unusual; the streaming decoder decides.
pub fn decompress(
    format: Format,
    spec: &Decompression,
    input: &InputBytes<'_>,
) -> Result<Option<Vec<u8>>, Failure> {
    let mut scratch = Vec::new();
    let input = match input.in_place() {
        Some(input) => input,
        None if input.len() <= COPIED_BYTES => input.block(0, input.len(), &mut scratch),
        None => return Ok(None),
    };
    match format {
        Format::Gzip | Format::Deflate | Format::DeflateRaw => inflate(format, spec, input),
        Format::Zstd => unzstd(spec, input),
        Format::Brotli => Ok(None),
    }
}

fn inflate(format: Format, spec: &Decompression, input: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
    let custom = spec.window_bits.is_some_and(|bits| bits != 15) || spec.dictionary.is_some();
    if custom || !is_usual(format, input) {
        return Ok(None);
    }
    let most = spec.max_output.min(DECODED_BYTES).min((input.len() as u64).saturating_mul(DEFLATE_RATIO));
    let tries = match (format, input.last_chunk()) {
        (Format::Gzip, Some(length)) => [u64::from(u32::from_le_bytes(*length)); 2],
        // Data seldom decodes to less than itself.
        _ if input.len() as u64 > TRIES[1] => return Ok(None),
        _ => TRIES.map(|room| room.max(input.len() as u64).min(most)),
    };
    if tries[0] > most {
        return Ok(None);
    }
    context::with_decompressor(|decompressor| {
        for room in tries {
            let mut out = Vec::new();
            output::reserve_exact(&mut out, room as usize)?;
            match decompressor.inflate(format, input, room as usize, &mut out) {
                Outcome::Done { consumed } if consumed == input.len() => return Ok(Some(out)),
                Outcome::NoRoom if tries[0] != tries[1] => {}
                _ => return Ok(None),
            }
        }
        Ok(None)
    })?
}

/// Whether `input` begins as every compressor writes it. libdeflate does not verify the checksum of a gzip
/// header, nor that distances stay in a window smaller than 32 KiB.
fn is_usual(format: Format, input: &[u8]) -> bool {
    const HEADER_CHECKSUM: u8 = 2;
    match (format, input) {
        (Format::Gzip, [_, _, _, flags, ..]) => flags & HEADER_CHECKSUM == 0,
        (Format::Deflate, [first, ..]) => *first == 0x78,
        (Format::DeflateRaw, _) => true,
        _ => false,
    }
}

fn unzstd(spec: &Decompression, input: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
    // In one call the library needs no window and does not look at its size.
    if spec.window_bits.is_some() {
        return Ok(None);
    }
    let Ok(Some(size)) = get_frame_content_size(input) else { return Ok(None) };
    let single = find_frame_compressed_size(input) == Ok(input.len());
    if !single || size == 0 || size > spec.max_output.min(DECODED_BYTES) {
        return Ok(None);
    }
    let mut out = Vec::new();
    output::reserve_exact(&mut out, size as usize)?;
    // With all of the input and room for all of the output the library decodes straight into `out`.
    let mut decoder = zstd::Decoder::new(spec)?;
    let step = decoder.decode(input, size as usize, &mut out);
    let done = step.is_ok_and(|step| step.consumed == input.len()) && decoder.finish().is_ok();
    Ok(done.then_some(out))
}
