//! Digests of bytes in memory.

use std::iter;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::group::Group;
use super::output::allocate;
use super::sha256_lanes;
use super::sha256_message::Start;
use super::sha256_pair::{self, CompressPair};
use super::spec::Spec;
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// The digest of `input`. On a pool's thread, a digest that can use more threads does.
///
/// # Errors
/// `Failure::Aborted`, or `Failure::OutOfMemory` if there is no room for a long output.
pub fn digest(spec: &Spec, input: Source<'_>, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let mut output = allocate(spec.output_length(), cancel)?;
    digest_into(spec, input, &mut output, cancel)?;
    Ok(output)
}

/// The digests of all `inputs`, one behind the other in their order, computed by the threads of the current
/// pool; outside a pool, by this thread.
///
/// # Errors
/// As [`digest`].
pub fn digest_many(spec: &Spec, inputs: &[Source<'_>], cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    digest_many_by(sha256_pair::kernel(), spec, inputs, cancel)
}

/// As [`digest_many`], on a processor with this kernel, or with none.
pub(super) fn digest_many_by(
    kernel: Option<CompressPair>,
    spec: &Spec,
    inputs: &[Source<'_>],
    cancel: &Cancel,
) -> Result<Vec<u8>, Failure> {
    let bytes = spec.output_length().saturating_mul(inputs.len());
    let mut output = allocate(bytes, cancel)?;
    let groups = Group::split(spec, inputs, &mut output);
    match (spec.sha256(), kernel) {
        (Some(start), Some(kernel)) => digest_in_pairs(kernel, start, groups, spec.output_length(), cancel)?,
        _ => digest_one_by_one(spec, groups, cancel)?,
    }
    Ok(output)
}

fn digest_one_by_one(spec: &Spec, groups: Vec<Group<'_, '_>>, cancel: &Cancel) -> Result<(), Failure> {
    each_group(groups, |group| digest_group(spec, group, cancel))
}

fn digest_in_pairs(
    kernel: CompressPair,
    start: Start,
    groups: Vec<Group<'_, '_>>,
    length: usize,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let threads = if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 };
    if groups.len() <= threads {
        // A thread for each is done sooner than two on one thread.
        return each_group(groups, |group| {
            sha256_lanes::digest_all(kernel, start, group.with_rooms(length), cancel)
        });
    }
    let groups = Mutex::new(groups.into_iter());
    let next_group = || groups.lock().unwrap_or_else(PoisonError::into_inner).next();
    each_thread(threads, || {
        let inputs = iter::from_fn(next_group).flat_map(|group| group.with_rooms(length));
        sha256_lanes::digest_all(kernel, start, inputs, cancel)
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

fn digest_into(spec: &Spec, input: Source<'_>, output: &mut [u8], cancel: &Cancel) -> Result<(), Failure> {
    let mut hasher = spec.hasher();
    hasher.absorb(input, cancel)?;
    hasher.finish_into(output, cancel)
}
