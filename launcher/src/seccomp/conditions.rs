//! What decides which rules a sandbox gets.

use crate::Network;

/// What the filter depends on.
pub struct Conditions<'a> {
    pub network: &'a Network,
    pub child_process: bool,
    /// Whether there are files that it may write.
    pub writes: bool,
    /// Process id that the command will have: exec keeps it.
    pub pid: u32,
    /// Version of Landlock that guards files. Truncating by name is guarded from 3 on.
    pub landlock: u32,
}
