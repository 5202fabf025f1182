//! SHA-2's compression function for several messages at once on one core.

use super::family::{Sha2, Sha256, Sha512, State};

/// No kernel has more lanes.
pub const MAX_LANES: usize = 8;

/// Takes into each of the states the blocks of the run at the same place: as many as the shortest run has. There are
/// as many states as runs, at least one, and no more than the kernel has lanes.
pub type Compress<H> = fn(&mut [State<H>], &[&[<H as Sha2>::Block]]);

/// A way of taking in blocks of several messages at once.
#[derive(Clone, Copy)]
pub struct Kernel<H: Sha2> {
    /// How many messages there is room for, at most [`MAX_LANES`].
    pub lanes: usize,
    /// From how many messages on it takes less time than `sha2` does for one after the other.
    pub pays_from: usize,
    pub compress: Compress<H>,
}

impl<H: Sha2> Kernel<H> {
    /// The best one for this processor; `None` if it has no instructions for one.
    pub fn best() -> Option<Self> {
        H::kernels().next()
    }

    /// Takes into each of the states the blocks of the run at the same place: as many as the shortest run has.
    /// Returns how many that is. There are no more states than lanes, and as many as runs.
    pub fn take_in(&self, states: &mut [State<H>], runs: &[&[H::Block]]) -> usize {
        let blocks = runs.iter().map(|run| run.len()).min().unwrap_or(0);
        if states.len() < self.pays_from {
            for (state, run) in states.iter_mut().zip(runs) {
                H::compress(state, &run[..blocks]);
            }
        } else {
            (self.compress)(states, runs);
        }
        blocks
    }
}

/// What the processor has, or is taken to have: with none, `sha2` does each message alone.
#[derive(Clone, Copy)]
pub struct Kernels {
    pub sha256: Option<Kernel<Sha256>>,
    pub sha512: Option<Kernel<Sha512>>,
}

impl Kernels {
    /// The best ones for this processor.
    pub fn best() -> Self {
        Self { sha256: Kernel::best(), sha512: Kernel::best() }
    }
}

#[cfg(test)]
impl Kernels {
    /// Whatever a processor could be found to have, of what this one has; `sha2` in lanes; and nothing.
    pub fn all() -> Vec<Self> {
        let (sha256, sha512) = (all_of::<Sha256>(), all_of::<Sha512>());
        let both =
            |index| Self { sha256: sha256[index % sha256.len()], sha512: sha512[index % sha512.len()] };
        (0..sha256.len().max(sha512.len())).map(both).collect()
    }
}

#[cfg(test)]
fn all_of<H: Sha2>() -> Vec<Option<Kernel<H>>> {
    let by_sha2 = Kernel {
        lanes: 3,
        pays_from: 2,
        compress: |states, runs| {
            let blocks = runs.iter().map(|run| run.len()).min().unwrap_or(0);
            for (state, run) in states.iter_mut().zip(runs) {
                H::compress(state, &run[..blocks]);
            }
        },
    };
    H::kernels().chain([by_sha2]).map(Some).chain([None]).collect()
}
