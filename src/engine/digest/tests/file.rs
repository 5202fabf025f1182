use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

use super::super::file::{BLOCK, FileDigests, digest_file, digest_input};
use super::super::{Key, Spec, digest};
use super::{every_plain_spec, named, pattern, plain, pool};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::file_reader::{FileReader, Range, errno};
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

pub const WHOLE: Range = Range { start: 0, end: None };

/// A file of these bytes in a directory of its own.
fn file_of(bytes: &[u8]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("input");
    fs::write(&path, bytes).unwrap();
    (dir, path)
}

pub fn run(specs: &[Spec], path: &Path, range: Range) -> Result<FileDigests, Failure> {
    digest_file(&pool(2), specs, path, range, &Progress::default(), &Cancel::default())
}

pub fn in_memory(specs: &[Spec], bytes: &[u8]) -> FileDigests {
    let one = |spec| digest(spec, InputBytes::Private(bytes), &Cancel::default()).unwrap();
    FileDigests { digests: specs.iter().map(one).collect(), bytes: bytes.len() as u64 }
}

pub fn sha256() -> Vec<Spec> {
    vec![plain(named("sha256"))]
}

/// The number and the call of the system's refusal.
pub fn refusal(outcome: Result<FileDigests, Failure>, path: &Path) -> (i32, &'static str) {
    match outcome.unwrap_err() {
        Failure::System { errno, syscall, path: reported, dest: None } => {
            assert_eq!(reported, path);
            (errno, syscall)
        }
        failure => panic!("{failure:?}"),
    }
}

fn digest_of_a_file_of(len: usize, specs: &[Spec]) {
    let bytes = pattern(len);
    let (_dir, path) = file_of(&bytes);
    let progress = Progress::default();
    let found = digest_file(&pool(2), specs, &path, WHOLE, &progress, &Cancel::default()).unwrap();
    assert_eq!(found, in_memory(specs, &bytes), "{len}");
    assert_eq!(progress.read(), (len as u64, len as u64));
}

#[test]
fn a_file_has_the_digests_of_its_bytes() {
    let specs = ["blake3", "sha256", "crc32"].map(|name| plain(named(name)));
    for len in [0, 1, 16 * 1024, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 17] {
        digest_of_a_file_of(len, &specs);
    }
}

#[test]
fn one_pass_gives_every_digest_there_is() {
    for len in [0, 3000, BLOCK + 1] {
        digest_of_a_file_of(len, &every_plain_spec());
    }
}

/// Digests `bytes` as a file while the only thread of the pool is busy with something else. Returns whether
/// the digest came nevertheless.
fn comes_although_the_pool_is_busy(specs: &[Spec], bytes: &[u8]) -> bool {
    let (_dir, path) = file_of(bytes);
    let pool = pool(1);
    let (release, released) = mpsc::channel::<()>();
    pool.spawn(move || {
        let _ = released.recv();
    });
    std::thread::scope(|scope| {
        let (done, result) = mpsc::channel();
        let (pool, path) = (&pool, &path);
        scope.spawn(move || {
            let found = digest_file(pool, specs, path, WHOLE, &Progress::default(), &Cancel::default());
            done.send(found.unwrap()).unwrap();
        });
        let early = result.recv_timeout(Duration::from_millis(500)).ok();
        drop(release);
        let came = early.is_some();
        assert_eq!(early.unwrap_or_else(|| result.recv().unwrap()), in_memory(specs, bytes));
        came
    })
}

#[test]
fn a_small_file_needs_no_pool_if_every_algorithm_allows() {
    let bytes = pattern(10_000);
    for (names, expected) in [
        (&["sha256"][..], true),
        (&["crc32", "xxh3"], true),
        (&[], true),
        (&["sha3-256"], false),
        (&["sha256", "sha3-256"], false),
    ] {
        let specs: Vec<Spec> = names.iter().map(|name| plain(named(name))).collect();
        assert_eq!(comes_although_the_pool_is_busy(&specs, &bytes), expected, "{names:?}");
    }
}

