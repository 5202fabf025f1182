//! Files of gzip with an index of its pieces: what comes out is what comes out without it.

use std::fs::{self, OpenOptions};
use std::io::Write;

use proptest::prelude::*;
use rayon::ThreadPool;

use super::super::decompress_file;
use super::super::index::Index;
use super::memory::{forged, member, stored};
use crate::engine::atomic_file::{AtomicFile, Placing};
use crate::engine::cancel::Cancel;
use crate::engine::codec::FileResult;
use crate::engine::codec::chunked::compress_file;
use crate::engine::codec::chunked::tests::{POOLS, mixed, packing, unpacking};
use crate::engine::codec::deflate::{CALL_BYTES, DeflateChunker};
use crate::engine::codec::file;
use crate::engine::codec::stream::Next;
use crate::engine::codec::tests::folder::Folder;
use crate::engine::codec::{self, Decompression, Format, StreamDecoder};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

impl Folder {
    fn reader(&self) -> FileReader {
        FileReader::open(&self.path("from")).unwrap()
    }

    fn target(&self) -> AtomicFile {
        AtomicFile::create(&self.path("from"), &self.path("to"), Placing::OVER).unwrap()
    }

    /// What `target` has become.
    fn put(&self, target: AtomicFile) -> Vec<u8> {
        target.put(&fs::metadata(self.path("from")).unwrap()).unwrap();
        fs::read(self.path("to")).unwrap()
    }

    /// Decompresses `from` in any way.
    fn decompressed(&self, spec: &Decompression, pool: &ThreadPool) -> Result<Vec<u8>, Failure> {
        let (from, to, progress) = (self.path("from"), self.path("to"), Progress::default());
        let result =
            file::decompress_file(pool, spec, &from, &to, Placing::OVER, &progress, &Cancel::default());
        let names = fs::read_dir(self.folder()).unwrap().count();
        assert_eq!(names, if result.is_ok() { 2 } else { 1 });
        let FileResult { bytes_read, bytes_written } = result?;
        let (done, all) = progress.read();
        assert_eq!((done, all), (bytes_read, fs::metadata(&from).unwrap().len()));
        let bytes = fs::read(&to).unwrap();
        fs::remove_file(&to).unwrap();
        assert_eq!(bytes.len() as u64, bytes_written);
        Ok(bytes)
    }

    /// Decompresses `reader` by its index alone.
    fn by_index(&self, reader: &FileReader, spec: &Decompression) -> Result<Option<Vec<u8>>, Failure> {
        let (mut target, progress) = (self.target(), Progress::default());
        let result = decompress_file(&POOLS[1], spec, reader, &mut target, &progress, &Cancel::default())?;
        let bytes = self.put(target);
        match result {
            None => assert!(bytes.is_empty()),
            Some(result) => assert_eq!(result.bytes_written, bytes.len() as u64),
        }
        Ok(result.map(|_| bytes))
    }
}

/// What `packed` decodes to in pieces, which no index is looked at for.
fn in_pieces(spec: &Decompression, packed: &[u8]) -> Result<Vec<u8>, Failure> {
    let (mut decoder, mut out, mut input) = (StreamDecoder::new(spec.clone()), Vec::new(), packed);
    loop {
        let (bytes, next) = decoder.step(InputBytes::Private(input), &Cancel::default())?;
        out.extend_from_slice(&bytes);
        input = &[];
        if next != Next::Output {
            return decoder.finish().map(|()| out);
        }
    }
}

/// That the index of `packed` has no influence.
fn check(spec: &Decompression, packed: &[u8]) {
    let text = |failure: Failure| format!("{failure:?}");
    let expected = in_pieces(spec, packed).map_err(text);
    for pool in &POOLS[..2] {
        assert_eq!(Folder::with(packed).decompressed(spec, pool).map_err(text), expected);
    }
}

/// All that can be asked for, around `size` bytes.
fn specs(size: usize) -> Vec<Decompression> {
    let plain = Decompression { reject_garbage: false, ..unpacking(Format::Gzip) };
    let capped = |max_output| Decompression { max_output, ..plain.clone() };
    vec![
        Decompression { format: None, ..plain.clone() },
        Decompression { reject_garbage: true, ..plain.clone() },
        Decompression { accept_truncated: true, ..plain.clone() },
        Decompression { window_bits: Some(15), ..plain.clone() },
        Decompression { window_bits: Some(9), ..plain.clone() },
        Decompression { threads: Some(1), ..plain.clone() },
        capped(size as u64),
        capped(size as u64 - 1),
        capped(0),
        plain,
    ]
}

#[test]
fn a_file_is_decompressed_by_its_index() {
    let chunk = CALL_BYTES[9];
    let input = mixed(9 * chunk + 1);
    for size in [chunk + 1, 2 * chunk - 1, 2 * chunk, input.len()] {
        let packed = codec::compress(
            &packing(Format::Gzip, 9),
            InputBytes::Private(&input[..size]),
            &Cancel::default(),
        );
        let folder = Folder::with(&packed.unwrap());
        for format in [Some(Format::Gzip), None] {
            let spec = Decompression { format, ..unpacking(Format::Gzip) };
            assert!(folder.by_index(&folder.reader(), &spec).unwrap().unwrap() == input[..size]);
            for (pool, threads) in POOLS.iter().zip([None, Some(1), Some(2)]) {
                let spec = Decompression { threads, ..spec.clone() };
                assert!(folder.decompressed(&spec, pool).unwrap() == input[..size]);
            }
        }
        let zstd = unpacking(Format::Zstd);
        assert_eq!(folder.by_index(&folder.reader(), &zstd).unwrap(), None);
    }
}

