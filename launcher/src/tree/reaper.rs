//! The reaper: first process of a namespace or subreaper. It reaps, and ends everything after the command.

use std::io::{self, PipeWriter, Write};
use std::os::fd::AsRawFd;
use std::{process, ptr};

use super::{descendants, signals};
use crate::ProcessTree;
use crate::steps::{check, descriptors};

/// Makes this process the one whose end is the end of the whole tree.
///
/// # Errors
/// ESRCH when the launcher is dead already.
pub(super) fn begin(kind: ProcessTree, report: &PipeWriter) -> io::Result<()> {
    let signal = match kind {
        ProcessTree::PidNamespace => libc::SIGKILL,
        _ => signals::launcher_died(),
    };
    // A session apart: the starter kills the launcher's process group, and this process has work to do then.
    // SAFETY: these take numbers and touch no memory.
    unsafe {
        check(libc::setsid())?;
        check(libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))?;
        check(libc::prctl(libc::PR_SET_PDEATHSIG, signal))?;
    }
    if has_no_reader(report) { Err(io::Error::from_raw_os_error(libc::ESRCH)) } else { Ok(()) }
}

/// The launcher has the only reading end, so a pipe without one means that it is dead. (Across namespaces the parent's id is 0,
/// dead or alive.)
fn has_no_reader(report: &PipeWriter) -> bool {
    let mut poll = libc::pollfd { fd: report.as_raw_fd(), events: 0, revents: 0 };
    // SAFETY: one structure, which lives through the call.
    unsafe { libc::poll(&raw mut poll, 1, 0) == 1 && poll.revents & libc::POLLERR != 0 }
}

/// Reaps, passes signals on, and ends everything after the command.
pub(super) fn watch(kind: ProcessTree, command: libc::pid_t, mut report: PipeWriter) -> ! {
    let _ = descriptors::close_all_but(&report);
    let status = wait_for(command);
    if kind == ProcessTree::Subreaper {
        descendants::kill_all();
    }
    if let Some(status) = status {
        // A launcher that is dead needs no status.
        let _ = report.write_all(&status.to_ne_bytes());
    }
    process::exit(0)
}

/// The wait status of the command, or `None` when the launcher died.
fn wait_for(command: libc::pid_t) -> Option<libc::c_int> {
    loop {
        match signals::next() {
            libc::SIGCHLD => {
                if let Some(status) = reap_until(command) {
                    return Some(status);
                }
            }
            signal if signal == signals::launcher_died() => return None,
            // SAFETY: takes numbers. The command is a child that was not waited for, so the number is its own.
            signal => drop(unsafe { libc::kill(command, signal) }),
        }
    }
}

/// Reaps what has ended, up to the command.
fn reap_until(command: libc::pid_t) -> Option<libc::c_int> {
    let mut status = 0;
    loop {
        // SAFETY: the status is a local.
        match unsafe { libc::waitpid(-1, ptr::from_mut(&mut status), libc::WNOHANG) } {
            ended if ended == command => return Some(status),
            ended if ended <= 0 => return None,
            _ => {}
        }
    }
}
