//! Reading at any place gives what is there.

use std::fs;

use proptest::prelude::*;

use super::super::Reader;
use super::super::table::Table;
use super::{FRAME, POOLS, framed, lines, pack, packing, shared, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::codec::{Compression, Decompression};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

fn in_memory(packed: &[u8]) -> Reader {
    Reader::of_bytes(&InputBytes::Private(packed), &shared(unpacking())).unwrap()
}

fn read(reader: &Reader, offset: u64, length: u64) -> Result<Vec<u8>, Failure> {
    let call = || reader.read(offset, length, &POOLS[1], &Cancel::default());
    if reader.is_in_memory() { POOLS[1].install(call) } else { call() }
}

#[test]
fn any_place_from_memory_and_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let size = 2 * FRAME + 1000;
    let input = lines(size);
    let packed = pack(&packing(3), &input);
    fs::write(&path, &packed).unwrap();
    let file = Reader::of_file(&path, &shared(unpacking())).unwrap();
    let memory = in_memory(&packed);
    drop(packed);
    for reader in [&file, &memory] {
        assert_eq!(reader.size(), size as u64);
        for (start, end) in [
            (0, 0),
            (0, 1),
            (0, size),
            (FRAME - 1, FRAME + 1),
            (FRAME, 2 * FRAME),
            (FRAME + 5, size),
            (size - 1, size),
            (size, size),
        ] {
            let bytes = read(reader, start as u64, (end - start) as u64).unwrap();
            assert!(bytes == input[start..end], "{start} {end}");
        }
        assert!(read(reader, size as u64 - 3, 10).unwrap() == input[size - 3..]);
        assert!(read(reader, size as u64 + 1, 10).unwrap().is_empty());
        assert!(read(reader, u64::MAX, u64::MAX).unwrap().is_empty());
    }
}

#[test]
fn only_what_is_read_is_verified() {
    let input = lines(30_000);
    let parts: Vec<&[u8]> = input.chunks(10_000).collect();
    let packed =
        framed(&parts, |index, packed, unpacked, sum| (packed, unpacked, sum + u32::from(index == 1)));
    let reader = in_memory(&packed);
    assert!(read(&reader, 0, 10_000).unwrap() == input[..10_000]);
    assert!(read(&reader, 20_000, 10).unwrap() == input[20_000..20_010]);
    for (offset, length) in [(10_000, 1), (9_999, 2), (0, 30_000)] {
        let Err(Failure::Data { code, .. }) = read(&reader, offset, length) else { panic!("no failure") };
        assert_eq!(code, "ZSTD_error_checksum_wrong");
    }
}

#[test]
fn a_frame_that_the_table_does_not_fit_is_an_error() {
    let input = lines(30_000);
    let parts: Vec<&[u8]> = input.chunks(10_000).collect();
    for off in [-1, 1] {
        let packed =
            framed(&parts, |_, packed, unpacked, sum| (packed, unpacked.wrapping_add_signed(off), sum));
        let Err(Failure::Data { code, .. }) = read(&in_memory(&packed), 0, 5) else { panic!("no failure") };
        assert_eq!(code, "ZSTD_error_corruption_detected");
    }
}

/// The file is gone behind the reader's back.
#[test]
fn the_frame_read_last_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let input = lines(30_000);
    let parts: Vec<&[u8]> = input.chunks(10_000).collect();
    fs::write(&path, framed(&parts, |_, packed, unpacked, sum| (packed, unpacked, sum))).unwrap();
    let reader = Reader::of_file(&path, &shared(unpacking())).unwrap();
    assert!(read(&reader, 3_000, 5).unwrap() == input[3_000..3_005]);
    assert!(read(&reader, 10_001, 5).unwrap() == input[10_001..10_006]);
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(0).unwrap();
    assert!(read(&reader, 15_000, 5_000).unwrap() == input[15_000..20_000]);
    for (offset, length) in [(3_000, 5), (15_000, 5_001), (10_000, 10_000)] {
        assert!(matches!(read(&reader, offset, length), Err(Failure::System { syscall: "read", .. })));
    }
}

