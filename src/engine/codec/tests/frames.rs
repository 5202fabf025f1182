//! The bytes around and between compressed data: headers, members, padding.

use super::super::{Compression, Decompression, FORMATS, Format};
use super::{compress, decompress, formats, packing, shared, text, unpacking};
use crate::engine::failure::Failure;

fn at_level(format: Format, level: i32, input: &[u8]) -> Vec<u8> {
    compress(&Compression { level, ..packing(format) }, input)
}

#[test]
fn gzip_names_no_file_no_time_and_no_system() {
    for size in [0, 100, 2_000_000] {
        for (level, extra) in [(0, 4), (1, 4), (2, 0), (6, 0), (-1, 0), (8, 0), (9, 2)] {
            let packed = at_level(Format::Gzip, level, &text(size));
            // An extra field, where there are pieces to list.
            let flags = if level != 0 && size == 2_000_000 { 4 } else { 0 };
            assert_eq!(packed[..10], [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, extra, 255], "{level} {size}");
        }
    }
}

#[test]
fn gzip_ends_with_the_checksum_and_the_length() {
    for size in [0, 100, 2_000_000] {
        let input = text(size);
        let packed = at_level(Format::Gzip, 6, &input);
        let (checksum, length) = packed[packed.len() - 8..].split_at(4);
        assert_eq!(checksum, crc32fast::hash(&input).to_le_bytes());
        assert_eq!(length, (size as u32).to_le_bytes());
    }
}

/// The headers that zlib 1.3 writes.
#[test]
fn zlib_headers_are_those_of_zlib() {
    const HEADERS: [[u8; 2]; 10] = [
        [0x78, 0x01],
        [0x78, 0x01],
        [0x78, 0x5e],
        [0x78, 0x5e],
        [0x78, 0x5e],
        [0x78, 0x5e],
        [0x78, 0x9c],
        [0x78, 0xda],
        [0x78, 0xda],
        [0x78, 0xda],
    ];
    for (level, header) in (0..).zip(HEADERS) {
        for size in [0, 2_000_000] {
            assert_eq!(at_level(Format::Deflate, level, &text(size))[..2], header, "{level} {size}");
        }
    }
    let windowed =
        |bits| compress(&Compression { window_bits: Some(bits), ..packing(Format::Deflate) }, b"x");
    assert_eq!(windowed(8)[..2], windowed(9)[..2]);
    assert_eq!(windowed(9)[..2], [0x18, 0x95]);
}

/// The header that zlib 1.3 writes, with the Adler-32 of the dictionary.
#[test]
fn zlib_headers_name_the_dictionary() {
    let spec = Compression { dictionary: shared(b"hello dictionary"), ..packing(Format::Deflate) };
    assert_eq!(compress(&spec, b"hello dictionary hello")[..6], [0x78, 0xbb, 0x35, 0x29, 0x06, 0x6b]);
}

#[test]
fn zstd_frames_tell_the_size_and_have_no_checksum() {
    for size in [1_usize, 200, 3_000_000] {
        let packed = compress(&packing(Format::Zstd), &text(size));
        assert_eq!(zstd_safe::get_frame_content_size(&packed).ok().flatten(), Some(size as u64));
        const CHECKSUM: u8 = 4;
        assert_eq!(packed[4] & CHECKSUM, 0);
    }
}

/// A frame of 100 bytes, in a block that repeats one, and an empty last block; its header says `size`.
fn zstd_frame_that_says(size: u8) -> Vec<u8> {
    [&[0x28, 0xb5, 0x2f, 0xfd, 0x20, size], &[0x22, 0x03, 0, b'a'][..], &[1, 0, 0]].concat()
}

#[test]
fn a_zstd_frame_of_another_size_than_it_says_is_refused() {
    assert_eq!(decompress(&unpacking(Format::Zstd), &zstd_frame_that_says(100)).unwrap(), [b'a'; 100]);
    // Also where a window is left from a larger frame, into which the content fits.
    let streamed = Decompression { window_bits: Some(27), ..unpacking(Format::Zstd) };
    let larger = at_level(Format::Zstd, 3, &text(200_000));
    for spec in [unpacking(Format::Zstd), streamed] {
        decompress(&spec, &larger).unwrap();
        for size in [0, 64, 99, 101, 200] {
            let refused = decompress(&spec, &zstd_frame_that_says(size));
            assert!(matches!(refused, Err(Failure::Data { .. })), "{size}: {refused:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for info in &FORMATS {
        for size in [5000, 1_500_000] {
            let input = text(size);
            let first = compress(&packing(info.format), &input);
            // Other work in between: reused state must not show.
            compress(&packing(info.format), &text(77_777));
            compress(&Compression { level: 1, ..packing(info.format) }, &input);
            let thread = std::thread::spawn({
                let (format, input) = (info.format, input.clone());
                move || compress(&packing(format), &input)
            });
            assert!(compress(&packing(info.format), &input) == first, "{}", info.name);
            assert!(thread.join().unwrap() == first, "{}", info.name);
        }
    }
}

#[test]
fn all_members_and_frames_are_decoded() {
    for format in [Format::Gzip, Format::Zstd] {
        let pieces: Vec<Vec<u8>> = [1000, 0, 1, 400_000, 3].map(text).into();
        let packed: Vec<u8> = pieces.iter().flat_map(|piece| compress(&packing(format), piece)).collect();
        assert!(decompress(&unpacking(format), &packed).unwrap() == pieces.concat(), "{format:?}");
    }
}

#[test]
fn very_many_empty_members_decode_to_nothing() {
    for format in [Format::Gzip, Format::Zstd] {
        let packed = compress(&packing(format), b"").repeat(200_000);
        assert_eq!(decompress(&unpacking(format), &packed).unwrap(), b"", "{format:?}");
    }
}

#[test]
fn zero_padding_ends_gzip() {
    let packed = compress(&packing(Format::Gzip), b"data");
    for padding in [1, 511, 70_000] {
        let padded = [&packed[..], &vec![0; padding], b"whatever follows"].concat();
        assert_eq!(decompress(&unpacking(Format::Gzip), &padded).unwrap(), b"data");
    }
}

#[test]
fn junk_is_ignored_or_rejected_as_asked() {
    for format in formats() {
        let input = text(200_000);
        let packed = compress(&packing(format), &input);
        let junky = [&packed[..], &[1; 100_000]].concat();
        let mut spec = unpacking(format);
        match decompress(&spec, &junky) {
            Ok(output) if format != Format::Gzip => assert_eq!(output, input),
            Err(Failure::Data { errno: -3, .. }) if format == Format::Gzip => {}
            other => panic!("{format:?}: {other:?}"),
        }
        spec.reject_garbage = true;
        assert!(matches!(decompress(&spec, &junky), Err(Failure::TrailingJunk)), "{format:?}");
        assert_eq!(decompress(&spec, &packed).unwrap(), input, "{format:?}");
    }
}