#[test]
fn every_option_counts() {
    let packed = member(&mixed(900), 300);
    for spec in specs(900) {
        check(&spec, &packed);
    }
    let folder = Folder::with(&packed);
    let by_index = |spec| folder.by_index(&folder.reader(), &spec).unwrap().is_some();
    let used: Vec<bool> = specs(900).into_iter().map(by_index).collect();
    assert_eq!(used, [true, true, true, true, false, true, true, false, false, true]);
}

/// What follows the first member shows at its last piece only, if lengths fit by chance: all before is then written.
#[test]
fn what_follows_the_first_member_is_decompressed_too() {
    let (first, other) = (member(&mixed(900), 300), member(&mixed(500), 200));
    let plain = codec::compress(&packing(Format::Gzip, 6), InputBytes::Private(b"plain"), &Cancel::default());
    let plain = plain.unwrap();
    for rest in [&first, &other, &plain, &vec![0; 700], &b"garbage"[..].to_vec()] {
        let packed = [&first[..], rest].concat();
        for spec in specs(1800) {
            check(&spec, &packed);
        }
        check(&unpacking(Format::Gzip), &[&packed[..], &first].concat());
    }
}

#[test]
fn a_file_that_ends_early_gives_what_it_gives_without_an_index() {
    let packed = member(&mixed(900), 300);
    for end in (0..packed.len()).step_by(7) {
        check(&unpacking(Format::Gzip), &packed[..end]);
        check(&Decompression { accept_truncated: true, ..unpacking(Format::Gzip) }, &packed[..end]);
    }
}

/// Pieces that can be decoded, but not where the index says.
#[test]
fn an_index_that_lies_has_no_influence() {
    let input = mixed(1000);
    let body = [
        stored(false, 400, &input[..400]),
        stored(false, 400, &input[400..800]),
        stored(true, 200, &input[800..]),
    ]
    .concat();
    for end in (0..body.len()).step_by(13).chain([405, 810]) {
        for chunk in [399, 400, 500, 800] {
            let pieces = [&body[..end], &body[end..]];
            check(&unpacking(Format::Gzip), &forged(&pieces, chunk, &input[..chunk + 200]));
            check(&unpacking(Format::Gzip), &forged(&pieces, chunk.max(500), &input));
        }
    }
}

/// Errors give the system's reason. What is gone is found out where the trailer is read.
#[test]
fn a_file_that_shrank_is_left_to_others() {
    let packed = member(&mixed(3000), 1000);
    for left in [0, 100, packed.len() / 2, packed.len() - 9] {
        let folder = Folder::with(&packed);
        let reader = folder.reader();
        let file = OpenOptions::new().write(true).open(folder.path("from")).unwrap();
        file.set_len(left as u64).unwrap();
        assert_eq!(folder.by_index(&reader, &unpacking(Format::Gzip)).unwrap(), None);
    }
}

#[test]
fn what_is_appended_to_a_file_that_is_read_is_not_seen() {
    let input = mixed(2 * CALL_BYTES[9] + 9);
    let spec = packing(Format::Gzip, 9);
    let packed = codec::compress(&spec, InputBytes::Private(&input), &Cancel::default()).unwrap();
    let opened = |folder: &Folder| {
        let reader = folder.reader();
        let mut file = OpenOptions::new().append(true).open(folder.path("from")).unwrap();
        file.write_all(&mixed(CALL_BYTES[9])).unwrap();
        reader
    };

    let folder = Folder::with(&packed);
    let unpacked = folder.by_index(&opened(&folder), &unpacking(Format::Gzip));
    assert!(unpacked.unwrap().unwrap() == input);

    let folder = Folder::with(&input);
    let (mut reader, mut target) = (opened(&folder), folder.target());
    let chunker = DeflateChunker::of(&spec, Some(reader.size())).unwrap();
    let (progress, cancel) = (Progress::default(), Cancel::default());
    compress_file(&chunker, &POOLS[1], 2, &mut reader, &mut target, &progress, &cancel).unwrap();
    let written = folder.put(target);
    assert!(Index::read(&written).is_some() && written == packed);
}

#[test]
fn a_cancelled_job_stops() {
    let folder = Folder::with(&member(&mixed(3000), 1000));
    let (cancel, progress, mut target) = (Cancel::default(), Progress::default(), folder.target());
    cancel.cancel();
    let spec = unpacking(Format::Gzip);
    for pool in &*POOLS {
        let result = decompress_file(pool, &spec, &folder.reader(), &mut target, &progress, &cancel);
        assert!(matches!(result, Err(Failure::Aborted)));
    }
    assert_eq!(progress.read().0, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Damage, at the beginning as often as elsewhere: there the index is.
    #[test]
    fn any_damage(
        size in 301_usize..900,
        chunk in 100_usize..300,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 0..4),
        end in prop::option::of(any::<prop::sample::Index>()),
        more in prop::collection::vec(any::<u8>(), 0..12),
        spec in 0_usize..10,
    ) {
        let mut packed = member(&mixed(size), chunk);
        for (at, beginning, byte) in changes {
            let at = at.index(if beginning { 21 + size / chunk * 4 } else { packed.len() });
            packed[at] = byte;
        }
        if let Some(end) = end {
            packed.truncate(end.index(packed.len()));
        }
        packed.extend_from_slice(&more);
        check(&specs(size)[spec], &packed);
    }
}
