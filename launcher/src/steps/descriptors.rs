//! Closing the descriptors that the command must not inherit, and the mode of those that it does.

use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

use super::call::check;

/// The status descriptor, closed by the exec that succeeds: so end of file means success.
///
/// # Errors
/// EBADF when it is not open.
pub fn status(number: RawFd) -> io::Result<File> {
    // SAFETY: changes a flag of the descriptor and touches no memory.
    check(unsafe { libc::fcntl(number, libc::F_SETFD, libc::FD_CLOEXEC) })?;
    // SAFETY: it is open, see above, and the starter leaves it to this process, which wraps it once.
    Ok(unsafe { File::from_raw_fd(number) })
}

/// Closes every descriptor above `last`, also those that the starter did not mark as close-on-exec.
pub fn close_above(last: RawFd) -> io::Result<()> {
    close(last + 1, RawFd::MAX)
}

/// Closes every descriptor but one.
pub fn close_all_but(kept: &impl AsRawFd) -> io::Result<()> {
    let kept = kept.as_raw_fd();
    if kept > 0 {
        close(0, kept - 1)?;
    }
    close(kept + 1, RawFd::MAX)
}

/// Makes reads and writes of the standard descriptors block, as libuv does for children. The starter may share them with the
/// command, and Node makes its own non-blocking: an ordinary program would lose what a pipe does not take at once.
///
/// # Errors
/// Of `fcntl`. A descriptor that is not open stays so.
pub fn standard_ones_wait() -> io::Result<()> {
    for number in [libc::STDIN_FILENO, libc::STDOUT_FILENO, libc::STDERR_FILENO] {
        // SAFETY: reads flags of the descriptor and touches no memory.
        let flags = unsafe { libc::fcntl(number, libc::F_GETFL) };
        if flags < 0 || flags & libc::O_NONBLOCK == 0 {
            continue;
        }
        // SAFETY: changes a flag of the descriptor and touches no memory.
        check(unsafe { libc::fcntl(number, libc::F_SETFL, flags & !libc::O_NONBLOCK) })?;
    }
    Ok(())
}

fn close(first: RawFd, last: RawFd) -> io::Result<()> {
    // SAFETY: nothing in this process uses these any more, or yet: the callers are at the start of the launcher,
    // and at the start of processes that only wait.
    match unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) } {
        -1 => close_one_by_one(first, last),
        _ => Ok(()),
    }
}

/// For kernels before 5.9, and for filters of containers that do not know the call.
fn close_one_by_one(first: RawFd, last: RawFd) -> io::Result<()> {
    let entries = fs::read_dir("/proc/self/fd")?;
    let open: Vec<RawFd> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    for number in open.into_iter().filter(|number| (first..=last).contains(number)) {
        // SAFETY: as above. The descriptor that the folder was read by is among them, and closed already.
        unsafe { libc::close(number) };
    }
    Ok(())
}
