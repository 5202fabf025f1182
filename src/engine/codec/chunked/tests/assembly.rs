//! Pieces that are ready in any order are joined in that of the chunks.

use std::thread;

use super::super::{Assembly, Chunk, assembly};
use super::{FORMATS, in_sequence, mixed, packing, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::codec::{Compression, Format, compress, decompress};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Every way to compress in chunks, at the level whose chunks are small.
fn specs() -> Vec<Compression> {
    let seekable = Compression { seekable: true, ..packing(Format::Zstd, 1) };
    FORMATS.map(|format| packing(format, 9)).into_iter().chain([packing(Format::Zstd, 1), seekable]).collect()
}

fn assembled(spec: &Compression, size: Option<u64>) -> Box<dyn Assembly> {
    assembly(spec, size).unwrap()
}

/// The chunks that end at these places.
fn chunks<'a>(input: &'a [u8], ends: &[usize], lookback: usize) -> Vec<Chunk<'a>> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    let chunk = |(start, end): (usize, &usize)| {
        let before = start.min(lookback);
        Chunk { bytes: &input[start - before..*end], before, last: *end == input.len() }
    };
    starts.zip(ends).map(chunk).collect()
}

fn full_chunks<'a>(input: &'a [u8], assembly: &dyn Assembly) -> Vec<Chunk<'a>> {
    let ends: Vec<_> = (1..=input.len().div_ceil(assembly.chunk()))
        .map(|count| input.len().min(count * assembly.chunk()))
        .collect();
    chunks(input, &ends, assembly.lookback())
}

#[test]
fn in_any_order_they_make_what_one_call_makes() {
    for spec in specs() {
        let input = mixed(4 * assembled(&spec, None).chunk() + 777);
        let whole = compress(&spec, InputBytes::Private(&input), &Cancel::default()).unwrap();
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
            let assembly = assembled(&spec, Some(input.len() as u64));
            let chunks = full_chunks(&input, &*assembly);
            for number in order {
                assembly.add(number, chunks[number], &Cancel::default()).unwrap();
            }
            assert!(assembly.end().unwrap() == whole, "{:?} {order:?}", spec.format);
        }
    }
}

#[test]
fn what_is_taken_is_the_data_in_the_order_of_the_chunks() {
    for spec in specs() {
        let assembly = assembled(&spec, None);
        let input = mixed(4 * assembly.chunk() + 777);
        let chunks = full_chunks(&input, &*assembly);
        let mut taken = vec![Vec::new(); chunks.len()];
        for number in [2, 0, 1, 4, 3] {
            taken[number] = assembly.take(number, chunks[number], &Cancel::default()).unwrap();
        }
        assert!(taken[2].is_empty() && taken[4].is_empty());
        taken.push(assembly.end().unwrap());
        assert!(in_sequence(spec.format, &taken.concat()).unwrap() == input, "{:?}", spec.format);
    }
}

#[test]
fn threads_that_take_at_the_same_time_lose_nothing() {
    let spec = packing(Format::Gzip, 9);
    let assembly = assembled(&spec, None);
    let input = mixed(40 * 20_000);
    let ends: Vec<_> = (1..=40).map(|count| count * 20_000).collect();
    let chunks = chunks(&input, &ends, 0);
    let mut taken: Vec<_> = thread::scope(|scope| {
        let take = |first: usize| {
            let numbers = (first..40).step_by(4);
            let (assembly, chunks) = (&assembly, &chunks);
            scope.spawn(move || {
                let take = |number| assembly.take(number, chunks[number], &Cancel::default()).unwrap();
                numbers.map(|number| (number, take(number))).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..4).map(take).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    taken.sort_by_key(|(number, _)| *number);
    let mut packed = taken.into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<_>>();
    packed.extend(assembly.end().unwrap());
    assert!(in_sequence(Format::Gzip, &packed).unwrap() == input);
}

#[test]
fn chunks_may_be_short_and_the_last_one_empty() {
    let input = mixed(900_000);
    for spec in specs() {
        for ends in [vec![1, 5000, 600_000, 900_000], vec![900_000, 900_000]] {
            let assembly = assembled(&spec, None);
            let mut chunks = chunks(&input, &ends, assembly.lookback());
            let count = chunks.len();
            chunks[count - 2].last = false;
            let mut packed = Vec::new();
            for (number, chunk) in chunks.into_iter().enumerate() {
                packed.extend(assembly.take(number, chunk, &Cancel::default()).unwrap());
            }
            packed.extend(assembly.end().unwrap());
            assert!(in_sequence(spec.format, &packed).unwrap() == input, "{:?} {ends:?}", spec.format);
        }
    }
}

#[test]
fn nothing_is_data_too() {
    for spec in specs() {
        let assembly = assembled(&spec, None);
        let nothing = Chunk { bytes: &[], before: 0, last: true };
        assembly.add(0, nothing, &Cancel::default()).unwrap();
        let packed = assembly.end().unwrap();
        let unpacked = decompress(&unpacking(spec.format), InputBytes::Private(&packed), &Cancel::default());
        assert!(unpacked.unwrap().is_empty(), "{:?}", spec.format);
    }
}

#[test]
fn a_cancelled_chunk_fails_and_so_does_a_size_that_is_not_true() {
    let cancelled = Cancel::default();
    cancelled.cancel();
    let input = mixed(5000);
    for spec in specs() {
        let chunk = Chunk { bytes: &input, before: 0, last: true };
        assert!(matches!(assembled(&spec, None).add(0, chunk, &cancelled), Err(Failure::Aborted)));
    }
    let assembly = assembled(&packing(Format::Zstd, 1), Some(1 << 30));
    assembly.add(0, Chunk { bytes: &input, before: 0, last: true }, &Cancel::default()).unwrap();
    assert!(matches!(assembly.end(), Err(Failure::Data { .. })));
}

#[test]
fn what_has_to_be_seen_as_a_whole_has_no_chunks() {
    let dictionary = Some(b"dictionary".as_slice().into());
    let whole = [
        packing(Format::Brotli, 4),
        packing(Format::Gzip, 0),
        packing(Format::Zstd, 20),
        Compression { dictionary, ..packing(Format::Deflate, 6) },
        Compression { window_bits: Some(12), ..packing(Format::Gzip, 6) },
    ];
    for spec in whole {
        assert!(assembly(&spec, None).is_none(), "{:?}", spec.format);
    }
}
