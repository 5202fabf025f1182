//! Compressing and decompressing in pieces, as streams do.

use proptest::prelude::*;

use super::super::stream::{Flush, Next};
use super::super::{Decompression, FORMATS, StreamDecoder, StreamEncoder, Then};
use super::{decompress, formats, packing, text, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The most bytes in a piece.
const PIECE: usize = 256 << 10;

fn pack(encoder: &mut StreamEncoder, input: &[u8], then: Then) -> Vec<u8> {
    encoder.write(InputBytes::Private(input), then, &Cancel::default()).unwrap()
}

/// Everything that comes of `pieces`, checking the size of each piece that does: all are whole but the last one before more
/// input is wanted, and the last one before a failure.
fn unpack<'a>(
    spec: Decompression,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, (Failure, usize)> {
    let (mut decoder, mut out, mut fails_next) = (StreamDecoder::new(spec), Vec::new(), false);
    for piece in pieces {
        let mut input = piece;
        loop {
            let step = decoder.step(InputBytes::Private(input), &Cancel::default());
            let (bytes, next) = step.map_err(|failure| (failure, out.len()))?;
            assert!(bytes.len() <= PIECE && !fails_next);
            fails_next = bytes.len() < PIECE && next == Next::Output;
            out.extend_from_slice(&bytes);
            input = &[];
            if next != Next::Output {
                break;
            }
        }
    }
    match decoder.finish() {
        Ok(()) => Ok(out),
        Err(failure) => Err((failure, out.len())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn pieces_of_any_size_give_the_same_data(
        format in 0..FORMATS.len(),
        in_pieces in 1_usize..300_000,
        out_pieces in 1_usize..100_000,
        size in 0_usize..1_500_000,
    ) {
        let format = FORMATS[format].format;
        let input = text(size);
        let mut encoder = StreamEncoder::new(packing(format));
        let mut packed = Vec::new();
        for (index, piece) in input.chunks(in_pieces).enumerate() {
            let then = if index % 3 == 1 { Then::Flush(Flush::Sync) } else { Then::Wait };
            packed.extend(pack(&mut encoder, piece, then));
        }
        packed.extend(pack(&mut encoder, &[], Then::End));
        prop_assert!(decompress(&unpacking(format), &packed).unwrap() == input);
        prop_assert!(unpack(unpacking(format), packed.chunks(out_pieces)).unwrap() == input);
    }
}

#[test]
fn a_bomb_comes_out_in_pieces_of_bounded_size() {
    let size = 8 << 20;
    for format in formats() {
        let packed = pack(&mut StreamEncoder::new(packing(format)), &vec![0; size], Then::End);
        assert_eq!(unpack(unpacking(format), [&*packed]).unwrap().len(), size, "{format:?}");
    }
}

#[test]
fn the_limit_holds_for_all_pieces_together() {
    let size = 700_000;
    for format in formats() {
        let packed = pack(&mut StreamEncoder::new(packing(format)), &text(size), Then::End);
        let limited = |max_output| Decompression { max_output, ..unpacking(format) };
        let limit = size as u64 - 1;
        let failed = unpack(limited(limit), packed.chunks(10_000));
        assert!(
            matches!(failed, Err((Failure::TooLarge { limit: reported }, _)) if reported == limit),
            "{format:?}"
        );
        assert_eq!(unpack(limited(size as u64), packed.chunks(10_000)).unwrap().len(), size);
    }
}

#[test]
fn what_was_there_comes_out_before_the_data_turns_out_to_be_cut_short() {
    for format in formats() {
        let packed = pack(&mut StreamEncoder::new(packing(format)), &text(500_000), Then::End);
        let Err((failure, out)) = unpack(unpacking(format), [&packed[..packed.len() - 10]]) else {
            panic!("{format:?}: complete without its end")
        };
        assert!(matches!(failure, Failure::Data { errno: -5, .. }), "{format:?}: {failure:?}");
        assert!(out > 250_000, "{format:?}: {out}");
    }
}
