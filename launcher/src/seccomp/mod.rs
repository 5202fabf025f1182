//! The filter of system calls: `table` lists the rules, `program` assembles them into instructions for the kernel's
//! filter machine, and `install` loads these. The table is for x86_64 and aarch64; elsewhere there is no
//! filter.

mod conditions;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod program;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod rule;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod table;
#[cfg(all(test, any(target_arch = "x86_64", target_arch = "aarch64")))]
mod tests;

use std::{io, ptr};

pub use conditions::Conditions;

/// Filters the system calls of the calling thread, and of everything it becomes or starts. It cannot be undone.
///
/// # Errors
/// EACCES without no_new_privs or CAP_SYS_ADMIN, EINVAL where the kernel has no filters.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub fn install(conditions: &Conditions) -> io::Result<()> {
    let mut instructions = program::assemble(&table::rules(conditions));
    let program = libc::sock_fprog {
        len: instructions.len().try_into().map_err(|_| io::Error::from_raw_os_error(libc::EINVAL))?,
        filter: instructions.as_mut_ptr(),
    };
    let program = ptr::from_ref(&program);
    // SAFETY: the structure points to `len` instructions that live until the end of this function; the kernel
    // copies and checks them.
    match unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, 0, program) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Refuses: this architecture has no table.
///
/// # Errors
/// ENOSYS.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub fn install(_: &Conditions) -> io::Result<()> {
    Err(io::Error::from_raw_os_error(libc::ENOSYS))
}

/// Whether there is a table for this architecture, and this kernel has filters that can refuse a call with an
/// error.
pub fn available() -> bool {
    let action = libc::SECCOMP_RET_ERRNO;
    let asked = ptr::from_ref(&action);
    // SAFETY: asks about an action; the kernel reads one number through the pointer.
    let known = unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_GET_ACTION_AVAIL, 0, asked) };
    cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) && known == 0
}
