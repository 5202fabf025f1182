//! Several digests of the same bytes at once.

use std::borrow::Borrow;

use rayon::prelude::*;

use super::hasher::Hasher;
use super::spec::Spec;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// From this much input on, in bytes, it is worth waking other threads.
const SPREAD_FROM: usize = 64 * 1024;

/// Has every one of `hashers` take in `input`; on a pool's thread, its other threads help.
///
/// # Errors
/// `Failure::Aborted`, and nothing else.
pub fn absorb(hashers: &mut [Hasher], input: InputBytes<'_>, cancel: &Cancel) -> Result<(), Failure> {
    // Asked outside a pool, rayon would start one of its own.
    if hashers.len() > 1 && input.len() >= SPREAD_FROM && rayon::current_thread_index().is_some() {
        return hashers.par_iter_mut().try_for_each(|hasher| hasher.absorb(input, cancel));
    }
    hashers.iter_mut().try_for_each(|hasher| hasher.absorb(input, cancel))
}

/// The digest of `input` for each of `specs`, in their order; on a pool's thread, its other threads help.
///
/// # Errors
/// `Failure::Aborted`, or `Failure::OutOfMemory` if there is no room for a long output.
pub fn digest_several(
    specs: &[impl Borrow<Spec>],
    input: InputBytes<'_>,
    cancel: &Cancel,
) -> Result<Vec<Vec<u8>>, Failure> {
    let mut hashers: Vec<Hasher> = specs.iter().map(|spec| spec.borrow().hasher()).collect();
    absorb(&mut hashers, input, cancel)?;
    hashers.into_iter().map(|hasher| hasher.finish(cancel)).collect()
}
