//! Argon2, RFC 9106.

mod addresses;
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod avx512;
mod block;
mod cost;
mod fill;
mod kernel;
mod long_hash;
mod portable;
#[cfg(target_arch = "x86_64")]
mod rounds;
#[cfg(test)]
mod tests;

pub use cost::{Cost, Variant};

use std::hint::black_box;

use blake2::Blake2b512;
use blake2::digest::{Digest, Output};
use zeroize::Zeroize;

use self::block::Block;
use self::kernel::Kernel;
use super::memory::Memory;
use super::{Derivation, Secret, key_of, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Bytes that BLAKE2b takes in at once.
const BLAKE2_BLOCK: usize = 128;

/// Argon2 with its cost. Lanes are computed one after the other, on one thread.
///
/// Inputs: password, salt (8 bytes or more), secret, associated data (at most 32 bytes).
pub struct Argon2 {
    cost: Cost,
    /// Bytes of the key.
    length: usize,
    kernel: Kernel,
}

impl Argon2 {
    /// `version` is 0x13 (19), or 0x10 (16) for hashes of before 2016; `memory` is in KiB.
    ///
    /// # Errors
    /// `Failure::Internal` for a cost out of bounds: memory under 8 KiB a lane, no pass, a key under 4 bytes.
    pub fn new(
        variant: Variant,
        version: u32,
        memory: u32,
        passes: u32,
        lanes: u32,
        length: usize,
    ) -> Result<Self, Failure> {
        let cost = Cost::new(variant, version, memory, passes, lanes).ok_or_else(|| refused("cost"))?;
        if length < 4 || u32::try_from(length).is_err() {
            return Err(refused("length of the key"));
        }
        Ok(Self { cost, length, kernel: Kernel::best() })
    }

    /// H0: the digest of all that goes in.
    fn start(&self, inputs: [&[u8]; 4]) -> Result<Output<Blake2b512>, Failure> {
        let start = self.digest(inputs);
        // The same work once more, on zeros: what the first has left on the stack is overwritten.
        let _ = black_box(self.digest([&[0; 3 * BLAKE2_BLOCK]; 4]));
        start
    }

    /// Never inlined, so that each call has its variables where the one before had them. The state is finished where it
    /// is, since what is moved leaves a copy behind.
    #[inline(never)]
    fn digest(&self, inputs: [&[u8]; 4]) -> Result<Output<Blake2b512>, Failure> {
        let mut digest = Blake2b512::new();
        for number in [
            self.cost.lanes,
            self.length as u32,
            self.cost.memory,
            self.cost.passes,
            self.cost.version,
            self.cost.variant as u32,
        ] {
            digest.update(number.to_le_bytes());
        }
        for input in inputs {
            let length = u32::try_from(input.len()).map_err(|_| refused("length of an input"))?;
            digest.update(length.to_le_bytes());
            digest.update(input);
        }
        Ok(digest.finalize_reset())
    }

    /// The first two blocks of each lane.
    fn begin_lanes(&self, start: &[u8], memory: &mut [Block]) {
        for (lane, blocks) in memory.chunks_exact_mut(self.cost.lane_blocks()).enumerate() {
            for (index, block) in blocks[..2].iter_mut().enumerate() {
                let place = [(index as u32).to_le_bytes(), (lane as u32).to_le_bytes()];
                let mut bytes = [0; Block::BYTES];
                long_hash::fill(&[start, &place[0], &place[1]], &mut bytes);
                *block = Block::read(&bytes);
                bytes.zeroize();
            }
        }
    }

    /// The key, which is a hash of the last blocks of all lanes.
    fn finish(&self, memory: &[Block], key: &mut [u8]) {
        let mut sum = Block::ZERO;
        for lane in memory.chunks_exact(self.cost.lane_blocks()) {
            sum.add(&lane[lane.len() - 1]);
        }
        let mut bytes = sum.bytes();
        long_hash::fill(&[&bytes], key);
        bytes.zeroize();
        sum.zeroize();
    }
}

impl Derivation for Argon2 {
    fn memory(&self) -> u64 {
        self.cost.blocks() as u64 * Block::BYTES as u64
    }

    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure> {
        let &[password, salt, secret, data] = inputs else { return Err(refused("number of inputs")) };
        if salt.len() < 8 || data.len() > 32 {
            return Err(refused("length of the salt or the associated data"));
        }
        let mut start = self.start([password, salt, secret, data])?;
        let mut memory = Memory::<Block>::new(self.cost.blocks())?;
        self.begin_lanes(&start, &mut memory);
        start.zeroize();
        fill::fill(&self.cost, self.kernel, &mut memory, cancel)?;
        let mut key = key_of(self.length)?;
        self.finish(&memory, &mut key);
        Ok(key)
    }
}
