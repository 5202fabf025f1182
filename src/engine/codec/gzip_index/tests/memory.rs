//! gzip with an index of its pieces: what comes out is what comes out without it.

use proptest::prelude::*;

use super::super::decompress;
use super::super::index::Index;
use super::super::plan::{END, ZEROS};
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::tests::{POOLS, in_sequence, mixed, packing, unpacking};
use crate::engine::codec::chunked::{Chunk, Chunker, Envelope};
use crate::engine::codec::deflate::{CALL_BYTES, Decompressor, DeflateChunker, Outcome};
use crate::engine::codec::{self, Compression, Decompression, Format};
use crate::engine::failure::Failure;
use crate::engine::input::{InputBytes, SharedBytes};

fn pack(spec: &Compression, input: &[u8]) -> Vec<u8> {
    codec::compress(spec, InputBytes::Private(input), &Cancel::default()).unwrap()
}

fn by_index(packed: &[u8]) -> Option<Vec<u8>> {
    decompress(&unpacking(Format::Gzip), &InputBytes::Private(packed), &Cancel::default()).unwrap()
}

/// That the index of `packed` has no influence.
fn check(packed: &[u8]) {
    let expected = in_sequence(Format::Gzip, packed).map_err(|failure| format!("{failure:?}"));
    let result = codec::decompress(&unpacking(Format::Gzip), InputBytes::Private(packed), &Cancel::default());
    assert_eq!(result.map_err(|failure| format!("{failure:?}")), expected);
    if let Some(bytes) = by_index(packed) {
        assert_eq!(Ok(bytes), expected);
    }
}

/// A member of chunks of any size.
pub(super) fn member(input: &[u8], size: usize) -> Vec<u8> {
    let chunker = DeflateChunker::of(&packing(Format::Gzip, 6), None).unwrap();
    let (mut whole, mut body, mut out) = (chunker.envelope(), Vec::new(), Vec::new());
    let mut index = Index::of(input.len() as u64, size).unwrap();
    for (at, bytes) in input.chunks(size).enumerate() {
        let chunk = Chunk { bytes, before: 0, last: (at + 1) * size >= input.len() };
        let piece = chunker.piece(chunk, &Cancel::default()).unwrap();
        index.add(piece.bytes.len());
        whole.join(&piece).unwrap();
        body.extend_from_slice(&piece.bytes);
    }
    whole.begin(&mut out);
    index.put(&mut out);
    out.extend_from_slice(&body);
    whole.end(&mut out).unwrap();
    out
}

/// A member of these pieces, whose index and trailer announce `output` in chunks of `chunk` bytes.
pub(super) fn forged(pieces: &[&[u8]], chunk: usize, output: &[u8]) -> Vec<u8> {
    let mut index = Index::of(output.len() as u64, chunk).unwrap();
    pieces.iter().for_each(|piece| index.add(piece.len()));
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    index.put(&mut out);
    pieces.iter().for_each(|piece| out.extend_from_slice(piece));
    out.extend_from_slice(&crc32fast::hash(output).to_le_bytes());
    out.extend_from_slice(&(output.len() as u32).to_le_bytes());
    out
}

