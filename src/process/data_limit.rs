//! The backstop behind the memory limit of a worker: what it may still map once it runs.

use std::{fs, io};

const MIB: u64 = 1 << 20;
/// What V8 reserves for the code of each thread. From Node 24 on it counts as private memory.
const CODE_RANGE: u64 = 512 * MIB;
/// Threads that a worker may start there: what is reserved for them is hardly touched.
const THREADS: u64 = 8;

/// Lowers this process's own limit on private memory, for good, to what it has now, 1.25 times `limit` bytes and
/// 64 MiB. Node maps much that it never touches, more in some versions than in others: so the limit starts at what
/// is there, and where threads reserve memory for code, leaves room for some. A process beyond it fails to allocate, and
/// usually aborts. The watcher's limit, on memory in use, is meant to come first.
///
/// # Errors
/// The system's, where /proc cannot be read or the limit cannot be set.
pub fn limit_data(limit: u64) -> io::Result<()> {
    let status = fs::read_to_string("/proc/self/status")?;
    let mapped = mapped_data(&status).ok_or(io::ErrorKind::InvalidData)?;
    let reserved = if mapped < CODE_RANGE { 0 } else { THREADS * CODE_RANGE };
    let wanted = mapped.saturating_add(limit.saturating_add(limit / 4)).saturating_add(64 * MIB + reserved);
    let mut data = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the place is ours to be written to, and then only read.
    unsafe {
        check(libc::getrlimit(libc::RLIMIT_DATA, &mut data))?;
        let lowered = data.rlim_max.min(wanted);
        check(libc::setrlimit(libc::RLIMIT_DATA, &libc::rlimit { rlim_cur: lowered, rlim_max: lowered }))
    }
}

fn mapped_data(status: &str) -> Option<u64> {
    let value = status.lines().find_map(|line| line.strip_prefix("VmData:"))?;
    Some(value.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

fn check(result: libc::c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
