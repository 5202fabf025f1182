//! Small trees, made for each test.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Entry, Kind, TreeDigests, digest_tree};
use crate::engine::cancel::Cancel;
use crate::engine::digest::{Algorithm, Key, Spec};
use crate::engine::failure::Failure;
use crate::engine::progress::Progress;

fn digest(root: &Path) -> Result<TreeDigests, Failure> {
    digest_with(root, &Progress::default(), &Cancel::default())
}

fn digest_with(root: &Path, progress: &Progress, cancel: &Cancel) -> Result<TreeDigests, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let spec = Spec::new(Algorithm::named("sha256").unwrap(), Key::None, None, 0).unwrap();
    digest_tree(&pool, &[spec], root, progress, cancel)
}

fn names(entries: &[Entry]) -> Vec<(&str, Kind)> {
    entries.iter().map(|entry| (std::str::from_utf8(&entry.path).unwrap(), entry.kind)).collect()
}

#[test]
fn an_empty_directory_has_the_digest_of_the_heading() {
    let folder = tempfile::tempdir().unwrap();
    let tree = digest(folder.path()).unwrap();
    assert!(tree.entries.is_empty());
    assert_eq!(tree.digests.unwrap(), [Sha256::digest(b"offloop tree 1\0").to_vec()]);
}

#[test]
fn entries_are_sorted_by_the_bytes_of_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("a/b")).unwrap();
    for name in ["a/b/file", "a-b", "a.b", "B", "é"] {
        fs::write(root.join(name), name).unwrap();
    }
    let tree = digest(root).unwrap();
    let found: Vec<&str> = names(&tree.entries).iter().map(|(name, _)| *name).collect();
    assert_eq!(found, ["B", "a", "a-b", "a.b", "a/b", "a/b/file", "é"]);
    assert_eq!(tree.entries[5].digests, [Sha256::digest(b"a/b/file").to_vec()]);
}

#[test]
fn files_of_any_size_are_digested_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let sizes = [0, 1, 1 << 20, (1 << 20) + 1, 5 << 20];
    for (index, size) in sizes.into_iter().enumerate() {
        fs::write(folder.path().join(format!("{index}")), vec![index as u8; size]).unwrap();
    }
    for index in 0..2500 {
        fs::write(folder.path().join(format!("many-{index:04}")), index.to_string()).unwrap();
    }
    let progress = Progress::default();
    let tree = digest_with(folder.path(), &progress, &Cancel::default()).unwrap();
    for (index, entry) in tree.entries[..sizes.len()].iter().enumerate() {
        let content = vec![index as u8; sizes[index]];
        assert_eq!(entry.digests, [Sha256::digest(&content).to_vec()], "{index}");
        assert_eq!(entry.size, sizes[index] as u64);
    }
    for (index, entry) in tree.entries[sizes.len()..].iter().enumerate() {
        assert_eq!(entry.digests, [Sha256::digest(index.to_string()).to_vec()]);
    }
    let bytes = tree.entries.iter().map(|entry| entry.size).sum::<u64>();
    assert_eq!(progress.read(), (bytes, bytes));
}

#[test]
fn what_is_no_directory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [file, folder.path().join("missing")] {
        assert!(matches!(digest(&path), Err(Failure::System { syscall: "scandir", .. })));
    }
}

#[test]
fn a_cancelled_job_stops() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "content").unwrap();
    let cancel = Cancel::default();
    cancel.cancel();
    assert!(matches!(digest_with(folder.path(), &Progress::default(), &cancel), Err(Failure::Aborted)));
}

#[cfg(unix)]
mod unix {
    use std::ffi::{CString, OsStr};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_not_followed_and_pipes_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("directory")).unwrap();
        symlink("..", root.join("directory/up")).unwrap();
        symlink("nowhere", root.join("broken")).unwrap();
        let tree = digest(root).unwrap();
        assert!(tree.digests.is_some());
        let expected = [("broken", Kind::Link), ("directory", Kind::Directory), ("directory/up", Kind::Link)];
        assert_eq!(names(&tree.entries), expected);
        assert_eq!(tree.entries[0].digests, [Sha256::digest("nowhere").to_vec()]);

        let pipe = CString::new(root.join("pipe").to_str().unwrap()).unwrap();
        // SAFETY: `pipe` is a string that ends in a zero.
        assert_eq!(unsafe { libc::mkfifo(pipe.as_ptr(), 0o600) }, 0);
        let tree = digest(root).unwrap();
        assert!(tree.digests.is_none());
        assert_eq!(names(&tree.entries)[3], ("pipe", Kind::Fifo));
    }

    #[test]
    fn the_owners_execute_bit_changes_the_digest_and_no_other_bit_does() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "content").unwrap();
        let with = |mode| {
            fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
            digest(folder.path()).unwrap().digests.unwrap()
        };
        assert_eq!(with(0o644), with(0o611));
        assert_ne!(with(0o644), with(0o744));
    }

    #[test]
    fn names_need_not_be_text() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"\xff\nname")), "content").unwrap();
        let tree = digest(folder.path()).unwrap();
        assert_eq!(tree.entries[0].path, b"\xff\nname");
        assert!(tree.digests.is_some());
    }
}
