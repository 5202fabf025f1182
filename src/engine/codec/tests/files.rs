//! File to file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::super::file::{compress_file, decompress_file};
use super::super::{Compression, Decompression, FileResult, Format};
use super::folder::Folder;
use super::{compress, decompress, formats, noise, packing, text, unpacking};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::progress::Progress;

static POOL: LazyLock<ThreadPool> =
    LazyLock::new(|| ThreadPoolBuilder::new().num_threads(2).build().expect("threads"));

impl Folder {
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn compress(&self, spec: &Compression, overwrite: bool) -> Result<FileResult, Failure> {
        pack(spec, &self.path("from"), &self.path("to"), overwrite)
    }

    fn decompress(&self, spec: &Decompression) -> Result<FileResult, Failure> {
        let (from, to) = (self.path("from"), self.path("to"));
        decompress_file(&POOL, spec, &from, &to, Placing::NEW, &Progress::default(), &Cancel::default())
    }
}

fn pack(spec: &Compression, from: &Path, to: &Path, overwrite: bool) -> Result<FileResult, Failure> {
    let placing = if overwrite { Placing::OVER } else { Placing::NEW };
    compress_file(&POOL, spec, from, to, placing, &Progress::default(), &Cancel::default())
}

/// What a system failure says: number, system call, path.
fn reason(result: Result<FileResult, Failure>) -> (i32, &'static str, PathBuf) {
    match result {
        Err(Failure::System { errno, syscall, path, .. }) => (errno, syscall, path),
        other => panic!("{other:?}"),
    }
}

const ENOENT: i32 = 2;
const EEXIST: i32 = 17;
const EISDIR: i32 = 21;

#[test]
fn files_of_every_size_round_trip() {
    const BLOCK: usize = 1 << 20;
    let input = [text(2 * BLOCK), noise(BLOCK / 2 + 7)].concat();
    for format in formats() {
        for size in [0, 1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, input.len()] {
            let packing_folder = Folder::with(&input[..size]);
            let packed = packing_folder.compress(&packing(format), false).unwrap();
            let bytes = fs::read(packing_folder.path("to")).unwrap();
            let lengths = FileResult { bytes_read: size as u64, bytes_written: bytes.len() as u64 };
            assert_eq!(packed, lengths, "{format:?} {size}");
            assert!(decompress(&unpacking(format), &bytes).unwrap() == input[..size], "{format:?} {size}");

            let folder = Folder::with(&bytes);
            let unpacked = folder.decompress(&unpacking(format)).unwrap();
            let lengths = FileResult { bytes_read: bytes.len() as u64, bytes_written: size as u64 };
            assert_eq!(unpacked, lengths, "{format:?} {size}");
            assert!(fs::read(folder.path("to")).unwrap() == input[..size], "{format:?} {size}");
            assert_eq!(folder.names(), ["from", "to"]);
        }
    }
}

#[test]
fn progress_is_told() {
    let folder = Folder::with(&text(3_000_000));
    let progress = Progress::default();
    let (from, to) = (folder.path("from"), folder.path("to"));
    let spec = packing(Format::Gzip);
    compress_file(&POOL, &spec, &from, &to, Placing::NEW, &progress, &Cancel::default()).unwrap();
    assert_eq!(progress.read(), (3_000_000, 3_000_000));
}

#[test]
fn the_format_of_a_file_is_recognised() {
    for format in [Format::Gzip, Format::Deflate, Format::Zstd] {
        let folder = Folder::with(&compress(&packing(format), b"content"));
        let spec = Decompression { format: None, ..unpacking(format) };
        folder.decompress(&spec).unwrap();
        assert_eq!(fs::read(folder.path("to")).unwrap(), b"content");
    }
}

#[test]
fn the_cap_counts_what_is_written_and_leaves_nothing() {
    for format in formats() {
        let folder = Folder::with(&compress(&packing(format), &vec![0; 5_000_000]));
        let spec = Decompression { max_output: 4_999_999, ..unpacking(format) };
        assert!(matches!(folder.decompress(&spec), Err(Failure::TooLarge { limit: 4_999_999 })));
        assert_eq!(folder.names(), ["from"], "{format:?}");
        let exact = Decompression { max_output: 5_000_000, ..unpacking(format) };
        assert_eq!(folder.decompress(&exact).unwrap().bytes_written, 5_000_000);
    }
}

#[test]
fn bad_data_leaves_nothing() {
    for format in formats() {
        let mut packed = compress(&packing(format), &text(4_000_000));
        packed.truncate(packed.len() - 1);
        let folder = Folder::with(&packed);
        assert!(matches!(folder.decompress(&unpacking(format)), Err(Failure::Data { errno: -5, .. })));
        assert_eq!(folder.names(), ["from"], "{format:?}");
    }
}

