//! The digest of a directory: of every file in it, and of the list of all that is in it.

mod contents;
mod entry;
mod list;
#[cfg(test)]
mod tests;
mod walk;

use std::borrow::Borrow;
use std::path::Path;

use rayon::ThreadPool;
use rayon::prelude::*;

pub use entry::{Entry, Kind};

use super::spec::Spec;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::progress::Progress;

/// What a directory was found to hold.
pub struct TreeDigests {
    /// The digest of the tree for each spec, in their order; `None` where an entry has a failure.
    pub digests: Option<Vec<Vec<u8>>>,
    /// All that is in the directory, and in those below it, sorted by the bytes of their paths.
    pub entries: Vec<Entry>,
}

/// Digests a directory and all that is in it with every one of `specs`, reading each file once. docs/integrity.md
/// has the format of what is digested for the tree.
///
/// Symbolic links are not followed, but for `root` itself; FIFOs, sockets and devices are not opened. What cannot be
/// read has its failure in its entry.
///
/// Call it on a thread that is not `pool`'s: that thread reads while the pool digests. One file is open at a time. In
/// memory are the entries, and 8 MiB of contents. `progress` has the total once all entries are known.
///
/// # Errors
/// `System` where `root` is not a directory or cannot be read; `Aborted`; `OutOfMemory` for long outputs.
pub fn digest_tree(
    pool: &ThreadPool,
    specs: &[impl Borrow<Spec> + Sync],
    root: &Path,
    progress: &Progress,
    cancel: &Cancel,
) -> Result<TreeDigests, Failure> {
    let mut entries = walk::walk(root, cancel)?;
    pool.install(|| entries.par_sort_unstable_by(|one, other| one.path.cmp(&other.path)));
    progress.set_total(entries.iter().filter(|entry| entry.kind == Kind::File).map(|entry| entry.size).sum());
    contents::digest_contents(pool, specs, root, &mut entries, progress, cancel)?;
    let (done, _) = progress.read();
    progress.set_total(done);
    let is_whole = entries.iter().all(|entry| entry.failure.is_none() && entry.kind.is_digested());
    let digests =
        is_whole.then(|| pool.install(|| list::digest_list(specs, &entries, cancel))).transpose()?;
    Ok(TreeDigests { digests, entries })
}
