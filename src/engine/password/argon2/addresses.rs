//! Which block is mixed into the next one (RFC 9106, section 3.4.2).

use super::block::Block;
use super::cost::{Cost, SLICES, Variant};
use super::kernel::Kernel;

/// A segment: what a lane has in a slice, in one pass.
#[derive(Clone, Copy)]
pub struct Segment {
    pub pass: usize,
    pub slice: usize,
    pub lane: usize,
}

impl Segment {
    /// Whether its addresses come from counters, which a password cannot be seen by.
    pub fn is_independent(self, variant: Variant) -> bool {
        match variant {
            Variant::D => false,
            Variant::I => true,
            Variant::Id => self.pass == 0 && self.slice < SLICES / 2,
        }
    }

    /// Whether nothing but its own beginning is there to refer to.
    pub fn is_first(self) -> bool {
        self.pass == 0 && self.slice == 0
    }

    /// The block that `random` refers to from the one at `index` in the segment: a lane and a place in it. It is neither
    /// that one nor the one before, and no other lane writes to it in this slice.
    #[inline(always)]
    pub fn reference(self, cost: &Cost, index: usize, random: u64) -> (usize, usize) {
        let (segment_blocks, lane_blocks) = (cost.segment_blocks(), cost.lane_blocks());
        let lane = if self.is_first() { self.lane } else { ((random >> 32) as u32 % cost.lanes) as usize };
        // Other lanes' segments of this slice are left out, and the last block before.
        let whole = if self.pass == 0 { self.slice } else { SLICES - 1 } * segment_blocks;
        let area = if lane == self.lane { whole + index - 1 } else { whole - usize::from(index == 0) };
        // Near blocks are more likely.
        let random = random & u64::from(u32::MAX);
        let far = (area as u64 * ((random * random) >> 32)) >> 32;
        let start =
            if self.pass == 0 || self.slice == SLICES - 1 { 0 } else { (self.slice + 1) * segment_blocks };
        let place = start + area - 1 - far as usize;
        (lane, if place >= lane_blocks { place - lane_blocks } else { place })
    }
}

/// The random numbers of a segment that is addressed by counters.
pub struct Counters {
    kernel: Kernel,
    input: Block,
    numbers: Block,
}

impl Counters {
    pub fn new(kernel: Kernel, cost: &Cost, segment: Segment) -> Self {
        let mut input = Block::ZERO;
        input.0[..6].copy_from_slice(&[
            segment.pass as u64,
            segment.lane as u64,
            segment.slice as u64,
            cost.blocks() as u64,
            u64::from(cost.passes),
            cost.variant as u64,
        ]);
        Self { kernel, input, numbers: Block::ZERO }
    }

    /// The numbers of the next blocks, of which a full block has one each.
    pub fn next(&mut self) -> &[u64; Block::WORDS] {
        self.input.0[6] += 1;
        let (mut once, mut scratch) = (Block::ZERO, Block::ZERO);
        self.kernel.add(&Block::ZERO, &self.input, &mut once, &mut scratch);
        self.numbers = Block::ZERO;
        self.kernel.add(&Block::ZERO, &once, &mut self.numbers, &mut scratch);
        &self.numbers.0
    }
}
