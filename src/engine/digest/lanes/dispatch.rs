//! Which kernels the processor can run.

use super::kernel::Kernel;
#[cfg(test)]
use super::kernel::Width;
use super::sha2::{Sha2, Sha256, Sha512};
#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512, sha_ni};

/// A size of SHA-2 and its kernels.
pub trait Dispatch: Sha2 {
    /// The kernels that this processor can run, the best first.
    fn kernels() -> impl Iterator<Item = Kernel<Self>>;
}

impl Dispatch for Sha256 {
    fn kernels() -> impl Iterator<Item = Kernel<Self>> {
        #[cfg(target_arch = "x86_64")]
        return {
            let beside_sha_ni =
                [avx512::sha256_in_sixteen(11), avx512::sha256_in_eight(7), sha_ni::sha256_in_two(2)];
            [
                Kernel::of(beside_sha_ni),
                Kernel::of([sha_ni::sha256_in_two(2)]),
                Kernel::of([avx512::sha256_in_sixteen(9), avx512::sha256_in_eight(3)]),
                Kernel::of([avx2::sha256_in_eight(3)]),
            ]
            .into_iter()
            .flatten()
        };
        #[cfg(not(target_arch = "x86_64"))]
        std::iter::empty()
    }
}

impl Dispatch for Sha512 {
    fn kernels() -> impl Iterator<Item = Kernel<Self>> {
        #[cfg(target_arch = "x86_64")]
        return {
            [
                Kernel::of([avx512::sha512_in_eight(5), avx512::sha512_in_four(2)]),
                Kernel::of([avx2::sha512_in_four(3)]),
            ]
            .into_iter()
            .flatten()
        };
        #[cfg(not(target_arch = "x86_64"))]
        std::iter::empty()
    }
}

/// The best kernel for this processor; `None` if it has no instructions for one.
fn best<H: Dispatch>() -> Option<Kernel<H>> {
    H::kernels().next()
}

/// What the processor has, or is taken to have: with none, each message is taken in alone.
#[derive(Clone, Copy)]
pub struct Kernels {
    pub sha256: Option<Kernel<Sha256>>,
    pub sha512: Option<Kernel<Sha512>>,
}

impl Kernels {
    /// The best ones for this processor.
    pub fn best() -> Self {
        Self { sha256: best(), sha512: best() }
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
fn all_of<H: Dispatch>() -> Vec<Option<Kernel<H>>> {
    let by_sha2 = Kernel::of([Some(Width {
        lanes: 3,
        pays_from: 2,
        compress: |states, runs| {
            let blocks = runs.iter().map(|run| run.len()).min().unwrap_or(0);
            for (state, run) in states.iter_mut().zip(runs) {
                H::compress(state, &run[..blocks]);
            }
        },
    })]);
    H::kernels().map(Some).chain([by_sha2, None]).collect()
}
