//! Choices that one engine alone has, and the ways to flush.

use zlib_rs::Strategy;

use super::super::stream::{Flush, Next};
use super::super::{Compression, Decompression, Format, StreamDecoder, StreamEncoder, Then, Tuning};
use super::{compress, decompress, noise, packing, text, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::input::InputBytes;

const DEFLATE: [Format; 3] = [Format::Gzip, Format::Deflate, Format::DeflateRaw];
const STRATEGIES: [Strategy; 5] =
    [Strategy::Default, Strategy::Filtered, Strategy::HuffmanOnly, Strategy::Rle, Strategy::Fixed];

fn tuned(format: Format, tuning: Tuning) -> Compression {
    Compression { tuning, ..packing(format) }
}

fn write(encoder: &mut StreamEncoder, input: &[u8], then: Then) -> Vec<u8> {
    encoder.write(InputBytes::Private(input), then, &Cancel::default()).unwrap()
}

#[test]
fn every_strategy_and_memory_level_gives_the_data_back() {
    let input = [text(150_000), noise(20_000)].concat();
    for strategy in STRATEGIES {
        for mem_level in 1..=9 {
            for level in [0, 1, 6, 9] {
                let tuning = Tuning { strategy, mem_level: Some(mem_level), ..Tuning::default() };
                let spec = Compression { level, ..tuned(Format::Gzip, tuning) };
                let packed = compress(&spec, &input);
                let shown = format!("{strategy:?}, memory {mem_level}, level {level}");
                assert!(decompress(&unpacking(Format::Gzip), &packed).unwrap() == input, "{shown}");
            }
        }
    }
}

#[test]
fn strategies_and_memory_levels_change_the_bytes() {
    let input = text(200_000);
    let size = |strategy, mem_level| {
        let tuning = Tuning { strategy, mem_level: Some(mem_level), ..Tuning::default() };
        compress(&tuned(Format::DeflateRaw, tuning), &input).len()
    };
    let plain = size(Strategy::Default, 8);
    assert!(size(Strategy::HuffmanOnly, 8) > plain * 3 / 2);
    assert!(size(Strategy::Fixed, 8) > plain);
    assert_ne!(size(Strategy::Default, 1), plain);
}

#[test]
fn every_way_to_flush_lets_the_data_so_far_be_decoded() {
    for format in DEFLATE {
        for how in [Flush::Partial, Flush::Sync, Flush::Full] {
            let (mut encoder, mut decoder) =
                (StreamEncoder::new(packing(format)), StreamDecoder::new(unpacking(format)));
            for round in 0..4 {
                let message = format!("message {round};");
                let packed = write(&mut encoder, message.as_bytes(), Then::Flush(how));
                let (out, next) = decoder.step(InputBytes::Private(&packed), &Cancel::default()).unwrap();
                assert_eq!((out, next), (message.into_bytes(), Next::Input), "{format:?} {how:?}");
            }
        }
    }
}

#[test]
fn flushing_to_the_end_of_a_block_leaves_data_that_can_be_decoded() {
    let (input, mut packed) = (text(100_000), Vec::new());
    let mut encoder = StreamEncoder::new(packing(Format::Gzip));
    for piece in input.chunks(7000) {
        packed.extend(write(&mut encoder, piece, Then::Flush(Flush::Block)));
    }
    packed.extend(write(&mut encoder, &[], Then::End));
    assert!(decompress(&unpacking(Format::Gzip), &packed).unwrap() == input);
}

#[test]
fn level_and_strategy_can_change_on_the_way() {
    let input = text(300_000);
    for format in DEFLATE {
        let (mut encoder, mut packed) = (StreamEncoder::new(packing(format)), Vec::new());
        let steps = [(1, Strategy::Default), (0, Strategy::HuffmanOnly), (9, Strategy::Filtered)];
        for (piece, (level, strategy)) in input.chunks(100_000).zip(steps) {
            packed.extend(encoder.retune(level, strategy).unwrap());
            packed.extend(write(&mut encoder, piece, Then::Wait));
        }
        packed.extend(write(&mut encoder, &[], Then::End));
        // The middle part is stored.
        assert!(packed.len() > 100_000);
        assert!(decompress(&unpacking(format), &packed).unwrap() == input, "{format:?}");
    }
}

#[test]
fn parameters_reach_their_engine() {
    const LGBLOCK: u32 = 3;
    const CHECKSUM: u32 = 201;
    let input = text(400_000);
    let cases = [(Format::Brotli, LGBLOCK, 24), (Format::Zstd, CHECKSUM, 1)];
    for (format, parameter, value) in cases {
        let tuning = Tuning { parameters: vec![(parameter, value)], ..Tuning::default() };
        let packed = compress(&tuned(format, tuning), &input);
        assert!(packed != compress(&packing(format), &input), "{format:?}");
        assert!(decompress(&unpacking(format), &packed).unwrap() == input, "{format:?}");
    }
}

#[test]
fn data_that_ends_too_early_is_taken_as_it_is_where_that_is_asked_for() {
    let input = text(100_000);
    for format in super::formats() {
        let packed = compress(&packing(format), &input);
        let spec = Decompression { accept_truncated: true, ..unpacking(format) };
        for cut in [0, 1, packed.len() / 2, packed.len() - 1] {
            let out = decompress(&spec, &packed[..cut]).unwrap();
            assert!(input.starts_with(&out), "{format:?} {cut}");
        }
        assert!(decompress(&spec, &packed).unwrap() == input, "{format:?}");
    }
}

#[test]
fn an_unpacker_tells_how_much_of_the_input_was_data() {
    for format in super::formats() {
        let packed = compress(&packing(format), &text(5000));
        let mut decoder = StreamDecoder::new(unpacking(format));
        let (first, second) = packed.split_at(packed.len() / 2);
        decoder.step(InputBytes::Private(first), &Cancel::default()).unwrap();
        decoder.step(InputBytes::Private(&[second, &[0; 7]].concat()), &Cancel::default()).unwrap();
        // Zstandard looks at up to four bytes before it knows that no frame follows.
        let after = if format == Format::Zstd { 1..=4 } else { 0..=0 };
        let extra = decoder.consumed() - packed.len() as u64;
        assert!(after.contains(&extra), "{format:?}: {extra}");
    }
}
