//! What the launcher reports to its starter, as lines of text on the status descriptor.
//!
//! One line of `applied`, `failed` or `unavailable` comes before any code of the command runs. End of file
//! after `applied` means that the command runs; `failed` after it, that it could not be executed. Whatever ends
//! without a line, or with a part of one, is a launcher that was killed.

mod line;
#[cfg(test)]
mod tests;

use crate::{Failure, Network};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Applied(Applied),
    Failed(Failure),
    /// This machine cannot enforce the sandbox, and `best_effort` was not asked for. Names as in
    /// [`Applied::missing`].
    Unavailable {
        missing: Vec<String>,
    },
}

/// What is enforced on the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Version of the Landlock interface that guards files; 0 where files are not guarded.
    pub filesystem: u32,
    /// Whether system calls are filtered.
    pub syscalls: bool,
    /// Whether all capabilities are gone, and cannot come back by executing a file.
    pub privileges: bool,
    /// What the network is held to. [`Network::All`] where it is not.
    pub network: Network,
    pub process_tree: ProcessTree,
    /// What was asked for and is not enforced: `landlock`, `landlock-network`, `seccomp`, `process-tree`,
    /// `processes-limit`, `capabilities`, `users`. Not empty only with `best_effort`, but for `processes-limit`: root is
    /// never held to it.
    pub missing: Vec<String>,
}

/// How everything that the command starts is found and ended with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessTree {
    /// It cannot start processes.
    None,
    /// A process namespace: the kernel kills all of it with its first process.
    PidNamespace,
    /// A supervisor that orphans come back to, and that kills them.
    Subreaper,
    /// A process group, which a child can leave by `setsid`. The starter kills it.
    Group,
}

impl ProcessTree {
    /// Whether the process that the starter knows is not the command but waits for it.
    pub fn is_supervised(self) -> bool {
        matches!(self, ProcessTree::PidNamespace | ProcessTree::Subreaper)
    }
}

impl Status {
    /// The outcome, out of everything that was read from the status descriptor up to end of file.
    /// `None` when the launcher ended without writing one.
    pub fn of_report(report: &[u8]) -> Option<Status> {
        let text = std::str::from_utf8(report).ok()?;
        Status::from_line(text.strip_suffix('\n')?.lines().last()?)
    }
}
