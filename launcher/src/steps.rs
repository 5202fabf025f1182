//! What the launcher does to itself, a file each, in the order of `main.rs`.

pub mod command;
pub mod descriptors;
pub mod limits;
pub mod parent;
pub mod session;

mod call;
