//! System calls as results.

use std::io;

/// The result of a system call that returns -1 when it fails.
pub(crate) fn check(result: libc::c_int) -> io::Result<libc::c_int> {
    if result == -1 { Err(io::Error::last_os_error()) } else { Ok(result) }
}
