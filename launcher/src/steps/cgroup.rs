//! Moving into a cgroup.

use std::path::Path;
use std::{fs, io};

/// Moves this process, and so all that it becomes and starts, into a cgroup of version 2.
///
/// # Errors
/// EACCES where the starter may not move processes between its own group and this one, ENOENT where it is gone.
pub fn enter(cgroup: &Path) -> io::Result<()> {
    // 0 is the writer itself.
    fs::write(cgroup.join("cgroup.procs"), "0")
}
