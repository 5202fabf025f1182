//! What a message is to a kernel: a state, and blocks to be taken in.

use super::family::{Sha2, State};
use super::kernel::{Kernel, MAX_LANES};

/// A message at some place in it.
pub trait Lane<H: Sha2> {
    /// The state after the blocks taken in so far.
    fn state(&self) -> State<H>;

    /// Blocks to be taken in next.
    fn ready(&self) -> &[H::Block];

    /// Goes on behind the next `blocks`, after which the state is `state`.
    fn advance(&mut self, state: State<H>, blocks: usize);
}

/// Takes in as many blocks as all lanes have ready. There are no more of them than the kernel has.
pub fn take_in<H: Sha2>(kernel: Kernel<H>, lanes: &mut [impl Lane<H>]) {
    let mut states = [State::<H>::default(); MAX_LANES];
    let mut runs: [&[H::Block]; MAX_LANES] = [&[]; MAX_LANES];
    for ((lane, state), run) in lanes.iter().zip(&mut states).zip(&mut runs) {
        (*state, *run) = (lane.state(), lane.ready());
    }
    let blocks = kernel.take_in(&mut states[..lanes.len()], &runs[..lanes.len()]);
    for (lane, state) in lanes.iter_mut().zip(states) {
        lane.advance(state, blocks);
    }
}
