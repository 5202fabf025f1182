//! What is written is Zstandard that any decoder reads, and the same however it was made.

use std::fs;

use super::super::table::Table;
use super::{FRAME, POOLS, lines, pack, packing, unpack, unpacking};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::codec::engines;
use crate::engine::codec::file::{compress_file, decompress_file};
use crate::engine::codec::stream::{self, Flush};
use crate::engine::codec::{Compression, Decompression, StreamDecoder, StreamEncoder, Then};
use crate::engine::input::{InputBytes, SharedBytes};
use crate::engine::progress::Progress;

const SIZES: [usize; 7] = [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 4 * FRAME + 77];

/// Reads by the streaming decoder, which knows nothing of seek tables.
fn unpack_as_stream(packed: &[u8]) -> Vec<u8> {
    let mut decoder = StreamDecoder::new(unpacking());
    let (mut out, mut input) = (Vec::new(), packed);
    loop {
        let (bytes, next) = decoder.step(InputBytes::Private(input), &Cancel::default()).unwrap();
        out.extend_from_slice(&bytes);
        input = &[];
        if next != stream::Next::Output {
            break;
        }
    }
    decoder.finish().unwrap();
    out
}

/// The end of a table as the format has it, of three frames with checksums.
#[test]
fn the_table_stands_where_the_format_has_it() {
    let input = lines(2 * FRAME + 5);
    let packed = pack(&packing(3), &input);
    let table = &packed[packed.len() - (8 + 3 * 12 + 9)..];
    assert_eq!(table[..8], [0x5e, 0x2a, 0x4d, 0x18, 3 * 12 + 9, 0, 0, 0]);
    assert_eq!(table[table.len() - 9..], [3, 0, 0, 0, 0x80, 0xb1, 0xea, 0x92, 0x8f]);
    let last = &table[8 + 2 * 12..8 + 3 * 12];
    assert_eq!(last[4..8], [5, 0, 0, 0]);
    let checksum = xxhash_rust::xxh64::xxh64(&input[2 * FRAME..], 0) as u32;
    assert_eq!(last[8..], checksum.to_le_bytes());
}

#[test]
fn what_is_written_is_found_and_read() {
    let input = lines(SIZES[6]);
    for size in SIZES {
        let packed = pack(&packing(3), &input[..size]);
        let table = Table::find(&InputBytes::Private(&packed[..])).unwrap().expect("a table");
        assert_eq!((table.len(), table.unpacked()), (size.div_ceil(FRAME).max(1), size as u64));
        assert!(unpack_as_stream(&packed) == input[..size], "{size}");
        for pool in &*POOLS {
            let read = pool.install(|| unpack(&unpacking(), &packed)).unwrap();
            assert!(read == input[..size], "{size}");
        }
    }
}

#[test]
fn every_way_of_compressing_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = lines(SIZES[6]);
    for size in SIZES {
        let (input, spec) = (&input[..size], packing(1));
        let expected = pack(&spec, input);
        fs::write(&from, input).unwrap();
        for pool in &*POOLS {
            assert!(pool.install(|| pack(&spec, input)) == expected, "{size}");
            let progress = Progress::default();
            let result =
                compress_file(pool, &spec, &from, &to, Placing::OVER, &progress, &Cancel::default()).unwrap();
            assert_eq!((result.bytes_read, result.bytes_written), (size as u64, expected.len() as u64));
            assert!(fs::read(&to).unwrap() == expected, "{size}");
        }
        let mut encoder = StreamEncoder::new(spec.clone());
        let mut streamed = Vec::new();
        for piece in input.chunks(777_777) {
            streamed
                .extend(encoder.write(InputBytes::Private(piece), Then::Wait, &Cancel::default()).unwrap());
        }
        streamed.extend(encoder.write(InputBytes::Private(&[]), Then::End, &Cancel::default()).unwrap());
        assert!(streamed == expected, "{size}");
        // SAFETY: `input` outlives the source.
        let memory = InputBytes::Shared(unsafe { SharedBytes::new(input.as_ptr(), input.len()) });
        assert!(crate::engine::codec::compress(&spec, memory, &Cancel::default()).unwrap() == expected);
    }
}

#[test]
fn files_are_decompressed_by_their_table() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = lines(SIZES[6]);
    for size in SIZES {
        let packed = pack(&packing(3), &input[..size]);
        fs::write(&from, &packed).unwrap();
        for (pool, format) in POOLS.iter().zip([None, unpacking().format, None]) {
            let (progress, spec) = (Progress::default(), Decompression { format, ..unpacking() });
            let result =
                decompress_file(pool, &spec, &from, &to, Placing::OVER, &progress, &Cancel::default())
                    .unwrap();
            assert_eq!((result.bytes_read, result.bytes_written), (packed.len() as u64, size as u64));
            assert_eq!(progress.read(), (packed.len() as u64, packed.len() as u64));
            assert!(fs::read(&to).unwrap() == input[..size], "{size}");
        }
    }
}

#[test]
fn slower_levels_have_larger_frames() {
    let input = lines(9 << 20);
    for (level, frames) in [(-100, 5), (1, 5), (5, 5), (6, 3), (9, 3), (16, 2)] {
        let packed = pack(&packing(level), &input);
        let table = Table::find(&InputBytes::Private(&packed[..])).unwrap().expect("a table");
        assert_eq!(table.len(), frames, "{level}");
    }
}

#[test]
fn a_flush_ends_a_frame() {
    let mut encoder = engines::encoder(&packing(3), None).unwrap();
    let mut out = Vec::new();
    encoder.write(b"one", &mut out).unwrap();
    encoder.flush(Flush::Sync, &mut out).unwrap();
    encoder.flush(Flush::Sync, &mut out).unwrap();
    assert_eq!(unpack(&unpacking(), &out).unwrap(), b"one");
    encoder.write(b"two", &mut out).unwrap();
    encoder.finish(&mut out).unwrap();
    let table = Table::find(&InputBytes::Private(&out[..])).unwrap().expect("a table");
    let held = [0, 1].map(|index| table.frame(index).unpacked);
    assert_eq!((table.len(), held), (2, [0..3, 3..6]));
    assert_eq!(unpack(&unpacking(), &out).unwrap(), b"onetwo");
}

#[test]
fn frames_take_level_window_and_dictionary() {
    let input = lines(FRAME + 100_000);
    let dictionary = Some(input[..20_000].into());
    for spec in [
        packing(-5),
        packing(12),
        Compression { window_bits: Some(16), ..packing(3) },
        Compression { dictionary: dictionary.clone(), ..packing(3) },
    ] {
        let packed = pack(&spec, &input);
        assert!(packed != pack(&packing(3), &input));
        let with = Decompression { dictionary: spec.dictionary.clone(), ..unpacking() };
        assert!(unpack(&with, &packed).unwrap() == input);
    }
}
