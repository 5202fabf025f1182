//! What is joined is one member: every decoder reads it, and it is the same however it was made.

use std::fs;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;

use super::super::{assembly, compress};
use super::{FORMATS, POOLS, in_sequence, mixed, packing};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::codec::deflate::{CALL_BYTES, Decompressor, DeflateChunker, Outcome};
use crate::engine::codec::file::compress_file;
use crate::engine::codec::{Compression, Format};
use crate::engine::failure::Failure;
use crate::engine::input::{InputBytes, SharedBytes};
use crate::engine::progress::Progress;

fn pack(spec: &Compression, input: &[u8]) -> Vec<u8> {
    crate::engine::codec::compress(spec, InputBytes::Private(input), &Cancel::default()).unwrap()
}

/// Decodes with zlib's engine, a piece at a time, and with libdeflate.
fn check(format: Format, packed: &[u8], input: &[u8]) {
    assert!(in_sequence(format, packed).unwrap() == input);

    let mut out = Vec::with_capacity(input.len());
    let outcome = Decompressor::new().unwrap().inflate(format, packed, input.len(), &mut out);
    assert_eq!(outcome, Outcome::Done { consumed: packed.len() });
    assert!(out == input);
}

#[test]
fn every_level_of_every_format() {
    for level in 1..=9 {
        let input = mixed(CALL_BYTES[level as usize] * 2 + 12_345);
        for format in FORMATS {
            check(format, &pack(&packing(format, level), &input), &input);
        }
    }
}

#[test]
fn sizes_around_the_ends_of_chunks() {
    let level = 9;
    let chunk = CALL_BYTES[level as usize];
    let input = mixed(3 * chunk + 2);
    for format in FORMATS {
        for size in
            [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 3 * chunk + 2]
        {
            check(format, &pack(&packing(format, level), &input[..size]), &input[..size]);
        }
    }
}

#[test]
fn inputs_that_do_not_compress_grow_by_little() {
    let noise = mixed(80_000)[40_000..].repeat(100);
    for level in [1, 6, 9] {
        let packed = pack(&packing(Format::Gzip, level), &noise);
        assert!(packed.len() < noise.len() + noise.len() / 1000);
        check(Format::Gzip, &packed, &noise);
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let input = mixed(7 << 20);
    for (format, level) in [(Format::Gzip, 6), (Format::Deflate, 1), (Format::DeflateRaw, 9)] {
        let spec = packing(format, level);
        let alone = pack(&spec, &input);
        for pool in &*POOLS {
            assert!(pool.install(|| pack(&spec, &input)) == alone, "{format:?}");
        }
    }
}

#[test]
fn files_get_the_same_bytes_as_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let level = 8;
    let chunk = CALL_BYTES[level as usize];
    let input = mixed(9 * chunk + 7);
    for format in FORMATS {
        for size in [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, input.len()] {
            let spec = packing(format, level);
            let expected = pack(&spec, &input[..size]);
            fs::write(&from, &input[..size]).unwrap();
            for pool in &*POOLS {
                let progress = Progress::default();
                let result =
                    compress_file(pool, &spec, &from, &to, Placing::OVER, &progress, &Cancel::default())
                        .unwrap();
                assert_eq!((result.bytes_read, result.bytes_written), (size as u64, expected.len() as u64));
                assert_eq!(progress.read().0, size as u64);
                assert!(fs::read(&to).unwrap() == expected, "{format:?} {size}");
            }
        }
    }
}

#[test]
fn shared_memory_gives_the_same_bytes() {
    let input = mixed(3_500_001);
    // SAFETY: `input` outlives the source.
    let shared = InputBytes::Shared(unsafe { SharedBytes::new(input.as_ptr(), input.len()) });
    let spec = packing(Format::Gzip, 6);
    let packed =
        POOLS[1].install(|| crate::engine::codec::compress(&spec, shared, &Cancel::default())).unwrap();
    assert!(packed == pack(&spec, &input));
}

/// State is needed for a dictionary and for a window, and nothing is to be done at level 0.
#[test]
fn what_is_not_cut() {
    let plain = packing(Format::Deflate, 6);
    assert!(DeflateChunker::of(&plain, None).is_some());
    assert!(
        DeflateChunker::of(&Compression { level: -1, window_bits: Some(15), ..plain.clone() }, None)
            .is_some()
    );
    assert!(
        DeflateChunker::of(&Compression { dictionary: Some(b""[..].into()), ..plain.clone() }, None)
            .is_some()
    );
    assert!(DeflateChunker::of(&Compression { window_bits: Some(14), ..plain.clone() }, None).is_none());
    assert!(
        DeflateChunker::of(&Compression { dictionary: Some(b"word"[..].into()), ..plain.clone() }, None)
            .is_none()
    );
    assert!(DeflateChunker::of(&packing(Format::Gzip, 0), None).is_none());
    assert!(DeflateChunker::of(&packing(Format::Brotli, 6), None).is_none());
    assert!(DeflateChunker::of(&packing(Format::Zstd, 6), None).is_none());
}

/// No chunk is begun after a cancellation, on any thread.
#[test]
fn a_cancelled_job_stops() {
    let input = mixed(4 << 20);
    let cancel = Cancel::default();
    cancel.cancel();
    let spec = packing(Format::Gzip, 6);
    for pool in &*POOLS {
        let result = pool
            .install(|| compress(&*assembly(&spec, None).unwrap(), InputBytes::Private(&input), 4, &cancel));
        assert!(matches!(result, Err(Failure::Aborted)));
    }
}

/// The whole job would take seconds.
#[test]
fn a_cancelled_file_job_stops_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::write(&from, mixed(1 << 20).repeat(64)).unwrap();
    let spec = packing(Format::Gzip, 9);
    for pool in &*POOLS {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let result = thread::scope(|scope| {
            let job =
                scope.spawn(|| compress_file(pool, &spec, &from, &to, Placing::NEW, &progress, &cancel));
            while progress.read().0 == 0 {
                thread::sleep(Duration::from_millis(1));
            }
            cancel.cancel();
            job.join().unwrap()
        });
        assert!(matches!(result, Err(Failure::Aborted)));
        let (done, all) = progress.read();
        assert!(done < all, "{done}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_size(
        level in 1..=9,
        chunks in 0_usize..3,
        beyond in -300_isize..300,
        format in 0..FORMATS.len(),
        pool in 0..POOLS.len(),
        from in 0_usize..100_000,
    ) {
        let size = (chunks * CALL_BYTES[level as usize]).saturating_add_signed(beyond);
        let input = &mixed(from + size)[from..];
        let spec = packing(FORMATS[format], level);
        let packed = POOLS[pool].install(|| pack(&spec, input));
        check(spec.format, &packed, input);
    }
}
