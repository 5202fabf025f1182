use std::{
    io,
    path::{Path, PathBuf},
};

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
    /// Resource limits.
    Limits,
    /// The command itself: it cannot be found or run.
    Exec,
}

const NAMES: [(Stage, &str); 7] = [
    (Stage::Arguments, "arguments"),
    (Stage::Parent, "parent"),
    (Stage::Descriptors, "descriptors"),
    (Stage::Session, "session"),
    (Stage::Directory, "directory"),
    (Stage::Limits, "limits"),
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
