//! A seek table is never trusted: whatever it says, what comes out is what comes out without it, or an error.

use std::fs;
use std::sync::Arc;

use proptest::prelude::*;

use super::super::reader::Reader;
use super::super::table::Table;
use super::{POOLS, framed, lines, pack, packing, unpack, unpacking};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::codec::Decompression;
use crate::engine::codec::file::decompress_file;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

type Tell = fn(usize, u32, u32, u32) -> (u32, u32, u32);

/// Tables whose sums are right, so that only the frames show that they lie.
const LIES: [(&str, Tell); 4] = [
    ("a longer first frame", |index, packed, unpacked, sum| {
        let more = [20, 0_u32.wrapping_sub(20), 0][index];
        (packed.wrapping_add(more), unpacked, sum)
    }),
    ("a shorter second frame", |index, packed, unpacked, sum| {
        let more = [0, 0_u32.wrapping_sub(1), 1][index];
        (packed.wrapping_add(more), unpacked, sum)
    }),
    ("more in the first frame", |index, packed, unpacked, sum| {
        (packed, unpacked.wrapping_add([9, 0_u32.wrapping_sub(9), 0][index]), sum)
    }),
    ("less in the last frame", |index, packed, unpacked, sum| {
        (packed, if index == 2 { unpacked - 1 } else { unpacked }, sum)
    }),
];

fn parts(input: &[u8]) -> [&[u8]; 3] {
    [&input[..300_000], &input[300_000..500_000], &input[500_000..]]
}

#[test]
fn a_table_that_does_not_fit_the_frames_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = lines(900_000);
    for (name, entry) in LIES {
        let packed = framed(&parts(&input), entry);
        assert!(Table::find(&InputBytes::Private(&packed[..])).unwrap().is_some(), "{name}");
        fs::write(&from, &packed).unwrap();
        for pool in &*POOLS {
            assert!(pool.install(|| unpack(&unpacking(), &packed)).unwrap() == input, "{name}");
            let progress = Progress::default();
            let result =
                decompress_file(pool, &unpacking(), &from, &to, Placing::OVER, &progress, &Cancel::default())
                    .unwrap();
            assert_eq!((result.bytes_read, result.bytes_written), (packed.len() as u64, 900_000), "{name}");
            assert_eq!(progress.read().0, packed.len() as u64, "{name}");
            assert!(fs::read(&to).unwrap() == input, "{name}");
        }
    }
}

#[test]
fn a_checksum_that_does_not_match_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = lines(900_000);
    let packed =
        framed(&parts(&input), |index, packed, unpacked, sum| (packed, unpacked, sum ^ index as u32));
    fs::write(&from, &packed).unwrap();
    let is_checksum = |failure: Failure| matches!(&failure, Failure::Data { code, .. } if code == "ZSTD_error_checksum_wrong");
    for pool in &*POOLS {
        assert!(is_checksum(pool.install(|| unpack(&unpacking(), &packed)).unwrap_err()));
        let progress = Progress::default();
        let result =
            decompress_file(pool, &unpacking(), &from, &to, Placing::NEW, &progress, &Cancel::default());
        assert!(is_checksum(result.unwrap_err()));
        assert!(!to.exists());
    }
}

/// None of these is a table, so that the data is like any other.
#[test]
fn what_is_no_table() {
    let input = lines(900_000);
    let packed = pack(&packing(3), &input);
    let end = packed.len();
    for (at, byte, name) in [
        (end - 1, 0x8e, "the magic number"),
        (end - 5, 0x84, "a reserved bit"),
        (end - 5, 0, "a table without checksums, of another length"),
        (end - 9, 0, "no frame"),
        (end - 9, 2, "more frames than the table has"),
        (end - 6, 0xff, "more frames than there can be"),
        (end - 9 - 20, 0x5f, "the magic number of the frame"),
        (end - 9 - 16, 0, "the length of the frame"),
        (end - 9 - 12, 7, "a frame that does not fill the data"),
        (end - 9 - 5, 0x7f, "a frame that holds more than frames may"),
    ] {
        let mut bytes = packed.clone();
        assert_ne!(bytes[at], byte, "{name}");
        bytes[at] = byte;
        assert!(Table::find(&InputBytes::Private(&bytes[..])).unwrap().is_none(), "{name}");
    }
    assert!(Table::find(&InputBytes::Private(&packed[..end - 1])).unwrap().is_none());
    assert!(Table::find(&InputBytes::Private(b"")).unwrap().is_none());
    assert!(Table::find(&InputBytes::Private(&packed[end - 9..])).unwrap().is_none());
}

