//! Decompressing little data on the spot gives what the usual way gives, or leaves it to that.

use proptest::prelude::*;

use super::super::{Compression, Decompression, FORMATS, Format, Small, decompress_small};
use super::{compress, decompress, formats, noise, packing, text, unpacking};
use crate::engine::input::InputBytes;

fn small(spec: &Decompression, input: &[u8]) -> Option<Vec<u8>> {
    decompress_small(spec, InputBytes::Private(input))
}

/// What comes is what comes the usual way; whether something comes is the caller's to know.
fn assert_same(spec: &Decompression, input: &[u8]) {
    if let Some(bytes) = small(spec, input) {
        assert_eq!(bytes, decompress(spec, input).expect("the usual way takes it too"), "{:?}", spec.format);
    }
}

#[test]
fn little_data_of_each_format_is_done_on_the_spot() {
    for format in formats() {
        for size in [1, 100, 1000, 4000, 8 << 10] {
            let packed = compress(&packing(format), &text(size));
            if packed.len() <= Small::of(format).input {
                assert_eq!(small(&unpacking(format), &packed), Some(text(size)), "{format:?} {size}");
            }
        }
    }
}

#[test]
fn the_format_is_found_out() {
    for format in [Format::Gzip, Format::Deflate, Format::Zstd] {
        let packed = compress(&packing(format), &text(1000));
        let spec = Decompression { format: None, ..unpacking(format) };
        assert_eq!(small(&spec, &packed), Some(text(1000)), "{format:?}");
    }
}

#[test]
fn output_up_to_the_bound_is_and_one_byte_more_is_not() {
    for format in formats() {
        let most = Small::of(format).output;
        let packed = |size| compress(&packing(format), &vec![7; size]);
        assert_eq!(
            small(&unpacking(format), &packed(most)).map(|bytes| bytes.len()),
            Some(most),
            "{format:?}"
        );
        assert_eq!(small(&unpacking(format), &packed(most + 1)), None, "{format:?}");
    }
}

#[test]
fn input_of_more_than_the_bound_is_not() {
    for format in formats() {
        let packed = compress(&packing(format), &noise(Small::of(format).input));
        assert!(packed.len() > Small::of(format).input);
        assert_eq!(small(&unpacking(format), &packed), None, "{format:?}");
    }
}

#[test]
fn the_callers_cap_holds_where_it_is_lower() {
    for format in formats() {
        let packed = compress(&packing(format), &text(1000));
        let capped = |max_output| Decompression { max_output, ..unpacking(format) };
        assert_eq!(small(&capped(1000), &packed), Some(text(1000)), "{format:?}");
        assert_eq!(small(&capped(999), &packed), None, "{format:?}");
    }
}

#[test]
fn what_is_wrong_or_not_one_plain_piece_is_left_to_the_pool() {
    for format in formats() {
        let packed = compress(&packing(format), &text(1000));
        for spec in [unpacking(format), Decompression { reject_garbage: true, ..unpacking(format) }] {
            assert_eq!(small(&spec, &[]), None, "{format:?}: nothing");
            assert_eq!(small(&spec, &packed[..packed.len() - 1]), None, "{format:?}: truncated");
            assert_eq!(
                small(&spec, &[&packed[..], b"tail"].concat()),
                None,
                "{format:?}: bytes after the end"
            );
            assert_eq!(small(&spec, &packed.repeat(2)), None, "{format:?}: two in a row");
        }
    }
}

fn any_format() -> impl Strategy<Value = Format> {
    (0..FORMATS.len()).prop_map(|index| FORMATS[index].format)
}

fn at_level(format: Format, level: i32) -> Compression {
    Compression { level, ..packing(format) }
}

proptest! {
    #[test]
    fn is_the_same_for_any_data(
        format in any_format(),
        level in 0..=9,
        data in prop::collection::vec(0u8..8, 0..20_000),
    ) {
        assert_same(&unpacking(format), &compress(&at_level(format, level), &data));
    }

    #[test]
    fn is_the_same_for_damaged_data(
        format in any_format(),
        level in 0..=9,
        data in prop::collection::vec(any::<u8>(), 1..600),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cap in 1u64..1200,
    ) {
        let mut packed = compress(&at_level(format, level), &data);
        let at = place.index(packed.len());
        packed[at] = byte;
        for max_output in [u64::MAX, cap] {
            assert_same(&Decompression { max_output, ..unpacking(format) }, &packed);
        }
    }

    #[test]
    fn is_the_same_for_bytes_of_any_kind(format in any_format(), data in prop::collection::vec(any::<u8>(), 0..300)) {
        assert_same(&unpacking(format), &data);
    }
}
