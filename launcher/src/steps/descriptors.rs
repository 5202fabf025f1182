use std::{
    fs::File,
    io,
    os::fd::{AsRawFd, FromRawFd, RawFd},
};

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

/// Closes every descriptor above `last`, whatever the starter forgot to mark.
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

fn close(first: RawFd, last: RawFd) -> io::Result<()> {
    // SAFETY: nothing in this process uses these any more, or yet: the callers are at the start of the launcher,
    // and at the start of processes that only wait.
    match unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
