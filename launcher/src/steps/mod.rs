//! What the launcher does to itself, one file for each step.

pub mod cgroup;
pub mod command;
pub mod descriptors;
pub mod environment;
pub mod files;
pub mod landlock;
pub mod limits;
pub mod listed_path;
pub mod package;
pub mod parent;
pub mod privileges;
pub mod session;

mod call;

pub(crate) use call::check;
