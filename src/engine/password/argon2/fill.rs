//! The passes over Argon2's memory (RFC 9106, section 3.2, steps 5 and 6).

use zeroize::Zeroizing;

use super::addresses::{Counters, Segment};
use super::block::Block;
use super::cost::{Cost, SLICES};
use super::kernel::Kernel;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Fills `memory`, which is zero but for the first two blocks of each lane.
///
/// # Errors
/// `Failure::Aborted`.
pub fn fill(cost: &Cost, kernel: Kernel, memory: &mut [Block], cancel: &Cancel) -> Result<(), Failure> {
    let mut scratch = Zeroizing::new(Block::ZERO);
    for pass in 0..cost.passes as usize {
        for slice in 0..SLICES {
            for lane in 0..cost.lanes as usize {
                let segment = Segment { pass, slice, lane };
                Filler { cost, kernel, memory, scratch: &mut scratch, segment }.run(cancel)?;
            }
        }
    }
    Ok(())
}

struct Filler<'a> {
    cost: &'a Cost,
    kernel: Kernel,
    memory: &'a mut [Block],
    scratch: &'a mut Block,
    segment: Segment,
}

impl Filler<'_> {
    /// Fills the segment, as many blocks at a time as counters give numbers for; that is a few dozen microseconds.
    fn run(&mut self, cancel: &Cancel) -> Result<(), Failure> {
        let independent = self.segment.is_independent(self.cost.variant);
        let mut counters = independent.then(|| Counters::new(self.kernel, self.cost, self.segment));
        let end = self.cost.segment_blocks();
        for start in (0..end).step_by(Block::WORDS) {
            cancel.check()?;
            // The first two blocks of a lane are there already.
            let first = if self.segment.is_first() { start.max(2) } else { start };
            let indices = first..end.min(start + Block::WORDS);
            match &mut counters {
                Some(counters) => {
                    let numbers = counters.next();
                    indices.for_each(|index| self.fill_one(index, |_| numbers[index - start]));
                }
                None => indices.for_each(|index| self.fill_one(index, |previous| previous.0[0])),
            }
        }
        Ok(())
    }

    /// Fills the block at `index` in the segment; `random` is given the block before.
    #[inline(always)]
    fn fill_one(&mut self, index: usize, random: impl Fn(&Block) -> u64) {
        let lane_blocks = self.cost.lane_blocks();
        let own = self.segment.lane * lane_blocks;
        let place = self.segment.slice * self.cost.segment_blocks() + index;
        let previous = own + if place == 0 { lane_blocks } else { place } - 1;
        let random = random(&self.memory[previous]);
        let (lane, reference) = self.segment.reference(self.cost, index, random);
        let blocks = [previous, lane * lane_blocks + reference, own + place];
        let [previous, reference, block] =
            self.memory.get_disjoint_mut(blocks).expect("three blocks, each within the memory");
        if self.segment.pass > 0 && !self.cost.mixes() {
            *block = Block::ZERO;
        }
        // In the first pass it is zero.
        self.kernel.add(previous, reference, block, self.scratch);
    }
}