#[test]
fn what_follows_the_end_is_ignored_or_rejected() {
    for format in formats().filter(|format| *format != Format::Gzip) {
        let packed = compress(&packing(format), b"content");
        let folder = Folder::with(&[&packed[..], &vec![9; 3 << 20]].concat());
        let spec = Decompression { reject_garbage: true, ..unpacking(format) };
        assert!(matches!(folder.decompress(&spec), Err(Failure::TrailingJunk)), "{format:?}");
        assert_eq!(folder.names(), ["from"]);
        assert_eq!(folder.decompress(&unpacking(format)).unwrap().bytes_written, 7);
    }
}

#[test]
fn a_cancelled_job_leaves_nothing() {
    let folder = Folder::with(&noise(1 << 20).repeat(32));
    let cancel = Cancel::default();
    let (from, to) = (folder.path("from"), folder.path("to"));
    let spec = Compression { level: 9, ..packing(Format::Brotli) };
    let result = thread::scope(|scope| {
        let job = scope
            .spawn(|| compress_file(&POOL, &spec, &from, &to, Placing::NEW, &Progress::default(), &cancel));
        thread::sleep(Duration::from_millis(30));
        cancel.cancel();
        job.join().unwrap()
    });
    assert!(matches!(result, Err(Failure::Aborted)));
    assert_eq!(folder.names(), ["from"]);
}

#[test]
fn an_existing_target_stays_unless_told_otherwise() {
    let folder = Folder::with(b"new");
    fs::write(folder.path("to"), b"old").unwrap();
    let result = folder.compress(&packing(Format::Gzip), false);
    match result {
        Err(Failure::System { errno: EEXIST, syscall: "copyfile", path, dest: Some(dest) }) => {
            assert_eq!((path, dest), (folder.path("from"), folder.path("to")));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(folder.path("to")).unwrap(), b"old");
    folder.compress(&packing(Format::Gzip), true).unwrap();
    let packed = fs::read(folder.path("to")).unwrap();
    assert_eq!(decompress(&unpacking(Format::Gzip), &packed).unwrap(), b"new");
    assert_eq!(folder.names(), ["from", "to"]);
}

#[test]
fn a_file_can_replace_itself() {
    let folder = Folder::with(b"content");
    let from = folder.path("from");
    assert_eq!(reason(pack(&packing(Format::Gzip), &from, &from, false)).0, EEXIST);
    pack(&packing(Format::Gzip), &from, &from, true).unwrap();
    assert_eq!(decompress(&unpacking(Format::Gzip), &fs::read(from).unwrap()).unwrap(), b"content");
}

#[test]
fn the_system_s_reasons_are_told() {
    let folder = Folder::with(b"content");
    let spec = packing(Format::Gzip);
    let (from, missing) = (folder.path("from"), folder.path("missing"));
    assert_eq!(reason(pack(&spec, &missing, &folder.path("to"), false)), (ENOENT, "open", missing));
    let nowhere = folder.path("no/folder");
    assert_eq!(reason(pack(&spec, &from, &nowhere, false)), (ENOENT, "open", nowhere));
    let itself = folder.folder().to_path_buf();
    assert_eq!(reason(pack(&spec, &itself, &folder.path("to"), false)), (EISDIR, "read", itself.clone()));
    assert_eq!(reason(pack(&spec, &from, &itself, false)).0, EEXIST);
    assert_eq!(reason(pack(&spec, &from, &itself, true)), (EISDIR, "open", itself));
    assert_eq!(folder.names(), ["from"]);
}

#[test]
fn names_as_long_as_the_system_allows() {
    let folder = Folder::with(b"content");
    let to = folder.path(&"n".repeat(255));
    pack(&packing(Format::Gzip), &folder.path("from"), &to, false).unwrap();
    assert!(to.exists());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn the_target_has_the_source_s_permissions() {
        for mode in [0o600, 0o640, 0o755, 0o666, 0o400, 0o4755] {
            let folder = Folder::with(b"content");
            fs::set_permissions(folder.path("from"), PermissionsExt::from_mode(mode)).unwrap();
            folder.compress(&packing(Format::Gzip), false).unwrap();
            let target = fs::metadata(folder.path("to")).unwrap().permissions().mode();
            assert_eq!(target & 0o7777, mode & 0o777, "{mode:o}");
        }
    }

    #[test]
    fn a_link_in_the_target_s_place_is_replaced_and_what_it_points_to_is_not() {
        let folder = Folder::with(b"content");
        fs::write(folder.path("precious"), b"precious").unwrap();
        symlink(folder.path("precious"), folder.path("to")).unwrap();
        assert_eq!(reason(folder.compress(&packing(Format::Gzip), false)).0, EEXIST);
        folder.compress(&packing(Format::Gzip), true).unwrap();
        assert_eq!(fs::read(folder.path("precious")).unwrap(), b"precious");
        assert!(!fs::symlink_metadata(folder.path("to")).unwrap().is_symlink());
    }

    #[test]
    fn a_link_to_nothing_is_in_the_way_too() {
        let folder = Folder::with(b"content");
        symlink(folder.path("nothing"), folder.path("to")).unwrap();
        assert_eq!(reason(folder.compress(&packing(Format::Gzip), false)).0, EEXIST);
        assert!(fs::symlink_metadata(folder.path("to")).unwrap().is_symlink());
    }
}
