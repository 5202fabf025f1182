//! Blocks that several threads made are one Zstandard frame: every decoder reads it, and it is the same however it was
//! made.

use std::fs;
use std::thread;
use std::time::Duration;

use zstd_safe::{find_frame_compressed_size, get_frame_content_size};

use super::super::{Chunk, Chunker};
use super::{POOLS, in_sequence, mixed, packing};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::codec::file::compress_file;
use crate::engine::codec::zstd::ZstdChunker;
use crate::engine::codec::{Compression, Format, compress};
use crate::engine::failure::Failure;
use crate::engine::input::{InputBytes, SharedBytes};
use crate::engine::progress::Progress;

fn pack(spec: &Compression, input: &[u8]) -> Vec<u8> {
    compress(spec, InputBytes::Private(input), &Cancel::default()).unwrap()
}

fn chunk_of(spec: &Compression) -> usize {
    ZstdChunker::of(spec, None).unwrap().chunk()
}

/// Decodes with no more of a window than the frame asks for, and in one call.
fn check(packed: &[u8], input: &[u8]) {
    assert_eq!(find_frame_compressed_size(packed), Ok(packed.len()));
    assert_eq!(get_frame_content_size(packed).unwrap(), Some(input.len() as u64));
    assert!(in_sequence(Format::Zstd, packed).unwrap() == input);
    let mut out = Vec::with_capacity(input.len());
    zstd_safe::decompress(&mut out, packed).unwrap();
    assert!(out == input);
}

#[test]
fn every_strategy() {
    // Repetitions a little further away than the window, so that the largest offsets are in use.
    let distant = mixed((1 << 21) + (1 << 20) - 70_000).repeat(2);
    for level in [-7, 0, 2, 5, 7, 8] {
        check(&pack(&packing(Format::Zstd, level), &distant), &distant);
    }
    for level in [13, 16] {
        let input = mixed(chunk_of(&packing(Format::Zstd, level)) + 300_000);
        check(&pack(&packing(Format::Zstd, level), &input), &input);
    }
}

#[test]
fn every_level_has_the_window_that_is_expected() {
    for level in -3..=16 {
        let spec = packing(Format::Zstd, level);
        let chunker = ZstdChunker::of(&spec, None).unwrap();
        let input = mixed(chunker.lookback() + 10);
        for before in [0, chunker.lookback()] {
            let chunk = Chunk { bytes: &input, before, last: true };
            assert!(chunker.piece(chunk, &Cancel::default()).is_ok(), "{level}");
        }
    }
    assert!(ZstdChunker::of(&packing(Format::Zstd, 20), None).is_none());
}

#[test]
fn sizes_around_the_ends_of_chunks() {
    let spec = packing(Format::Zstd, 1);
    let chunk = chunk_of(&spec);
    let input = mixed(3 * chunk + 2);
    for size in [chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 3 * chunk + 2] {
        check(&pack(&spec, &input[..size]), &input[..size]);
    }
}

/// A period of 1, 4 or 8 is an offset that every compressor begins with. One period before the end of a chunk is not yet
/// a match, so that the decoder's last offsets are others when the next chunk begins.
#[test]
fn the_last_offsets_of_a_chunk_are_not_taken_for_those_of_the_next() {
    for level in [1, 3, 5] {
        let spec = packing(Format::Zstd, level);
        let chunk = chunk_of(&spec);
        for period in [1, 4, 8] {
            let mut input = mixed(chunk + 40_000);
            for (at, byte) in input[chunk - period..chunk + 500].iter_mut().enumerate() {
                *byte = b'a' + (at % period) as u8;
            }
            check(&pack(&spec, &input), &input);
        }
    }
}

#[test]
fn what_looks_like_a_dictionary_is_none() {
    for level in [1, 8] {
        let spec = packing(Format::Zstd, level);
        let chunker = ZstdChunker::of(&spec, None).unwrap();
        let mut input = mixed(chunker.chunk() + 90_000);
        let before = chunker.chunk() - chunker.lookback();
        input[before..before + 4].copy_from_slice(&0xec30_a437_u32.to_le_bytes());
        check(&pack(&spec, &input), &input);
    }
}

#[test]
fn the_same_from_memory_a_file_shared_bytes_and_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let spec = packing(Format::Zstd, 1);
    let chunk = chunk_of(&spec);
    let input = mixed(4 * chunk);
    for size in [chunk + 1, 2 * chunk, 4 * chunk] {
        let expected = pack(&spec, &input[..size]);
        fs::write(&from, &input[..size]).unwrap();
        for pool in &*POOLS {
            assert!(pool.install(|| pack(&spec, &input[..size])) == expected);
            let (progress, cancel) = (Progress::default(), Cancel::default());
            let result = compress_file(pool, &spec, &from, &to, Placing::OVER, &progress, &cancel).unwrap();
            assert_eq!((result.bytes_read, result.bytes_written), (size as u64, expected.len() as u64));
            assert!(fs::read(&to).unwrap() == expected);
        }
        // SAFETY: `input` outlives the source.
        let shared = InputBytes::Shared(unsafe { SharedBytes::new(input.as_ptr(), size) });
        assert!(compress(&spec, shared, &Cancel::default()).unwrap() == expected);
    }
}

#[test]
fn the_ratio_stays() {
    let input = mixed(9 << 20);
    for level in [3, 5] {
        let whole = Compression { window_bits: Some(21), ..packing(Format::Zstd, level) };
        let (whole, chunker) = (pack(&whole, &input), pack(&packing(Format::Zstd, level), &input));
        assert!(
            chunker.len() < whole.len() + whole.len() / 100,
            "{level}: {} {}",
            chunker.len(),
            whole.len()
        );
    }
}

#[test]
fn cancelling_stops_it() {
    let (spec, cancel) = (packing(Format::Zstd, 16), Cancel::default());
    let input = mixed(chunk_of(&spec) + 1);
    thread::scope(|scope| {
        let job = scope.spawn(|| compress(&spec, InputBytes::Private(&input), &cancel));
        thread::sleep(Duration::from_millis(20));
        cancel.cancel();
        assert!(matches!(job.join().unwrap(), Err(Failure::Aborted)));
    });
}
