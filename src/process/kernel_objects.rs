//! What a tree holds in the kernel that no limit of the kernel's counts by process: watches of epoll, of which a user has a
//! number, and locks on parts of files. Duplicates of few descriptors are enough for millions of watches, and a user
//! without any cannot run a program that waits for events, such as node.

use std::fs::{self, File, ReadDir};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use libc::pid_t;

use super::proc;

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

/// What one process holds by all its descriptors, which all of its threads share. One that hides them counts as holding too
/// much: only code that means to hide something does so. Those of a thread that has ended belong to root, and are none.
///
/// `/proc/locks` is not read: that makes the whole machine's locks wait for tens of milliseconds, and this thread as well.
fn of_process(pid: pid_t, objects: Objects) -> u64 {
    let Some(thread) = proc::living_thread(pid) else { return 0 };
    match fs::read_dir(thread.join("fd")) {
        Ok(descriptors) => of_descriptors(descriptors, &thread.join("fdinfo"), objects),
        Err(error) if error.kind() == ErrorKind::PermissionDenied && is_ordinary() => {
            if proc::is_living(&thread) { MAX_OBJECTS + 1 } else { 0 }
        }
        Err(_) => 0,
    }
}

fn of_descriptors(descriptors: ReadDir, about: &Path, objects: Objects) -> u64 {
    let mut count = 0;
    for descriptor in descriptors.flatten() {
        if count > MAX_OBJECTS {
            break;
        }
        if objects == Objects::WatchesAndLocks || is_epoll(&descriptor.path()) {
            let info = about.join(descriptor.file_name());
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
fn lines(path: &Path, is_meant: impl Fn(&[u8]) -> bool) -> u64 {
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
mod tests;
