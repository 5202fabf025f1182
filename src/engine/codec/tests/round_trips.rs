//! What was compressed decompresses to the same, for every format, level, size and kind of input.

use proptest::prelude::*;

use super::super::single_call;
use super::super::{Compression, FORMATS, Format};
use super::{compress, decompress, formats, noise, packing, text, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::input::{InputBytes, SharedBytes};

/// Around the sizes where something changes: blocks, windows, steps, engines.
const SIZES: [usize; 14] =
    [0, 1, 2, 3, 257, 4095, 32_768, 65_535, 65_536, 131_071, 131_073, 262_145, 700_000, 1_200_000];

#[test]
fn every_level_of_every_format() {
    let inputs = [text(300_000), noise(70_000), vec![0; 400_000], Vec::new()];
    for info in &FORMATS {
        for level in info.levels.clone().filter(|level| *level >= -7) {
            let spec = Compression { level, ..packing(info.format) };
            for input in &inputs {
                let packed = compress(&spec, input);
                assert!(packed.len() <= input.len() + input.len() / 100 + 64, "{} {level}", info.name);
                assert_eq!(
                    &decompress(&unpacking(info.format), &packed).unwrap(),
                    input,
                    "{} {level}",
                    info.name
                );
            }
        }
    }
}

#[test]
fn every_size() {
    let (text, noise) = (text(SIZES[SIZES.len() - 1]), noise(SIZES[SIZES.len() - 1]));
    for format in formats() {
        for size in SIZES {
            for input in [&text[..size], &noise[..size]] {
                let packed = compress(&packing(format), input);
                assert_eq!(decompress(&unpacking(format), &packed).unwrap(), input, "{format:?} {size}");
            }
        }
    }
}

#[test]
fn inputs_larger_than_one_call_takes() {
    let input = [text(5 << 20), noise(1 << 20), vec![7; 12 << 20]].concat();
    for (format, level) in [
        (Format::Gzip, 0),
        (Format::Gzip, 1),
        (Format::Gzip, 6),
        (Format::Deflate, 9),
        (Format::DeflateRaw, 4),
        (Format::Brotli, 1),
        (Format::Zstd, 1),
        (Format::Zstd, 9),
    ] {
        let spec = Compression { level, ..packing(format) };
        assert!(single_call::compress(&spec, &InputBytes::Private(&input)).unwrap().is_none());
        let packed = compress(&spec, &input);
        assert!(decompress(&unpacking(format), &packed).unwrap() == input, "{format:?} {level}");
    }
}

#[test]
fn every_window() {
    let input = text(200_000);
    for info in &FORMATS {
        for bits in info.window_bits.clone() {
            let packed = compress(&Compression { window_bits: Some(bits), ..packing(info.format) }, &input);
            assert_eq!(decompress(&unpacking(info.format), &packed).unwrap(), input, "{} {bits}", info.name);
            // The deflate engine has no window of 8 bits: it writes for one of 9.
            let mut spec = unpacking(info.format);
            spec.window_bits = info.decompress_window_bits.as_ref().map(|_| bits.max(9));
            assert_eq!(decompress(&spec, &packed).unwrap(), input, "{} {bits}", info.name);
        }
    }
}

#[test]
fn levels_are_efforts() {
    let input = text(1_500_000);
    for (format, low, high) in [(Format::Gzip, 1, 9), (Format::Brotli, 1, 9), (Format::Zstd, 1, 19)] {
        let sizes =
            [low, high].map(|level| compress(&Compression { level, ..packing(format) }, &input).len());
        assert!(sizes[1] < sizes[0], "{format:?} {sizes:?}");
        assert!(sizes[0] < input.len() / 3, "{format:?} {sizes:?}");
    }
}

#[test]
fn shared_memory_gives_the_same_bytes() {
    let cancel = Cancel::default();
    for format in formats() {
        for size in [0, 1000, 300_001, 2_500_003] {
            let input = text(size);
            // SAFETY: `input` outlives the source.
            let shared = InputBytes::Shared(unsafe { SharedBytes::new(input.as_ptr(), input.len()) });
            let packed = super::super::compress(&packing(format), shared, &cancel).unwrap();
            assert!(packed == compress(&packing(format), &input), "{format:?} {size}");
            // SAFETY: `packed` outlives the source.
            let shared = InputBytes::Shared(unsafe { SharedBytes::new(packed.as_ptr(), packed.len()) });
            let unpacked = super::super::decompress(&unpacking(format), shared, &cancel).unwrap();
            assert!(unpacked == input, "{format:?} {size}");
        }
    }
}

#[test]
fn the_format_is_recognised() {
    for format in [Format::Gzip, Format::Deflate, Format::Zstd] {
        for info in FORMATS.iter().filter(|info| info.format == format) {
            for level in info.levels.clone().filter(|level| *level >= -1) {
                let packed = compress(&Compression { level, ..packing(format) }, b"which one?");
                let mut spec = unpacking(format);
                spec.format = None;
                assert_eq!(decompress(&spec, &packed).unwrap(), b"which one?", "{format:?} {level}");
            }
        }
    }
}

#[test]
fn results_hold_no_spare_memory() {
    let input = text(3_000_000);
    for format in formats() {
        let packed = compress(&packing(format), &input);
        assert!(packed.capacity() <= packed.len() + packed.len() / 8, "{format:?}");
        let unpacked = decompress(&unpacking(format), &packed).unwrap();
        assert!(unpacked.capacity() <= unpacked.len() + unpacked.len() / 8, "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(
        pieces in prop::collection::vec((any::<[u8; 3]>(), 1_usize..5000), 0..20),
        format in 0..FORMATS.len(),
        effort in 0..=9,
    ) {
        let input: Vec<u8> = pieces.iter().flat_map(|(bytes, times)| bytes.repeat(*times)).collect();
        let format = FORMATS[format].format;
        let packed = compress(&Compression { level: effort, ..packing(format) }, &input);
        prop_assert!(decompress(&unpacking(format), &packed).unwrap() == input);
    }
}
