//! The launcher of a supervised tree: it passes signals on, and ends as the command ended.

use std::io::{PipeReader, Read};
use std::process;

use super::signals;
use crate::steps::{descriptors, limits, session};

/// Passes signals on to the reaper until it ends, and then ends as the command did.
pub(super) fn wait_for(reaper: libc::pid_t, outcome: PipeReader) -> ! {
    // The command's channels are not this process's to hold open.
    let _ = descriptors::close_all_but(&outcome);
    loop {
        match signals::next() {
            libc::SIGCHLD if has_ended(reaper) => end_as(read_status(outcome)),
            libc::SIGCHLD => {}
            // SAFETY: takes numbers. The reaper is a child that was not waited for, so the number is its own.
            signal => drop(unsafe { libc::kill(reaper, signal) }),
        }
    }
}

/// Waiting for it also adds up what the command and its children used.
fn has_ended(reaper: libc::pid_t) -> bool {
    // SAFETY: asks for no status.
    unsafe { libc::waitpid(reaper, std::ptr::null_mut(), libc::WNOHANG) == reaper }
}

/// The wait status of the command; `None` when the reaper was killed.
fn read_status(mut outcome: PipeReader) -> Option<libc::c_int> {
    let mut bytes = [0; size_of::<libc::c_int>()];
    outcome.read_exact(&mut bytes).ok()?;
    Some(libc::c_int::from_ne_bytes(bytes))
}

fn end_as(status: Option<libc::c_int>) -> ! {
    match status {
        Some(status) if libc::WIFEXITED(status) => process::exit(libc::WEXITSTATUS(status)),
        Some(status) => end_by(libc::WTERMSIG(status)),
        None => end_by(libc::SIGKILL),
    }
}

fn end_by(signal: libc::c_int) -> ! {
    // The command wrote a core file if it was to; this process has nothing worth one.
    let _ = limits::no_core_file();
    let _ = session::reset_signals();
    // SAFETY: takes a number; its disposition is the default, which ends this process.
    unsafe { libc::raise(signal) };
    process::exit(128 + signal)
}
