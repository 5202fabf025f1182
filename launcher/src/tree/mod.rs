//! The processes around a command that may start processes of its own: everything ends when it does, or when the
//! launcher is killed.
//!
//! ```text
//! launcher        the process that the starter knows; it passes signals on and ends as the command ended
//! └ reaper        the first process of a process namespace, or the subreaper that orphans return to
//!   └ command     becomes the command; all that it starts is below it, or below the reaper
//! ```
//!
//! In a namespace the kernel kills every process when the reaper dies, and the reaper dies with the launcher. Without a
//! namespace the reaper gets a signal that it can catch when the launcher dies, and kills the others itself. That is why
//! the two are separate processes.

mod descendants;
mod launcher;
mod namespace;
mod reaper;
mod signals;

use std::{io, process};

use crate::ProcessTree;

/// Makes the tree of a `kind` that is supervised. Returns in the process that is to become the command, with the
/// process id of its parent; in the launcher and the reaper it never does.
///
/// # Errors
/// Of unshare, pipe and fork.
pub fn enter(kind: ProcessTree) -> io::Result<u32> {
    if kind == ProcessTree::PidNamespace {
        namespace::make()?;
    }
    let (outcome, report) = io::pipe()?;
    signals::block_all()?;
    match fork()? {
        0 => {
            drop(outcome);
            reaper::begin(kind, &report)?;
            let id = process::id();
            match fork()? {
                0 => {
                    drop(report);
                    signals::unblock_all()?;
                    Ok(id)
                }
                command => reaper::watch(kind, command, report),
            }
        }
        reaper => {
            drop(report);
            launcher::wait_for(reaper, outcome)
        }
    }
}

fn fork() -> io::Result<libc::pid_t> {
    // SAFETY: the launcher has one thread, so the child finds every lock free and may go on as any program.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        id => Ok(id),
    }
}
