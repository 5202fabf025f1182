//! What a tree holds in the kernel that no limit of the kernel's counts by process: watches of epoll, of which a user has a
//! number, and locks on parts of files. Duplicates of few descriptors are enough for millions of watches, and a user
//! without any cannot run a program that waits for events, such as node.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use libc::pid_t;

/// A tree in a sandbox that holds more is ended.
pub const MAX_OBJECTS: u64 = 16_384;

/// How many all these processes hold, counted up to a little more than [`MAX_OBJECTS`].
pub fn held(pids: &[pid_t]) -> u64 {
    let mut count = locks(&pids.iter().copied().collect());
    for &pid in pids {
        if count > MAX_OBJECTS {
            break;
        }
        count += watches(pid);
    }
    count
}

/// Watches of all epoll sets of a process. One that hides its descriptors counts as too many: nothing but code that
/// means to hide does.
fn watches(pid: pid_t) -> u64 {
    let folder = format!("/proc/{pid}/fd");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::PermissionDenied && is_ordinary() => return MAX_OBJECTS + 1,
        Err(_) => return 0,
    };
    let mut count = 0;
    for entry in entries.flatten() {
        let is_epoll =
            fs::read_link(entry.path()).is_ok_and(|target| target == Path::new("anon_inode:[eventpoll]"));
        if is_epoll && count <= MAX_OBJECTS {
            let info = format!("/proc/{pid}/fdinfo/{}", entry.file_name().display());
            count += lines(&info, |line| line.starts_with(b"tfd:"));
        }
    }
    count
}

/// Root may lack the right to look at the processes of others.
fn is_ordinary() -> bool {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() != 0 }
}

/// Locks that these processes hold or wait for. `1: POSIX  ADVISORY  WRITE 4321 08:01:1234 0 EOF`
fn locks(pids: &HashSet<pid_t>) -> u64 {
    lines("/proc/locks", |line| {
        let fields = std::str::from_utf8(line).unwrap_or_default().split_whitespace();
        let mut fields = fields.skip(1).skip_while(|&field| field == "->").skip(3);
        fields.next().and_then(|pid| pid.parse().ok()).is_some_and(|pid| pids.contains(&pid))
    })
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
        let before = held(&[own]);
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
        assert!(held(&[own]) >= before + 50, "{} after {before}", held(&[own]));
        drop(kept);
    }
}
