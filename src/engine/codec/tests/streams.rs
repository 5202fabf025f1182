//! Encoders and decoders fed piece by piece.

use proptest::prelude::*;

use super::super::engines;
use super::super::stream::{Decoder, Flush, Next};
use super::super::{FORMATS, Format};
use super::{decompress, formats, noise, packing, text, unpacking};

/// Everything that `decoder` makes of `input` before it wants more.
fn drain(decoder: &mut dyn Decoder, mut input: &[u8], limit: usize, out: &mut Vec<u8>) -> Next {
    loop {
        let step = decoder.decode(input, limit, out).unwrap();
        input = &input[step.consumed..];
        if step.next != Next::Output {
            return step.next;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_pieces_do_not_matter(
        format in 0..FORMATS.len(),
        in_pieces in 1_usize..70_000,
        out_pieces in 1_usize..5000,
        room in 1_usize..100_000,
        size in 0_usize..200_000,
    ) {
        let format = FORMATS[format].format;
        let input = [text(size), noise(size / 10)].concat();
        let mut packed = Vec::new();
        let mut encoder = engines::encoder(&packing(format), None).unwrap();
        for piece in input.chunks(in_pieces) {
            encoder.write(piece, &mut packed).unwrap();
        }
        encoder.finish(&mut packed).unwrap();
        let mut decoder = engines::decoder(&unpacking(format)).unwrap();
        let mut out = Vec::new();
        for piece in packed.chunks(out_pieces) {
            drain(&mut *decoder, piece, room, &mut out);
        }
        decoder.finish().unwrap();
        prop_assert!(out == input);
    }
}

/// A size known beforehand may change the bytes, the pieces in which they come may not.
#[test]
fn the_pieces_do_not_change_the_bytes() {
    let input = [text(600_000), noise(100_000)].concat();
    for format in formats() {
        let pack = |piece: usize| {
            let (mut packed, mut encoder) = (Vec::new(), engines::encoder(&packing(format), None).unwrap());
            input.chunks(piece).for_each(|bytes| encoder.write(bytes, &mut packed).unwrap());
            encoder.finish(&mut packed).unwrap();
            packed
        };
        assert!(pack(1 << 17) == pack(1000), "{format:?}");
    }
}

#[test]
fn what_was_flushed_can_be_decoded() {
    for format in formats() {
        let mut encoder = engines::encoder(&packing(format), None).unwrap();
        let mut decoder = engines::decoder(&unpacking(format)).unwrap();
        let mut out = Vec::new();
        for round in 0..5 {
            let mut packed = Vec::new();
            encoder.write(format!("message {round};").as_bytes(), &mut packed).unwrap();
            encoder.flush(Flush::Sync, &mut packed).unwrap();
            assert_eq!(drain(&mut *decoder, &packed, 1000, &mut out), Next::Input);
            assert!(out.ends_with(format!("message {round};").as_bytes()), "{format:?}");
        }
        let mut packed = Vec::new();
        encoder.finish(&mut packed).unwrap();
        drain(&mut *decoder, &packed, 1000, &mut out);
        decoder.finish().unwrap();
        assert_eq!(out.len(), 50, "{format:?}");
    }
}

#[test]
fn nothing_written_is_an_empty_stream() {
    for format in formats() {
        let mut packed = Vec::new();
        engines::encoder(&packing(format), None).unwrap().finish(&mut packed).unwrap();
        assert_eq!(decompress(&unpacking(format), &packed).unwrap(), b"", "{format:?}");
    }
}

#[test]
fn a_decoder_of_any_format_takes_single_bytes() {
    for format in [Format::Gzip, Format::Deflate, Format::Zstd] {
        let packed = super::compress(&packing(format), b"what is this?");
        let mut spec = unpacking(format);
        spec.format = None;
        let (mut decoder, mut out) = (engines::decoder(&spec).unwrap(), Vec::new());
        for byte in &packed {
            drain(&mut *decoder, &[*byte], 1, &mut out);
        }
        decoder.finish().unwrap();
        assert_eq!(out, b"what is this?", "{format:?}");
    }
}

/// Dropped half-way, an encoder gives its state back to the thread: the next one must not see it.
#[test]
fn abandoned_work_leaves_no_trace() {
    for format in formats() {
        let expected = super::compress(&packing(format), b"clean");
        let mut out = Vec::new();
        let mut encoder = engines::encoder(&packing(format), Some(1_000_000)).unwrap();
        encoder.write(&text(300_000), &mut out).unwrap();
        drop(encoder);
        let mut decoder = engines::decoder(&unpacking(format)).unwrap();
        decoder.decode(&out[..out.len() / 2], 10, &mut Vec::new()).unwrap();
        drop(decoder);
        assert_eq!(super::compress(&packing(format), b"clean"), expected, "{format:?}");
        assert_eq!(decompress(&unpacking(format), &expected).unwrap(), b"clean", "{format:?}");
    }
}
