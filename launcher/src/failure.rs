//! Why the command was not started: the step that failed, the error, and the path at fault.

use std::io;
use std::path::{Path, PathBuf};

/// What the launcher was doing when it failed. The names are those on the status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading its own arguments.
    Arguments,
    /// Asking to die with the parent, or finding it dead already.
    Parent,
    /// Closing what the command must not inherit.
    Descriptors,
    /// A session, signals and the OOM score of its own.
    Session,
    /// Changing to the command's directory.
    Directory,
    /// Moving into the cgroup that the starter has made.
    Cgroup,
    /// Namespaces, and the processes that watch over the command's.
    ProcessTree,
    /// Resource limits.
    Limits,
    /// Giving up capabilities.
    Privileges,
    /// Rules about files and ports.
    Landlock,
    /// The filter of system calls.
    Seccomp,
    /// The command itself: it cannot be found or run.
    Exec,
}

const NAMES: [(Stage, &str); 12] = [
    (Stage::Arguments, "arguments"),
    (Stage::Parent, "parent"),
    (Stage::Descriptors, "descriptors"),
    (Stage::Session, "session"),
    (Stage::Directory, "directory"),
    (Stage::Cgroup, "cgroup"),
    (Stage::ProcessTree, "process-tree"),
    (Stage::Limits, "limits"),
    (Stage::Privileges, "privileges"),
    (Stage::Landlock, "landlock"),
    (Stage::Seccomp, "seccomp"),
    (Stage::Exec, "exec"),
];

impl Stage {
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(stage, _)| *stage == self).map_or("", |(_, name)| name)
    }

    pub fn from_name(name: &str) -> Option<Stage> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(stage, _)| *stage)
    }
}

/// Errors of the system, with the stage that they belong to.
pub trait During<T> {
    fn during(self, stage: Stage) -> Result<T, Failure>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, stage: Stage) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(stage, &error))
    }
}

/// Why the command was not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub stage: Stage,
    pub errno: i32,
    /// The path that was at fault, where there is one.
    pub path: Option<PathBuf>,
}

impl Failure {
    pub fn new(stage: Stage, error: &io::Error) -> Failure {
        Failure { stage, errno: error.raw_os_error().unwrap_or(libc::EIO), path: None }
    }

    pub fn at(stage: Stage, error: &io::Error, path: &Path) -> Failure {
        Failure { path: Some(path.to_path_buf()), ..Failure::new(stage, error) }
    }
}