/// A table that announces a gigabyte for frames that hold a little.
#[test]
fn a_table_that_tells_of_much_makes_no_room_for_it() {
    let input = lines(900_000);
    let packed = framed(&parts(&input), |_, packed, _, sum| (packed, 1 << 30, sum));
    let spec = Decompression { max_output: u64::MAX, ..unpacking() };
    assert!(unpack(&spec, &packed).unwrap() == input);
    let small = framed(&[&input[..10]], |_, packed, _, sum| (packed, packed << 15 | 1, sum));
    assert!(Table::find(&InputBytes::Private(&small[..])).unwrap().is_none());
}

#[test]
fn the_cap_on_output_holds_with_a_table_that_fits_and_one_that_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = lines(900_000);
    let honest: Tell = |_, packed, unpacked, sum| (packed, unpacked, sum);
    let modest: Tell = |_, packed, _, sum| (packed, 10, sum);
    for entry in [honest, modest] {
        let packed = framed(&parts(&input), entry);
        fs::write(&from, &packed).unwrap();
        for (max_output, fits) in [(899_999, false), (900_000, true)] {
            let spec = Decompression { max_output, ..unpacking() };
            let read = POOLS[1].install(|| unpack(&spec, &packed));
            let progress = Progress::default();
            let file =
                decompress_file(&POOLS[1], &spec, &from, &to, Placing::OVER, &progress, &Cancel::default())
                    .map(|_| ());
            for result in [read.map(|bytes| assert!(bytes == input)), file] {
                match result {
                    Ok(()) => assert!(fits),
                    Err(Failure::TooLarge { limit }) => assert!(!fits && limit == max_output),
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
    }
}

/// Else all that is read would be less than what is there.
#[test]
fn a_frame_at_either_end_that_is_said_to_hold_nothing_is_looked_at() {
    let input = lines(900_000);
    for empty in [0, 2] {
        let packed =
            framed(
                &parts(&input),
                |index, packed, unpacked, sum| {
                    if index == empty { (packed, 0, 0) } else { (packed, unpacked, sum) }
                },
            );
        let spec = Arc::new(unpacking());
        let reader = Reader::of_bytes(&InputBytes::Private(&packed), &spec).unwrap();
        let read = reader.read(0, reader.size(), &POOLS[0], &Cancel::default());
        assert!(matches!(read, Err(Failure::Data { .. })), "frame {empty}");
    }
}

#[test]
fn a_cancelled_job_stops() {
    let packed = pack(&packing(1), &lines(5 << 20));
    let cancel = Cancel::default();
    cancel.cancel();
    for pool in &*POOLS {
        let read =
            pool.install(|| super::super::decompress(&unpacking(), &InputBytes::Private(&packed), &cancel));
        assert!(matches!(read, Err(Failure::Aborted)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// With one byte changed, the data is read as without its table, or a frame is found damaged.
    #[test]
    fn any_damage(at in any::<prop::sample::Index>(), byte in any::<u8>(), threads in 0_usize..3) {
        let input = lines(60_000);
        let parts: Vec<&[u8]> = input.chunks(9_000).collect();
        let mut packed = framed(&parts, |_, packed, unpacked, sum| (packed, unpacked, sum));
        let at = at.index(packed.len());
        packed[at] = byte;
        let plain = unpack(&Decompression { window_bits: Some(27), ..unpacking() }, &packed);
        match (POOLS[threads].install(|| unpack(&unpacking(), &packed)), plain) {
            (Ok(read), Ok(plain)) => prop_assert!(read == plain),
            (Err(Failure::Data { code, .. }), Ok(_)) => prop_assert_eq!(code, "ZSTD_error_checksum_wrong"),
            (Err(Failure::Data { .. }), Err(Failure::Data { .. })) => {}
            (read, plain) => prop_assert!(false, "{:?} {:?}", read.map(|_| ()), plain.map(|_| ())),
        }
    }
}
