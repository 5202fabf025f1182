//! Files that are not regular, and other things that only Unix has.

use std::ffi::CString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use super::super::file::{BLOCK, FileDigests, digest_file};
use super::file::{WHOLE, in_memory, refusal, run, sha256};
use super::pool;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::file_reader::Range;
use crate::engine::progress::Progress;

#[test]
fn a_fifo_without_a_writer_fails_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fifo");
    let name = CString::new(path.as_os_str().as_bytes()).unwrap();
    // SAFETY: a string that ends in NUL and outlives the call.
    assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    assert_eq!(unsupported(&path), "FIFO");
}

#[test]
fn what_is_not_a_regular_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("socket");
    let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
    assert_eq!(unsupported(&path), "socket");
    for device in ["/dev/zero", "/dev/null", "/dev/tty"] {
        assert_eq!(unsupported(Path::new(device)), "device");
    }
}

/// As what the file is refused.
fn unsupported(path: &Path) -> &'static str {
    match run(&sha256(), path, WHOLE).unwrap_err() {
        Failure::UnsupportedFileType { file_type, path: named } if named == path => file_type,
        failure => panic!("{failure:?}"),
    }
}

#[test]
fn an_enormous_file_is_read_until_cancelled() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sparse");
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let (progress, cancel) = (Progress::default(), Cancel::default());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while progress.read().0 < 3 * BLOCK as u64 {
                std::thread::sleep(Duration::from_millis(1));
            }
            cancel.cancel();
        });
        let outcome = digest_file(&pool(2), &sha256(), &path, WHOLE, &progress, &cancel);
        assert!(matches!(outcome, Err(Failure::Aborted)));
    });
}

#[test]
fn a_file_without_permission_cannot_be_opened() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("secret");
    File::create(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    match as_nobody(|| run(&sha256(), &path, WHOLE)) {
        Some(outcome) => assert_eq!(refusal(outcome, &path), (libc::EACCES, "open")),
        None => skipped("root may read every file here"),
    }
}

/// The result of `job` as a user whom permissions bind, where this process can become one.
fn as_nobody(
    job: impl FnOnce() -> Result<FileDigests, Failure> + Send,
) -> Option<Result<FileDigests, Failure>> {
    // SAFETY: it only reads the process's user.
    if unsafe { libc::geteuid() } != 0 {
        return Some(job());
    }
    // On Linux this changes the thread only, which ends here.
    #[cfg(target_os = "linux")]
    return std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            // SAFETY: it changes the user for file access of this thread alone. The second call, with a user
            // that does not exist, changes nothing and reports the present one.
            let user = unsafe {
                libc::setfsuid(65534);
                libc::setfsuid(libc::uid_t::MAX)
            };
            (user == 65534).then(job)
        });
        thread.join().unwrap()
    });
    #[cfg(not(target_os = "linux"))]
    None
}

/// procfs reports a size of 0. The file is the same each time it is read.
#[cfg(target_os = "linux")]
#[test]
fn a_procfs_file_is_read_to_its_end() {
    let path = Path::new("/proc/version");
    let bytes = fs::read(path).unwrap();
    assert!(!bytes.is_empty() && fs::metadata(path).unwrap().len() == 0);
    let progress = Progress::default();
    let found = digest_file(&pool(1), &sha256(), path, WHOLE, &progress, &Cancel::default()).unwrap();
    assert_eq!(found, in_memory(&sha256(), &bytes));
    assert_eq!(progress.read(), (bytes.len() as u64, bytes.len() as u64));

    let part = run(&sha256(), path, Range { start: 3, end: Some(6) }).unwrap();
    assert_eq!(part, in_memory(&sha256(), &bytes[3..=6]));
    assert!(run(&sha256(), Path::new("/proc/self/status"), WHOLE).unwrap().bytes > 0);
}

/// sysfs reports a size of 4096 whatever there is.
#[cfg(target_os = "linux")]
#[test]
fn a_sysfs_file_may_end_early() {
    let path = Path::new("/sys/devices/system/cpu/possible");
    let Ok(bytes) = fs::read(path) else { return skipped("no sysfs here") };
    assert_eq!(run(&sha256(), path, WHOLE).unwrap(), in_memory(&sha256(), &bytes));
}

#[expect(clippy::print_stderr, reason = "says why a test has nothing to test")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
