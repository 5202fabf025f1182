use std::{
    fs::File,
    io,
    os::fd::{FromRawFd, RawFd},
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
    let first = libc::c_uint::try_from(last + 1).expect("a descriptor is not negative");
    // SAFETY: this program has opened nothing above `last` yet, so no owner loses its descriptor.
    match unsafe { libc::syscall(libc::SYS_close_range, first, libc::c_uint::MAX, 0) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
