//! What a command may use, as the addon writes it and the launcher reads it.

mod args;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use args::{InvalidArguments, Request};

/// Everything that the launcher receives except the command and its environment, which is the launcher's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Process id of the starter. The command is killed when the thread that started it ends.
    pub parent: u32,
    /// Descriptors 3 to 2 + `inherit` stay open for the command. The status descriptor is 3 + `inherit`.
    pub inherit: u32,
    /// How much is added to the starter's nice value, up to 19 in all; see [`crate::steps::session::Priority`].
    pub nice: u8,
    /// Working directory of the command. Default: that of the starter.
    pub directory: Option<PathBuf>,
    pub limits: Limits,
    /// Default: none, the command has the rights of the starter.
    pub sandbox: Option<Sandbox>,
    /// A cgroup (version 2) that the command, and all that it starts, is moved into. The starter has made it, sets its
    /// limits and removes it. Default: that of the starter.
    pub cgroup: Option<PathBuf>,
    /// Run with less than was asked for where the machine cannot enforce it, and say so in [`crate::Applied`].
    pub best_effort: bool,
}

/// Resource limits of the command and of each of its children, hard and soft. `None` leaves what is inherited;
/// core dumps are always off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Default in a sandbox: [`crate::steps::limits::SANDBOX_OPEN_FILES`].
    pub open_files: Option<u64>,
    /// The largest file that can be written, in bytes.
    pub file_size: Option<u64>,
    /// CPU time per process in seconds: SIGXCPU then, SIGKILL one second later.
    pub cpu_seconds: Option<u64>,
    /// Processes and threads. Counted per user by the kernel, or per sandbox in a user namespace; without effect
    /// for root.
    pub processes: Option<u64>,
}

/// What a sandboxed command may reach. All else that the operating system can refuse is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sandbox {
    /// Files, and directories with all below, to read and to execute. No part of a path may be a symbolic link.
    pub read: Vec<PathBuf>,
    /// Directories of programs, to read and to execute: with all below but what has a name that begins with a dot, and
    /// with all of each `node_modules`. What is there is looked up once, at the start.
    pub packages: Vec<PathBuf>,
    /// Files, and directories with all below, to read and to change. They must exist, and
    /// no part of a path may be a symbolic link.
    pub write: Vec<PathBuf>,
    pub network: Network,
    /// Whether the command may start processes.
    pub child_process: bool,
    /// The user and group that the command runs as, without any other group. Default: those of the starter.
    pub user: Option<User>,
}

/// A user and a group, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
}

/// Which sockets can be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// None, of any family.
    #[default]
    None,
    /// TCP over IPv4 and IPv6, to connect to and to listen on these ports.
    Tcp(Vec<u16>),
    /// IPv4 and IPv6 of any kind. Unix sockets stay closed: they reach services of this machine.
    All,
}