#[test]
fn without_a_table_nothing_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let plain = pack(&Compression { seekable: false, ..packing(3) }, &lines(10_000));
    for bytes in [&plain[..], b"", b"text"] {
        fs::write(&path, bytes).unwrap();
        let spec = shared(unpacking());
        assert!(matches!(Reader::of_file(&path, &spec), Err(Failure::NotSeekable)));
        assert!(matches!(Reader::of_bytes(&InputBytes::Private(bytes), &spec), Err(Failure::NotSeekable)));
    }
}

#[test]
fn a_read_has_a_cap() {
    let packed = pack(&packing(3), &lines(10_000));
    let spec = shared(Decompression { max_output: 100, ..unpacking() });
    let reader = Reader::of_bytes(&InputBytes::Private(&packed), &spec).unwrap();
    assert_eq!(read(&reader, 0, 100).unwrap().len(), 100);
    assert_eq!(read(&reader, 9_950, 1000).unwrap().len(), 50);
    assert!(matches!(read(&reader, 0, 101), Err(Failure::TooLarge { limit: 100 })));
}

/// Other writers' frames may be large, and their tables without checksums.
#[test]
fn large_frames_and_no_checksums() {
    let input = lines(20 << 20);
    let mut packed = framed(&[&input], |_, packed, unpacked, sum| (packed, unpacked, sum));
    let table_at = packed.len() - (8 + 12 + 9);
    let lengths = packed[table_at + 8..table_at + 16].to_vec();
    for without_checksum in [false, true] {
        if without_checksum {
            packed.truncate(table_at);
            packed.extend_from_slice(&[0x5e, 0x2a, 0x4d, 0x18, 8 + 9, 0, 0, 0]);
            packed.extend_from_slice(&lengths);
            packed.extend_from_slice(&[1, 0, 0, 0, 0, 0xb1, 0xea, 0x92, 0x8f]);
        }
        let reader = in_memory(&packed);
        assert!(read(&reader, 9 << 20, 100).unwrap() == input[9 << 20..(9 << 20) + 100]);
        assert!(read(&reader, (8 << 20) - 5, 10).unwrap() == input[(8 << 20) - 5..(8 << 20) + 5]);
        assert!(super::unpack(&unpacking(), &packed).unwrap() == input);
    }
}

#[test]
fn a_cancelled_read_stops() {
    let packed = pack(&packing(3), &lines(10_000));
    let cancel = Cancel::default();
    cancel.cancel();
    let result = in_memory(&packed).read(0, 10, &POOLS[0], &cancel);
    assert!(matches!(result, Err(Failure::Aborted)));
}

proptest! {
    #[test]
    fn the_frames_of_a_range(
        lengths in prop::collection::vec(0_u32..5, 1..9),
        start in 0_u64..30,
        length in 0_u64..30,
    ) {
        let mut table = Table::new();
        for unpacked in &lengths {
            table.add(9, *unpacked, 0).unwrap();
        }
        let wanted = start.min(table.unpacked())..(start + length).min(table.unpacked());
        let found = table.frames_of(&wanted);
        for index in 0..table.len() {
            let held = table.frame(index).unpacked;
            let overlaps = held.start.max(wanted.start) < held.end.min(wanted.end);
            // A frame without bytes may be among those found: it holds none of the range.
            prop_assert!(found.contains(&index) || !overlaps);
            prop_assert!(!found.contains(&index) || overlaps || held.is_empty());
        }
    }

    #[test]
    fn any_range(frame in 1_usize..900, start in 0_u64..5200, length in 0_u64..5200) {
        let input = lines(5000);
        let parts: Vec<&[u8]> = input.chunks(frame).collect();
        let reader = in_memory(&framed(&parts, |_, packed, unpacked, sum| (packed, unpacked, sum)));
        let (from, to) = (start.min(5000) as usize, (start + length).min(5000) as usize);
        prop_assert!(read(&reader, start, length).unwrap() == input[from..to]);
    }
}
