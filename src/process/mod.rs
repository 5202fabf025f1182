//! Child processes: started, watched and reaped on threads of our own. README.md beside this file has the states, the
//! threads and the locks. Nothing here knows Node-API.

pub mod alarm;
pub mod arena;
mod budget;
mod cgroup;
mod child;
mod cpu_account;
mod data_limit;
pub mod descriptors;
mod kernel_objects;
pub mod listening;
pub mod log_service;
mod proc;
mod record;
mod scheduling;
mod service;
pub mod shared_word;
mod signal;
mod sock_diag;
mod socket_memory;
mod spawn;
mod spawner;
mod start;
#[cfg(test)]
mod tests;
mod tree;
mod watched;
mod watcher;

pub use budget::Budget;
pub use cgroup::{Delegated, GroupLimits, delegated};
pub use child::{Child, Ending, Listener, Started};
pub use data_limit::limit_data;
pub use kernel_objects::Objects;
pub use record::Record;
pub use service::{Request, end_closing, service};
pub use spawn::Program;
pub use start::StartFailure;
