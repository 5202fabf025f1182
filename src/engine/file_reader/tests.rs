//! What reading promises of files, pipes and links.

use std::fs;

use super::*;

fn file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn errno(failure: Failure) -> (i32, &'static str) {
    match failure {
        Failure::System { errno, syscall, .. } => (errno, syscall),
        other => panic!("{other:?}"),
    }
}

#[test]
fn blocks_are_full_but_for_the_last() {
    let (_folder, path) = file(&[7; 25]);
    let mut reader = FileReader::open(&path).unwrap();
    let mut block = [0; 10];
    let lengths: Vec<usize> = (0..4).map(|_| reader.read_block(&mut block).unwrap()).collect();
    assert_eq!((reader.size(), lengths), (25, vec![10, 10, 5, 0]));
}

#[test]
fn a_part_ends_with_its_last_byte_or_with_the_file() {
    let (_folder, path) = file(&[7; 25]);
    let part = |start, end| {
        let mut reader = FileReader::open_part(&path, Range { start, end }).unwrap();
        (reader.remaining(), reader.read_block(&mut [0; 100]).unwrap())
    };
    assert_eq!(part(10, Some(14)), (Some(5), 5));
    assert_eq!(part(10, Some(99)), (Some(15), 15));
    assert_eq!(part(30, None), (Some(0), 0));
}

#[test]
fn what_is_appended_meanwhile_is_not_seen() {
    let (_folder, path) = file(b"at first");
    let mut reader = FileReader::open(&path).unwrap();
    fs::write(&path, b"at first and later").unwrap();
    let mut block = [0; 100];
    assert_eq!(reader.read_block(&mut block).unwrap(), 8);
    assert_eq!(reader.read_block(&mut block).unwrap(), 0);
}

#[test]
fn a_file_that_shrank_is_an_error() {
    let (_folder, path) = file(&[7; 100]);
    let mut reader = FileReader::open(&path).unwrap();
    let mut block = [0; 10];
    reader.read_block(&mut block).unwrap();
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(15).unwrap();
    assert_eq!(errno(reader.read_block(&mut block).unwrap_err()), (errno::IO, "read"));
}

#[test]
fn a_file_that_grew_has_changed() {
    let (_folder, path) = file(b"at first");
    let reader = FileReader::open(&path).unwrap();
    reader.check_unchanged().unwrap();
    fs::write(&path, b"at first and later").unwrap();
    assert!(matches!(reader.check_unchanged(), Err(Failure::Changed { .. })));
}

#[cfg(unix)]
#[test]
fn what_was_found_is_not_a_link_or_a_device() {
    let (folder, path) = file(b"content");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(FileReader::open_found(&path).unwrap().size(), 7);
    assert_eq!(errno(FileReader::open_found(&link).unwrap_err()), (libc::ELOOP, "open"));
    let device = FileReader::open_found(Path::new("/dev/null"));
    assert!(matches!(device, Err(Failure::Changed { .. })));
}

#[test]
fn bytes_of_any_place_are_read_whole_or_not_at_all() {
    let (_folder, path) = file(b"0123456789");
    let mut reader = FileReader::open(&path).unwrap();
    let mut block = [0; 4];
    reader.read_exactly(5, &mut block).unwrap();
    assert_eq!(&block, b"5678");
    assert_eq!(errno(reader.read_exactly(7, &mut block).unwrap_err()), (errno::IO, "read"));
    reader.go_to(8);
    assert_eq!((reader.read_block(&mut block).unwrap(), &block[..2]), (2, &b"89"[..]));
}

#[test]
fn directories_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(errno(FileReader::open(folder.path()).unwrap_err()), (errno::IS_DIRECTORY, "read"));
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_report_no_length_are_read_to_their_end() {
    let mut reader = FileReader::open(Path::new("/proc/self/status")).unwrap();
    let mut block = [0; 1 << 16];
    assert_eq!(reader.remaining(), None);
    assert!(reader.read_block(&mut block).unwrap() > 100);
    assert_eq!(reader.read_block(&mut block).unwrap(), 0);
}

#[cfg(unix)]
#[test]
fn pipes_are_refused_without_waiting_for_a_writer() {
    use std::ffi::CString;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let name = CString::new(path.to_str().unwrap()).unwrap();
    // SAFETY: `name` is a string that ends in a zero.
    assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    let failure = FileReader::open(&path).unwrap_err();
    assert!(matches!(failure, Failure::UnsupportedFileType { file_type: "FIFO", .. }));
    // What is opened may have become a FIFO since it was asked about: even so the call does not wait.
    super::open(&path, 0).unwrap();
}
