//! What a message is to a kernel: a state, and blocks to be taken in.

use super::kernel::{Kernel, MAX_LANES};
use super::sha2::{Sha2, State};

/// A message at some place in it.
pub trait Lane<H: Sha2> {
    /// The state after the blocks taken in so far.
    fn state(&self) -> State<H>;

    /// Blocks to be taken in next.
    fn ready(&self) -> &[H::Block];

    /// Goes on behind the next `blocks`, after which the state is `state`.
    fn advance(&mut self, state: State<H>, blocks: usize);
}

/// Takes in as many blocks as all `lanes` have ready. There are no more of them than the kernel has.
pub fn take_in<'l, H: Sha2, L: Lane<H> + 'l>(kernel: Kernel<H>, lanes: impl Iterator<Item = &'l mut L>) {
    let mut taken = [const { None }; MAX_LANES];
    let mut count = 0;
    for lane in lanes {
        taken[count] = Some(lane);
        count += 1;
    }
    let mut states = [State::<H>::default(); MAX_LANES];
    let mut runs: [&[H::Block]; MAX_LANES] = [&[]; MAX_LANES];
    for ((lane, state), run) in taken.iter().flatten().zip(&mut states).zip(&mut runs) {
        (*state, *run) = (lane.state(), lane.ready());
    }
    let blocks = kernel.take_in(&mut states[..count], &runs[..count]);
    for (lane, state) in taken.into_iter().flatten().zip(states) {
        lane.advance(state, blocks);
    }
}
