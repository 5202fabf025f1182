//! Signals of the launcher and the reaper: blocked, and taken one by one.

use std::{io, mem, ptr};

/// Keeps all signals waiting for [`next`]. A blocked signal also reaches the first process of a namespace, which
/// otherwise gets none that it has no handler for.
pub(super) fn block_all() -> io::Result<()> {
    set_mask(&all())
}

pub(super) fn unblock_all() -> io::Result<()> {
    // SAFETY: sigset_t is plain data, which sigemptyset fills.
    let none = unsafe {
        let mut none = mem::zeroed();
        libc::sigemptyset(&raw mut none);
        none
    };
    set_mask(&none)
}

/// Waits for a signal that is blocked, and takes it.
pub(super) fn next() -> libc::c_int {
    let all = all();
    loop {
        // SAFETY: the set is a local, and no details are asked for.
        let signal = unsafe { libc::sigwaitinfo(&raw const all, ptr::null_mut()) };
        if signal > 0 {
            return signal;
        }
    }
}

/// Comes to the reaper when the launcher dies. Programs do not use it, and it can be caught.
pub(super) fn launcher_died() -> libc::c_int {
    libc::SIGRTMAX()
}

fn all() -> libc::sigset_t {
    // SAFETY: sigset_t is plain data, which sigfillset fills.
    unsafe {
        let mut all = mem::zeroed();
        libc::sigfillset(&raw mut all);
        all
    }
}

fn set_mask(set: &libc::sigset_t) -> io::Result<()> {
    // SAFETY: reads the set, and does not ask for the one before.
    match unsafe { libc::sigprocmask(libc::SIG_SETMASK, ptr::from_ref(set), ptr::null_mut()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
