//! Bad data: an error or other bytes, never a crash, a hang or more than was allowed.

use proptest::prelude::*;

use super::super::{Decompression, FORMATS, Format};
use super::{compress, decompress, formats, noise, packing, text, unpacking};
use crate::engine::failure::Failure;

fn is_truncated(result: Result<Vec<u8>, Failure>) -> bool {
    matches!(result, Err(Failure::Data { code, errno: -5, message })
        if code == "Z_BUF_ERROR" && message == "unexpected end of file")
}

#[test]
fn data_that_ends_early_is_told_at_every_byte() {
    for format in formats() {
        let packed = compress(&packing(format), &text(3000));
        for end in 0..packed.len() {
            assert!(is_truncated(decompress(&unpacking(format), &packed[..end])), "{format:?} {end}");
        }
    }
}

#[test]
fn large_data_that_ends_early_is_told() {
    let input = [text(500_000), noise(500_000)].concat();
    for format in formats() {
        let packed = compress(&packing(format), &input);
        for end in [65_535, 65_536, 65_537, packed.len() / 2, packed.len() - 1] {
            assert!(is_truncated(decompress(&unpacking(format), &packed[..end])), "{format:?} {end}");
        }
    }
}

#[test]
fn unknown_data_is_not_recognised() {
    let unknown =
        [&b"plain text"[..], &[0; 20], &[0x1f, 0x8c, 8], &[0x78, 0x9d], &[0x88, 0x1c], &[0x28, 0xb5, 0x2e]];
    for input in unknown {
        let spec = Decompression { format: None, ..unpacking(Format::Gzip) };
        match decompress(&spec, input) {
            Err(Failure::Data { code, errno, message }) => {
                assert_eq!((&*code, errno, &*message), ("Z_DATA_ERROR", -3, "incorrect header check"));
            }
            other => panic!("{input:?}: {other:?}"),
        }
    }
    for short in [&[][..], &[0x1f], &[0x78], &[0x28, 0xb5], &[0x50, 0x2a, 0x4d]] {
        assert!(is_truncated(decompress(&Decompression { format: None, ..unpacking(Format::Gzip) }, short)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flipped_bits_do_no_harm(
        format in 0..FORMATS.len(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..8), 1..6),
        size in 1_usize..100_000,
        auto in any::<bool>(),
    ) {
        let format = FORMATS[format].format;
        let mut packed = compress(&packing(format), &[text(size), noise(200)].concat());
        for (index, bit) in flips {
            let index = index.index(packed.len());
            packed[index] ^= 1 << bit;
        }
        let spec = Decompression {
            format: (!auto).then_some(format),
            max_output: 1 << 20,
            ..unpacking(format)
        };
        if let Ok(output) = decompress(&spec, &packed) {
            prop_assert!(output.len() <= 1 << 20);
        }
    }

    #[test]
    fn any_bytes_do_no_harm(format in 0..FORMATS.len(), mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let format = FORMATS[format].format;
        let start = compress(&packing(format), b"");
        let keep = start.len().min(4).min(bytes.len());
        bytes[..keep].copy_from_slice(&start[..keep]);
        let spec = Decompression { max_output: 1 << 20, ..unpacking(format) };
        if let Ok(output) = decompress(&spec, &bytes) {
            prop_assert!(output.len() <= 1 << 20);
        }
    }
}
