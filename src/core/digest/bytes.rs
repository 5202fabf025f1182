//! Digests of bytes in memory.

use rayon::prelude::*;

use super::output::allocate;
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
    let bytes = spec.output_length().saturating_mul(inputs.len());
    let mut output = allocate(bytes, cancel)?;
    let groups = Group::split(spec, inputs, &mut output);
    if groups.len() > 1 && rayon::current_thread_index().is_some() {
        groups.into_par_iter().try_for_each(|group| group.digest(spec, cancel))?;
    } else {
        groups.into_iter().try_for_each(|group| group.digest(spec, cancel))?;
    }
    Ok(output)
}

fn digest_into(spec: &Spec, input: Source<'_>, output: &mut [u8], cancel: &Cancel) -> Result<(), Failure> {
    let mut hasher = spec.hasher();
    hasher.absorb(input, cancel)?;
    hasher.finish_into(output, cancel)
}

/// Neighbouring inputs that one thread digests in a row, and the room for their digests.
struct Group<'a, 'i> {
    inputs: &'a [Source<'i>],
    output: &'a mut [u8],
}

impl<'a, 'i> Group<'a, 'i> {
    /// Groups that each take several times as long as handing one to another thread.
    fn split(spec: &Spec, mut inputs: &'a [Source<'i>], mut output: &'a mut [u8]) -> Vec<Self> {
        let mut groups = Vec::new();
        while !inputs.is_empty() {
            let (mine, rest) = inputs.split_at(Self::first_group(spec, inputs));
            let (room, rest_of_output) = output.split_at_mut(mine.len() * spec.output_length());
            groups.push(Self { inputs: mine, output: room });
            (inputs, output) = (rest, rest_of_output);
        }
        groups
    }

    /// How many of `inputs`, at least one, make the first group.
    fn first_group(spec: &Spec, inputs: &[Source<'_>]) -> usize {
        let inline = spec.algorithm().inline_bytes;
        // Starting and finishing a digest takes about as long as this much input.
        let overhead = inline / 64;
        let mut cost = 0;
        let within = |input: &&Source<'_>| {
            cost += input.len() + overhead;
            cost < 4 * inline
        };
        (inputs.iter().take_while(within).count() + 1).min(inputs.len())
    }

    fn digest(self, spec: &Spec, cancel: &Cancel) -> Result<(), Failure> {
        let length = spec.output_length();
        for (index, input) in self.inputs.iter().enumerate() {
            digest_into(spec, *input, &mut self.output[index * length..][..length], cancel)?;
        }
        Ok(())
    }
}
