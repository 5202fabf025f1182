//! Several digests of the same bytes at once.

use rayon::prelude::*;

use super::hasher::Hasher;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// From this much input on, in bytes, it is worth waking other threads.
const SPREAD_FROM: usize = 64 * 1024;

/// Has every one of `hashers` take in `input`; on a pool's thread, its other threads help.
///
/// # Errors
/// `Failure::Aborted`, and nothing else.
pub fn absorb(hashers: &mut [Hasher], input: Source<'_>, cancel: &Cancel) -> Result<(), Failure> {
    // Asked outside a pool, rayon would start one of its own.
    if hashers.len() > 1 && input.len() >= SPREAD_FROM && rayon::current_thread_index().is_some() {
        return hashers.par_iter_mut().try_for_each(|hasher| hasher.absorb(input, cancel));
    }
    hashers.iter_mut().try_for_each(|hasher| hasher.absorb(input, cancel))
}
