//! The compression function, by what the processor has.

use super::block::{Block, Compress};
use super::portable;
#[cfg(target_arch = "x86_64")]
use super::{avx2, avx512};

/// A way to compute G of two blocks (RFC 9106, section 3.5), which is added to a third. The last block is for what is
/// on the way; its owner overwrites it.
#[derive(Clone, Copy)]
pub struct Kernel(Compress);

impl Kernel {
    /// The fastest here.
    pub fn best() -> Self {
        Self::all().next().unwrap_or(Self(portable::compress))
    }

    /// Those that this processor can run, the fastest first.
    pub fn all() -> impl Iterator<Item = Self> {
        #[cfg(target_arch = "x86_64")]
        let vectors = [avx512::kernel(), avx2::kernel()];
        #[cfg(not(target_arch = "x86_64"))]
        let vectors = [];
        vectors.into_iter().chain([Some(portable::compress as Compress)]).flatten().map(Self)
    }

    /// Adds G of `one` and `other` to `sum`.
    #[inline(always)]
    pub fn add(self, one: &Block, other: &Block, sum: &mut Block, scratch: &mut Block) {
        (self.0)(one, other, sum, scratch);
    }
}
