//! Dictionaries: the right one, another one, none.

use super::super::{Compression, Decompression, FORMATS, Format};
use super::{compress, decompress, packing, shared, text, unpacking};
use crate::engine::failure::Failure;

const DICTIONARY: &[u8] =
    b"{\"name\":\"offloop\",\"version\":\"1.0.0\",\"description\":\"\",\"keywords\":[]}";
const INPUT: &[u8] = b"{\"name\":\"other\",\"version\":\"2.0.0\",\"description\":\"\",\"keywords\":[]}";

fn with(format: Format, dictionary: &[u8]) -> (Compression, Decompression) {
    (
        Compression { dictionary: shared(dictionary), ..packing(format) },
        Decompression { dictionary: shared(dictionary), ..unpacking(format) },
    )
}

fn formats() -> impl Iterator<Item = Format> {
    FORMATS.iter().filter(|info| info.dictionary).map(|info| info.format)
}

#[test]
fn the_right_one_makes_less_of_it() {
    for format in formats() {
        let (pack, unpack) = with(format, DICTIONARY);
        let packed = compress(&pack, INPUT);
        assert!(packed.len() < compress(&packing(format), INPUT).len(), "{format:?}");
        assert_eq!(decompress(&unpack, &packed).unwrap(), INPUT, "{format:?}");
    }
}

#[test]
fn larger_inputs_and_dictionaries() {
    let input = text(3_000_000);
    for format in formats() {
        let (pack, unpack) = with(format, &text(100_000));
        assert!(decompress(&unpack, &compress(&pack, &input)).unwrap() == input, "{format:?}");
    }
}

#[test]
fn an_empty_one_is_none() {
    for format in formats() {
        let (pack, unpack) = with(format, b"");
        assert_eq!(compress(&pack, INPUT), compress(&packing(format), INPUT), "{format:?}");
        assert_eq!(decompress(&unpack, &compress(&packing(format), INPUT)).unwrap(), INPUT, "{format:?}");
    }
}

#[test]
fn one_that_is_not_needed_does_no_harm() {
    for format in formats() {
        let (_, unpack) = with(format, DICTIONARY);
        assert_eq!(decompress(&unpack, &compress(&packing(format), INPUT)).unwrap(), INPUT, "{format:?}");
    }
}

#[test]
fn zlib_says_that_it_is_missing_or_wrong() {
    let packed = compress(&with(Format::Deflate, DICTIONARY).0, INPUT);
    for (dictionary, expected) in [(None, "Missing dictionary"), (shared(b"another"), "Bad dictionary")] {
        let spec = Decompression { dictionary, ..unpacking(Format::Deflate) };
        match decompress(&spec, &packed) {
            Err(Failure::Data { code, errno, message }) => {
                assert_eq!((&*code, errno, &*message), ("Z_NEED_DICT", 2, expected));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// It begins as a trained dictionary does and is none.
#[test]
fn a_broken_zstd_dictionary_is_refused() {
    let broken = [&[0x37, 0xa4, 0x30, 0xec, 1, 2, 3, 4][..], b"nothing that makes sense"].concat();
    let (pack, unpack) = with(Format::Zstd, &broken);
    let cancel = crate::engine::cancel::Cancel::default();
    let source = crate::engine::input::InputBytes::Private(INPUT);
    let packed = super::super::compress(&pack, source, &cancel);
    assert!(matches!(packed, Err(Failure::Data { .. })), "{packed:?}");
    let unpacked = decompress(&unpack, &compress(&packing(Format::Zstd), INPUT));
    assert!(matches!(unpacked, Err(Failure::Data { .. })), "{unpacked:?}");
}
