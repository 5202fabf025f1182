//! Digests of bytes in memory.

use std::iter;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::group::Group;
use super::lanes::{self, AnyStart, Kernel, Kernels, Sha2, Start};
use super::output::allocate;
use super::spec::Spec;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The digest of `input`. On a pool's thread, a digest that can use more threads does.
///
/// # Errors
/// `Failure::Aborted`, or `Failure::OutOfMemory` if there is no room for a long output.
pub fn digest(spec: &Spec, input: InputBytes<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let mut output = allocate(spec.output_length(), cancel)?;
    digest_into(spec, input, &mut output, cancel)?;
    Ok(output)
}

/// The digests of all `inputs`, one behind the other in their order, computed by the threads of the current
/// pool; outside a pool, by this thread.
///
/// # Errors
/// As [`digest`].
pub fn digest_many(spec: &Spec, inputs: &[InputBytes<'_>], cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    digest_many_by(Kernels::best(), spec, inputs, cancel)
}

/// As [`digest_many`], on a processor with these kernels.
pub(super) fn digest_many_by(
    kernels: Kernels,
    spec: &Spec,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Result<Vec<u8>, Failure> {
    let bytes = spec.output_length().saturating_mul(inputs.len());
    let mut output = allocate(bytes, cancel)?;
    let groups = Group::split(spec, inputs, &mut output);
    match (spec.sha2(), kernels) {
        (Some(AnyStart::Sha256(start)), Kernels { sha256: Some(kernel), .. }) => {
            digest_in_lanes(kernel, start, groups, spec.output_length(), cancel)?;
        }
        (Some(AnyStart::Sha512(start)), Kernels { sha512: Some(kernel), .. }) => {
            digest_in_lanes(kernel, start, groups, spec.output_length(), cancel)?;
        }
        _ => digest_one_by_one(spec, groups, cancel)?,
    }
    Ok(output)
}

fn digest_one_by_one(spec: &Spec, groups: Vec<Group<'_, '_>>, cancel: &Cancel) -> Result<(), Failure> {
    each_group(groups, |group| digest_group(spec, group, cancel))
}

fn digest_in_lanes<H: Sha2>(
    kernel: Kernel<H>,
    start: Start<H>,
    groups: Vec<Group<'_, '_>>,
    length: usize,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let threads = if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 };
    if groups.len() <= threads {
        // A thread for each is done sooner than several on one thread.
        return each_group(groups, |group| {
            lanes::digest_all(kernel, start, kernel.lanes(), group.with_rooms(length), cancel)
        });
    }
    // Groups of one input are long: the first thread is not to take all that there are.
    let inputs: usize = groups.iter().map(|group| group.inputs.len()).sum();
    let at_once = inputs.div_ceil(threads);
    let groups = Mutex::new(groups.into_iter());
    let next_group = || groups.lock().unwrap_or_else(PoisonError::into_inner).next();
    each_thread(threads, || {
        let inputs = iter::from_fn(next_group).flat_map(|group| group.with_rooms(length));
        lanes::digest_all(kernel, start, at_once, inputs, cancel)
    })
}

fn each_group<'a, 'i>(
    groups: Vec<Group<'a, 'i>>,
    digest: impl Fn(Group<'a, 'i>) -> Result<(), Failure> + Send + Sync,
) -> Result<(), Failure> {
    if groups.len() > 1 && rayon::current_thread_index().is_some() {
        groups.into_par_iter().try_for_each(digest)
    } else {
        groups.into_iter().try_for_each(digest)
    }
}

fn each_thread(threads: usize, task: impl Fn() -> Result<(), Failure> + Send + Sync) -> Result<(), Failure> {
    if threads > 1 { (0..threads).into_par_iter().try_for_each(|_| task()) } else { task() }
}

fn digest_group(spec: &Spec, group: Group<'_, '_>, cancel: &Cancel) -> Result<(), Failure> {
    let length = spec.output_length();
    for (index, input) in group.inputs.iter().enumerate() {
        digest_into(spec, *input, &mut group.output[index * length..][..length], cancel)?;
    }
    Ok(())
}

fn digest_into(
    spec: &Spec,
    input: InputBytes<'_>,
    output: &mut [u8],
    cancel: &Cancel,
) -> Result<(), Failure> {
    let mut hasher = spec.hasher();
    hasher.absorb(input, cancel)?;
    hasher.finish_into(output, cancel)
}
