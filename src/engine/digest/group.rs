//! The inputs of one call, shared out.

use super::spec::Spec;
use crate::engine::input::InputBytes;

/// Neighbouring inputs that one thread digests in a row, and the room for their digests.
pub struct Group<'a, 'i> {
    pub inputs: &'a [InputBytes<'i>],
    pub output: &'a mut [u8],
}

impl<'a, 'i> Group<'a, 'i> {
    /// Groups that each take several times as long as handing one to another thread.
    pub fn split(spec: &Spec, mut inputs: &'a [InputBytes<'i>], mut output: &'a mut [u8]) -> Vec<Self> {
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
    fn first_group(spec: &Spec, inputs: &[InputBytes<'_>]) -> usize {
        let handover = spec.algorithm().handover_bytes;
        // Starting and finishing a digest takes about as long as this much input.
        let overhead = handover / 64;
        let mut cost = 0;
        let within = |input: &&InputBytes<'_>| {
            cost += input.len() + overhead;
            cost < 4 * handover
        };
        (inputs.iter().take_while(within).count() + 1).min(inputs.len())
    }

    /// The inputs, each with the room for its digest of `length` bytes, which is not 0.
    pub fn with_rooms(self, length: usize) -> impl Iterator<Item = (InputBytes<'i>, &'a mut [u8])> {
        self.inputs.iter().copied().zip(self.output.chunks_exact_mut(length))
    }
}
