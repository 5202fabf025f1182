//! Ending with the process that started this one.

use std::io;

use super::call::check;

/// Ends this process, and the command it becomes, when the thread that started it does.
///
/// # Errors
/// ESRCH when the parent is not `expected`: it died before the kernel was asked, and will not be noticed.
pub fn die_with(expected: u32) -> io::Result<()> {
    // SAFETY: takes a number and touches no memory.
    check(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) })?;
    if std::os::unix::process::parent_id() != expected {
        return Err(io::Error::from_raw_os_error(libc::ESRCH));
    }
    Ok(())
}