/// A stored block with a length that need not be that of `bytes`.
pub(super) fn stored(last: bool, length: usize, bytes: &[u8]) -> Vec<u8> {
    let length = length as u16;
    [&[u8::from(last)][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes].concat()
}

#[test]
fn an_index_is_written_and_used() {
    let spec = packing(Format::Gzip, 9);
    let chunk = CALL_BYTES[9];
    let input = mixed(2 * chunk + 1);
    assert_eq!(by_index(&pack(&spec, &input[..chunk])), None);
    for size in [chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1] {
        let packed = pack(&spec, &input[..size]);
        let index = Index::read(&packed).unwrap();
        assert_eq!((index.chunk as usize, index.lengths.len()), (chunk, size.div_ceil(chunk) - 1));
        assert!(in_sequence(Format::Gzip, &packed).unwrap() == input[..size]);
        for pool in &*POOLS {
            assert!(pool.install(|| by_index(&packed)).unwrap() == input[..size]);
        }
        // SAFETY: `packed` outlives the source.
        let shared = InputBytes::Shared(unsafe { SharedBytes::new(packed.as_ptr(), packed.len()) });
        let result = decompress(&unpacking(Format::Gzip), &shared, &Cancel::default());
        assert!(result.unwrap().unwrap() == input[..size]);
    }
}

#[test]
fn only_gzip_has_one() {
    let input = mixed(CALL_BYTES[9] + 1);
    for format in [Format::Deflate, Format::DeflateRaw] {
        assert_eq!(Index::read(&pack(&packing(format, 9), &input)), None);
    }
}

#[test]
fn there_is_none_where_it_has_no_room() {
    assert!(Index::of(0, 10).is_none());
    assert!(Index::of(10, 10).is_none());
    assert!(Index::of(11, 10).is_some());
    assert!(Index::of(163_820, 10).is_some());
    assert!(Index::of(163_821, 10).is_none());
    let mut header = vec![0; 10];
    Index::of(163_820, 10).unwrap().put(&mut header);
    assert!(header.len() <= Index::MAX_BYTES);
    assert!(usize::from(u16::from_le_bytes([header[10], header[11]])) == header.len() - 12);
}

#[test]
fn the_cap_and_the_signal_count() {
    let input = mixed(3000);
    let packed = member(&input, 1000);
    let capped = Decompression { max_output: 2999, ..unpacking(Format::Gzip) };
    let source = InputBytes::Private(&packed[..]);
    assert_eq!(decompress(&capped, &source, &Cancel::default()).unwrap(), None);
    let result = codec::decompress(&capped, source, &Cancel::default());
    assert!(matches!(result, Err(Failure::TooLarge { limit: 2999 })));
    let cancel = Cancel::default();
    cancel.cancel();
    assert!(matches!(decompress(&unpacking(Format::Gzip), &source, &cancel), Err(Failure::Aborted)));
}

/// It would be decoded in one go, which cannot be stopped, and for each thread there would be some in memory.
#[test]
fn chunks_that_are_too_large_are_not_decoded_side_by_side() {
    for (chunk, used) in [(8 << 20, true), ((8 << 20) + 1, false)] {
        let input = vec![7; chunk + 9];
        let packed = member(&input, chunk);
        assert_eq!(by_index(&packed).is_some(), used);
        assert!(in_sequence(Format::Gzip, &packed).unwrap() == input);
    }
}

#[test]
fn damage_anywhere_gives_what_it_gives_without_an_index() {
    let packed = member(&mixed(900), 300);
    assert_eq!(by_index(&packed).unwrap(), mixed(900));
    for at in 0..packed.len() {
        for mask in [1, 2, 4, 0x80, 0xff] {
            let mut damaged = packed.clone();
            damaged[at] ^= mask;
            check(&damaged);
        }
        check(&packed[..at]);
    }
    for more in [&b"x"[..], &[0; 8], &packed] {
        check(&[&packed, more].concat());
    }
}

/// Pieces that can be decoded, but not where the index says.
#[test]
fn an_index_that_lies_has_no_influence() {
    let input = mixed(1000);
    let block = |last, part: &[u8]| stored(last, part.len(), part);
    let [first, second, third] =
        [block(false, &input[..400]), block(false, &input[400..800]), block(true, &input[800..])];
    let honest = forged(&[&first, &second, &third], 400, &input);
    assert_eq!(by_index(&honest).unwrap(), input);
    // The end of the first piece is moved to every place.
    let body = [&first[..], &second, &third].concat();
    for end in 0..body.len() {
        for chunk in [399, 400, 500, 800] {
            let packed = forged(&[&body[..end], &body[end..]], chunk, &input[..chunk + 200]);
            check(&packed);
            check(&forged(&[&body[..end], &body[end..]], chunk.max(500), &input));
        }
    }
}

/// A last block before the end that would take up the block that is put behind the piece.
#[test]
fn a_block_that_takes_up_the_end_of_its_piece_is_found_out() {
    let data = mixed(95);
    let open = stored(true, data.len() + END.len() + ZEROS, &data);
    let rest = stored(true, 10, &[7; 10]);
    let output = [&data[..], &END, &[7; 10]].concat();
    let packed = forged(&[&open, &rest], 100, &output);
    assert_eq!(by_index(&packed), None);
    check(&packed);
}

/// Whether libdeflate takes `prefix` with the end behind it for whole data, and how much that holds.
fn ends_well(prefix: &[u8]) -> Option<Vec<u8>> {
    let packed = [prefix, &END, &[0; ZEROS]].concat();
    let mut out = Vec::with_capacity(1 << 17);
    let outcome = Decompressor::new().unwrap().inflate(Format::DeflateRaw, &packed, 1 << 17, &mut out);
    (outcome == Outcome::Done { consumed: packed.len() }).then_some(out)
}

#[test]
fn no_block_that_takes_a_part_of_the_end_leaves_one() {
    assert_eq!(ends_well(&stored(false, 2, b"ab")).unwrap().len(), 2 + ZEROS);
    for taken in 1..=END.len() + ZEROS {
        assert_eq!(ends_well(&stored(false, 2 + taken, b"ab")), None, "{taken}");
    }
    // Headers of stored blocks, cut before their length, within it and within its complement.
    for length in [0, 1, 2, 0x100, 0x1fe, 0x200, 0x205, 0xfdff, 0xfe00, 0xfeff, 0xff00, 0xfffe, 0xffff] {
        for end in 1..5 {
            for last in [false, true] {
                assert_eq!(ends_well(&stored(last, length, b"")[..end]), None, "{last} {length} {end}");
            }
        }
    }
    // Huffman-coded blocks with the fixed code, the last or not, cut within a literal. 0xff has nine ones, so that they
    // are cut at every bit.
    for last in [0, 1] {
        for literals in 1..14 {
            let (mut bits, mut count) = (last | 1 << 1, 3);
            for _ in 0..literals {
                bits |= 0x1ff_u128 << count;
                count += 9;
            }
            assert_eq!(ends_well(&bits.to_le_bytes()[..count / 8]), None, "{last} {literals}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// The five bytes that end other data say whether a piece ends where a block does.
    #[test]
    fn whatever_stands_before_the_end(prefix in prop::collection::vec(any::<u8>(), 0..24)) {
        if let Some(bytes) = ends_well(&prefix) {
            let packed = [&prefix[..], &stored(true, 0, b"")].concat();
            let mut out = Vec::with_capacity(1 << 17);
            let outcome = Decompressor::new().unwrap().inflate(Format::DeflateRaw, &packed, 1 << 17, &mut out);
            let boundary = outcome == Outcome::Done { consumed: packed.len() };
            prop_assert!(boundary || bytes[..bytes.len() - ZEROS].ends_with(&END));
        }
    }
}
