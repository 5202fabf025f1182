//! The session, signals, OOM score and file mode mask of the command.

use std::{fs, io, mem, ptr};

use super::call::check;

/// A session of its own: no terminal to type into, and a process group that the starter can kill.
pub fn begin() -> io::Result<()> {
    // SAFETY: takes and returns numbers.
    let leads = unsafe { libc::getsid(0) == libc::getpid() };
    // SAFETY: as above.
    if leads { Ok(()) } else { check(unsafe { libc::setsid() }).map(drop) }
}

/// All signals unblocked and at their defaults, as a program expects to find them. The starter's are inherited
/// otherwise, and Rust's start-up ignores SIGPIPE.
pub fn reset_signals() -> io::Result<()> {
    for signal in 1..=libc::SIGRTMAX() {
        // SAFETY: a default disposition runs no code of this process. The few signals that cannot be set
        // (SIGKILL, SIGSTOP, those of the C library) have it already.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    // SAFETY: sigset_t is plain data, and sigemptyset fills it before it is read.
    unsafe {
        let mut none = mem::zeroed();
        libc::sigemptyset(&raw mut none);
        check(libc::sigprocmask(libc::SIG_SETMASK, &raw const none, ptr::null_mut())).map(drop)
    }
}

/// When memory runs out the kernel ends the command before the server that started it. Where `/proc` is not
/// mounted it goes by size alone.
pub fn prefer_for_oom() {
    let _ = fs::write("/proc/self/oom_score_adj", "1000");
}

/// Files of the command are its user's alone.
pub fn keep_files_private() {
    // SAFETY: takes a number and cannot fail.
    unsafe { libc::umask(0o077) };
}
