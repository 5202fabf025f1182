//! The last block is found, whatever its kind and those before it.

use proptest::prelude::*;
use zlib_rs::DeflateFlush;

use super::last_block::{LastBlock, last_block};
use super::zlib::{Deflate, Inflate, Wrap};
use super::{Compressor, Decompressor, Outcome, Settings};
use crate::engine::codec::Format;
use crate::engine::codec::chunked::tests::{mixed, packing};

fn deflate(level: i32, input: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    Compressor::new(level).unwrap().deflate(input, &mut out).unwrap();
    out
}

/// What zlib's engine makes of each part, in a block of its own.
fn blocks(level: i32, parts: &[&[u8]]) -> Vec<u8> {
    let spec = packing(Format::DeflateRaw, level);
    let (mut engine, mut out) = (Deflate::new(&Settings::of(&spec)).unwrap(), Vec::new());
    for part in parts {
        engine.run(part, DeflateFlush::Block, &mut out).unwrap();
    }
    engine.run(&[], DeflateFlush::Finish, &mut out).unwrap();
    out
}

/// Shows with a decoder that the block at `marker` is the last one: with the marker cleared the data decodes to
/// the same bytes and then goes on.
fn check(data: &[u8], input: &[u8]) -> LastBlock {
    let found = last_block(data).expect("deflate data");
    assert_eq!(found.end.div_ceil(8), data.len());
    let mut open = data.to_vec();
    open[found.marker / 8] ^= 1 << (found.marker % 8);
    open.extend_from_slice(&[0; 20]);
    let decode = |data: &[u8]| {
        let (mut engine, mut out) = (Inflate::new(Wrap::Raw, 15, None).unwrap(), Vec::new());
        out.reserve(input.len() + 100);
        let (_, over) = engine.step(data, input.len() + 100, &mut out).unwrap_or((0, false));
        (over, out)
    };
    assert!(decode(data) == (true, input.to_vec()));
    let (over, out) = decode(&open);
    assert!(!over && out.starts_with(input));
    found
}

fn kind(data: &[u8], found: LastBlock) -> u8 {
    let bit = |at: usize| data[at / 8] >> (at % 8) & 1;
    bit(found.marker + 1) | bit(found.marker + 2) << 1
}

const STORED: u8 = 0;
const FIXED: u8 = 1;
const DYNAMIC: u8 = 2;

#[test]
fn last_blocks_of_every_kind() {
    let text = mixed(30_000);
    let noise = &mixed(80_000)[50_000..];
    let mut seen = Vec::new();
    for input in [&text[..], noise, b"a few words, and a few words more", b"", &[0; 3000]] {
        for level in 1..=9 {
            let data = deflate(level, input);
            seen.push(kind(&data, check(&data, input)));
        }
    }
    for expected in [STORED, FIXED, DYNAMIC] {
        assert!(seen.contains(&expected), "{expected}");
    }
}

#[test]
fn kinds_in_any_order() {
    let text = mixed(60_000);
    let noise = &mixed(80_000)[50_000..];
    let parts = [&text[..9000], noise, b"few", &text[20_000..], b"", &noise[..100]];
    for first in 0..parts.len() {
        for second in 0..parts.len() {
            let input = [parts[first], parts[second]].concat();
            check(&blocks(6, &[parts[first], parts[second]]), &input);
        }
    }
}

#[test]
fn many_blocks() {
    let input = mixed(3_000_000);
    for level in 1..=9 {
        check(&deflate(level, &input), &input);
    }
}

#[test]
fn data_that_ends_early_has_no_last_block() {
    let input = mixed(50_000);
    for level in [1, 6, 9] {
        let data = deflate(level, &input[..3000]);
        for end in 0..data.len() {
            assert_eq!(last_block(&data[..end]), None, "{level} {end}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_input(
        pieces in prop::collection::vec((prop::collection::vec(any::<u8>(), 1..60), 1_usize..300), 0..12),
        level in 1..=9,
    ) {
        let input: Vec<u8> = pieces.iter().flat_map(|(bytes, times)| bytes.repeat(*times)).collect();
        check(&deflate(level, &input), &input);
    }

    /// Damage may move the end, never crash, hang or be found where no decoder finds it.
    #[test]
    fn damaged_data(flips in prop::collection::vec(any::<prop::sample::Index>(), 1..4), level in 1..=9) {
        let input = &mixed(60_000)[30_000..];
        let mut data = deflate(level, input);
        for flip in flips {
            let bit = flip.index(data.len() * 8);
            data[bit / 8] ^= 1 << (bit % 8);
        }
        let mut out = Vec::with_capacity(1 << 20);
        let outcome = Decompressor::new().unwrap().inflate(Format::DeflateRaw, &data, 1 << 20, &mut out);
        if let Outcome::Done { consumed } = outcome {
            prop_assert_eq!(last_block(&data).map(|found| found.end.div_ceil(8)), Some(consumed));
        }
    }

    #[test]
    fn any_bytes(data in prop::collection::vec(any::<u8>(), 0..500)) {
        if let Some(found) = last_block(&data) {
            prop_assert!(found.marker < found.end && found.end <= data.len() * 8);
        }
    }
}
