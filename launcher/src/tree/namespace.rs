//! Making a process namespace, in a user namespace where that is needed.

use std::{fs, io};

/// The next child of this process will be the first of a new process namespace. A process that may not make one makes
/// a user namespace first, in which every user and group keeps its number.
///
/// # Errors
/// EPERM where a sysctl, AppArmor or a container's filter forbids it; ENOSPC where there are too many.
pub(super) fn make() -> io::Result<()> {
    if unshare(libc::CLONE_NEWPID).is_ok() {
        return Ok(());
    }
    // SAFETY: both take nothing and cannot fail.
    let (user, group) = unsafe { (libc::geteuid(), libc::getegid()) };
    unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWPID)?;
    // The kernel requires this of an unprivileged process: otherwise leaving a group could give it rights.
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
    fs::write("/proc/self/gid_map", format!("{group} {group} 1"))
}

fn unshare(flags: libc::c_int) -> io::Result<()> {
    // SAFETY: takes a number; neither namespace changes what this process has open or mapped.
    match unsafe { libc::unshare(flags) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
