//! The cap on output: exact, and in time.

use super::super::engines;
use super::super::{Decompression, FORMATS, Format};
use super::{bomb, compress, decompress, formats, noise, packing, text, unpacking};
use crate::engine::failure::Failure;

#[test]
fn output_of_just_the_limit_is_fine_and_one_byte_more_is_not() {
    for format in formats() {
        for size in [0, 1, 1000, 16_384, 262_144, 262_145, 1_048_576, 3_000_000] {
            let packed = compress(&packing(format), &text(size));
            let exact = Decompression { max_output: size as u64, ..unpacking(format) };
            assert_eq!(decompress(&exact, &packed).unwrap().len(), size, "{format:?} {size}");
            if size > 0 {
                let short = Decompression { max_output: size as u64 - 1, ..unpacking(format) };
                match decompress(&short, &packed) {
                    Err(Failure::TooLarge { limit }) => assert_eq!(limit, size as u64 - 1),
                    other => panic!("{format:?} {size}: {:?}", other.map(|output| output.len())),
                }
            }
        }
    }
}

#[test]
fn members_count_together() {
    for format in [Format::Gzip, Format::Zstd] {
        let packed = compress(&packing(format), &[1; 1000]).repeat(3);
        let spec = Decompression { max_output: 2999, ..unpacking(format) };
        assert!(matches!(decompress(&spec, &packed), Err(Failure::TooLarge { limit: 2999 })), "{format:?}");
    }
}

/// The end is cut off: with the cap looked at late, that would be the error.
#[test]
fn crossing_the_limit_is_noticed_before_later_faults() {
    for format in formats() {
        let mut packed = compress(&packing(format), &noise(3_000_000));
        packed.truncate(2_900_000);
        let spec = Decompression { max_output: 10_000, ..unpacking(format) };
        assert!(matches!(decompress(&spec, &packed), Err(Failure::TooLarge { .. })), "{format:?}");
    }
}

#[test]
fn bombs_go_off_at_the_limit() {
    const LIMIT: u64 = 5_000_000;
    for info in &FORMATS {
        let packed = bomb(info.format);
        assert!(packed.len() < 8 << 20, "{}", info.name);
        for format in [Some(info.format), None] {
            if format.is_none() && [Format::Brotli, Format::DeflateRaw].contains(&info.format) {
                continue;
            }
            let spec = Decompression { format, max_output: LIMIT, ..unpacking(info.format) };
            let result = decompress(&spec, packed);
            assert!(matches!(result, Err(Failure::TooLarge { limit: LIMIT })), "{}", info.name);
        }
    }
}

/// A decoder must never append more than it is allowed, however much one byte of input becomes.
#[test]
fn decoders_keep_to_their_room() {
    for info in &FORMATS {
        let packed = bomb(info.format);
        let mut decoder = engines::decoder(&unpacking(info.format)).unwrap();
        let (mut at, mut out) = (0, Vec::new());
        for _ in 0..50 {
            out.clear();
            let step = decoder.decode(&packed[at..], 10_000, &mut out).unwrap();
            assert!(out.len() <= 10_000, "{}", info.name);
            assert!(out.iter().all(|byte| *byte == 0));
            at += step.consumed;
        }
    }
}

/// Headers that promise gigabytes, with next to nothing behind them.
#[test]
fn lengths_in_headers_are_not_believed() {
    let mut gzip = compress(&packing(Format::Gzip), b"small");
    let end = gzip.len() - 4;
    gzip[end..].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    let Err(Failure::Data { message, .. }) = decompress(&unpacking(Format::Gzip), &gzip) else { panic!() };
    assert_eq!(message, "incorrect length check");

    // A single segment, so that the window is as large as the content: 2^40 bytes.
    let huge = [0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    let Err(Failure::Data { code, .. }) = decompress(&unpacking(Format::Zstd), &huge) else { panic!() };
    assert_eq!(code, "ZSTD_error_frameParameter_windowTooLarge");
}
