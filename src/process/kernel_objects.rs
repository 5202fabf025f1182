//! What a tree holds in the kernel that no limit of the kernel's counts by process: watches of epoll, of which a user has a
//! number, and locks on parts of files. Duplicates of few descriptors are enough for millions of watches, and a user
//! without any cannot run a program that waits for events, such as node.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use libc::pid_t;

/// A tree in a sandbox that holds more is ended.
pub const MAX_OBJECTS: u64 = 16_384;

/// What is counted of a tree in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objects {
    /// Its filter refuses locks.
    Watches,
    WatchesAndLocks,
}

/// How many of these objects all these processes hold, counted up to a little more than [`MAX_OBJECTS`].
pub fn held(pids: &[pid_t], objects: Objects) -> u64 {
    let mut count = 0;
    for &pid in pids {
        if count > MAX_OBJECTS {
            break;
        }
        count += of_process(pid, objects);
    }
    count
}

/// What one process holds by all its descriptors. One that hides them counts as holding too much: only code that means
/// to hide something does so.
///
/// `/proc/locks` is not read: that makes the whole machine's locks wait for tens of milliseconds, and this thread as well.
fn of_process(pid: pid_t, objects: Objects) -> u64 {
    let folder = format!("/proc/{pid}/fd");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::PermissionDenied && is_ordinary() => return MAX_OBJECTS + 1,
        Err(_) => return 0,
    };
    let mut count = 0;
    for entry in entries.flatten() {
        if count > MAX_OBJECTS {
            break;
        }
        if objects == Objects::WatchesAndLocks || is_epoll(&entry.path()) {
            let info = format!("/proc/{pid}/fdinfo/{}", entry.file_name().display());
            count += lines(&info, |line| line.starts_with(b"tfd:") || line.starts_with(b"lock:"));
        }
    }
    count
}

fn is_epoll(descriptor: &Path) -> bool {
    fs::read_link(descriptor).is_ok_and(|target| target == Path::new("anon_inode:[eventpoll]"))
}

/// Root may lack the right to look at the processes of others.
fn is_ordinary() -> bool {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() != 0 }
}

/// How many lines of a file are meant, counted up to one more than [`MAX_OBJECTS`].
fn lines(path: &str, is_meant: impl Fn(&[u8]) -> bool) -> u64 {
    let Ok(file) = File::open(path) else { return 0 };
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let (mut line, mut count) = (Vec::new(), 0);
    while count <= MAX_OBJECTS && reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        count += u64::from(is_meant(&line));
        line.clear();
    }
    count
}

#[cfg(test)]
mod tests {
    use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

    use super::*;

    #[test]
    fn watches_of_duplicates_and_locks_of_parts_are_counted() {
        let own = std::process::id().cast_signed();
        let before = held(&[own], Objects::WatchesAndLocks);
        let file = tempfile::tempfile().unwrap();
        // SAFETY: descriptors that were just made, and structures that live through the calls.
        let kept: Vec<OwnedFd> = unsafe {
            let epoll = OwnedFd::from_raw_fd(libc::epoll_create1(libc::EPOLL_CLOEXEC));
            let counter = OwnedFd::from_raw_fd(libc::eventfd(0, libc::EFD_CLOEXEC));
            for _ in 0..30 {
                let copy = OwnedFd::from_raw_fd(libc::fcntl(counter.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 0));
                let mut event = libc::epoll_event { events: 1, u64: 0 };
                let add = libc::EPOLL_CTL_ADD;
                assert_eq!(libc::epoll_ctl(epoll.as_raw_fd(), add, copy.as_raw_fd(), &mut event), 0);
                // The watch stays, since the file has another descriptor; a later copy may have the same number.
                std::mem::forget(copy);
            }
            for start in 0..20 {
                let mut lock: libc::flock = std::mem::zeroed();
                lock.l_type = libc::F_WRLCK as libc::c_short;
                (lock.l_start, lock.l_len) = (2 * start, 1);
                assert_eq!(libc::fcntl(file.as_raw_fd(), libc::F_SETLK, &lock), 0);
            }
            vec![epoll, counter]
        };
        let after = held(&[own], Objects::WatchesAndLocks);
        assert!(after >= before + 50, "{after} after {before}");
        let watches = held(&[own], Objects::Watches);
        assert!(watches >= 30 && watches < after, "{watches} of {after}");
        drop(kept);
    }
}
