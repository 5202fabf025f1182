//! The processes around a command that may start processes of its own: everything ends when it does, or when the
//! launcher is killed.
//!
//! ```text
//! launcher        the process that the starter knows: passes signals on, ends as the command ended
//! └ keeper        the first process of a process namespace, or the one that orphans come back to
//!   └ command     becomes the command; everything that it starts is below it, or below the keeper
//! ```
//!
//! In a namespace the kernel kills all when the keeper dies, and it dies with the launcher. Without one the keeper
//! is told of the launcher's death by a signal that it can catch, and kills all itself: so the two are apart.

mod descendants;
mod keeper;
mod launcher;
mod namespace;
mod signals;

use std::{io, process};

use crate::ProcessTree;

/// Makes the tree of a `kind` that is supervised. Returns in the process that is to become the command, with the
/// process id of its parent; in the launcher and the keeper it never does.
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
            keeper::begin(kind, &report)?;
            let id = process::id();
            match fork()? {
                0 => {
                    drop(report);
                    signals::unblock_all()?;
                    Ok(id)
                }
                command => keeper::watch(kind, command, report),
            }
        }
        keeper => {
            drop(report);
            launcher::wait_for(keeper, outcome)
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
