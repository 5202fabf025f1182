//! Starts a command with limits and without rights.
//!
//! Two halves share this crate: the addon writes a [`Policy`] and reads a [`Status`], and the program
//! `offloop-launch` (`main.rs`) is started by it, applies the policy to itself, and becomes the command.
//! Everything is for Linux; on other systems the crate is empty.
#![cfg(target_os = "linux")]

pub mod log;
pub mod plan;
pub mod policy;
pub mod seccomp;
pub mod status;
pub mod steps;
pub mod support;
pub mod tree;

mod failure;

pub use failure::{During, Failure, Stage};
pub use plan::Plan;
pub use policy::{Limits, Network, Policy, Sandbox, User};
pub use status::{Applied, ProcessTree, Status};
pub use support::{Support, support, support_without_trying};