#[test]
fn a_range_counts_its_last_byte() {
    let len = 2 * BLOCK + 100;
    let bytes = pattern(len);
    let (_dir, path) = file_of(&bytes);
    let last = len as u64 - 1;
    let block = BLOCK as u64;
    let specs = [plain(named("sha1")), plain(named("blake3"))];
    for (start, end) in [
        (0, Some(0)),
        (1, Some(5)),
        (0, Some(last)),
        (0, Some(last + 1000)),
        (7, None),
        (7, Some(u64::MAX)),
        (block - 1, Some(block)),
        (block, Some(2 * block - 1)),
        (last, None),
        (last + 1, None),
        (last + 50, Some(last + 60)),
        (5, Some(3)),
    ] {
        let stop = end.map_or(len, |end| usize::try_from(end.min(last)).unwrap() + 1);
        let part = bytes.get(usize::try_from(start).unwrap()..stop).unwrap_or_default();
        let found = run(&specs, &path, Range { start, end }).unwrap();
        assert_eq!(found, in_memory(&specs, part), "{start} {end:?}");
    }
}

#[test]
fn keys_seeds_and_long_outputs_work_on_files() {
    let bytes = pattern(BLOCK + 5);
    let (_dir, path) = file_of(&bytes);
    let specs = [
        Spec::new(named("sha256"), Key::Bytes(b"key".to_vec()), None, 0).unwrap(),
        Spec::new(named("xxh64"), Key::None, None, 42).unwrap(),
        Spec::new(named("blake3"), Key::Context("files".into()), Some(100_000), 0).unwrap(),
        Spec::new(named("shake256"), Key::None, Some(0), 0).unwrap(),
    ];
    assert_eq!(run(&specs, &path, WHOLE).unwrap(), in_memory(&specs, &bytes));
}

#[test]
fn what_is_appended_after_opening_is_not_read() {
    let bytes = pattern(BLOCK + 5);
    let (_dir, path) = file_of(&bytes);
    let input = FileReader::open(&path).unwrap();
    OpenOptions::new().append(true).open(&path).unwrap().write_all(b"more").unwrap();
    let found = digest_input(&pool(2), &sha256(), input, &Progress::default(), &Cancel::default()).unwrap();
    assert_eq!(found, in_memory(&sha256(), &bytes));
}

#[test]
fn a_file_that_shrinks_gives_no_digest() {
    let (_dir, path) = file_of(&pattern(3 * BLOCK));
    for left in [0, 1, BLOCK, 2 * BLOCK + 1] {
        fs::write(&path, pattern(3 * BLOCK)).unwrap();
        let input = FileReader::open(&path).unwrap();
        OpenOptions::new().write(true).open(&path).unwrap().set_len(left as u64).unwrap();
        let outcome = digest_input(&pool(2), &sha256(), input, &Progress::default(), &Cancel::default());
        assert_eq!(refusal(outcome, &path), (errno::IO, "read"), "{left}");
    }
}

#[test]
fn shrinking_behind_the_range_is_no_matter() {
    let bytes = pattern(2 * BLOCK);
    let (_dir, path) = file_of(&bytes);
    let range = Range { start: 10, end: Some(99) };
    let input = FileReader::open_part(&path, range).unwrap();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(100).unwrap();
    let found = digest_input(&pool(2), &sha256(), input, &Progress::default(), &Cancel::default()).unwrap();
    assert_eq!(found, in_memory(&sha256(), &bytes[10..100]));
}

#[test]
fn a_cancelled_job_does_not_even_open_the_file() {
    let cancel = Cancel::default();
    cancel.cancel();
    let path = Path::new("no such file");
    let outcome = digest_file(&pool(1), &sha256(), path, WHOLE, &Progress::default(), &cancel);
    assert!(matches!(outcome, Err(Failure::Aborted)));
}

#[test]
fn a_directory_cannot_be_read() {
    let dir = tempfile::tempdir().unwrap();
    let expected = (errno::IS_DIRECTORY, "read");
    for range in [WHOLE, Range { start: 1 << 40, end: None }] {
        assert_eq!(refusal(run(&sha256(), dir.path(), range), dir.path()), expected);
    }
}

#[test]
fn a_missing_file_cannot_be_opened() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("missing");
    let not_found = File::open(&path).unwrap_err().raw_os_error().unwrap();
    assert_eq!(refusal(run(&sha256(), &path, WHOLE), &path), (not_found, "open"));
}
