//! scrypt, RFC 7914.

use hmac::Hmac;
use sha2::Sha256;

use super::memory::Memory;
use super::salsa::Cell;
use super::{Derivation, Secret, key_of, pbkdf2, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// scrypt with its cost. Inputs: password, salt.
pub struct Scrypt {
    cost: usize,
    /// Cells of one block.
    cells: usize,
    lanes: usize,
    length: usize,
}

impl Scrypt {
    /// `cost`, `block_size` and `lanes` are the RFC's N, r and p. Lanes are computed one after the other.
    ///
    /// # Errors
    /// `Failure::Internal` unless N is a power of two over 1, r and p are over 0, and all of it can be addressed.
    pub fn new(cost: u64, block_size: u32, lanes: u32, length: usize) -> Result<Self, Failure> {
        let small = |number: u32| usize::try_from(number).ok().filter(|&number| number > 0);
        let cost = usize::try_from(cost).ok().filter(|cost| *cost > 1 && cost.is_power_of_two());
        let (Some(cost), Some(block_size), Some(lanes)) = (cost, small(block_size), small(lanes)) else {
            return Err(refused("cost"));
        };
        let cells = block_size.checked_mul(2);
        let addressed = cells.and_then(|cells| cost.checked_add(lanes)?.checked_add(2)?.checked_mul(cells));
        if addressed.is_none_or(|cells| cells > isize::MAX as usize / Cell::BYTES) {
            return Err(refused("cost"));
        }
        Ok(Self { cost, cells: 2 * block_size, lanes, length })
    }

    fn block_bytes(&self) -> usize {
        self.cells * Cell::BYTES
    }
}

impl Derivation for Scrypt {
    fn memory(&self) -> u64 {
        ((self.cost + self.lanes + 2) * self.block_bytes()) as u64
    }

    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure> {
        let &[password, salt] = inputs else { return Err(refused("number of inputs")) };
        let mut lanes = key_of(self.lanes * self.block_bytes())?;
        pbkdf2::fill::<Hmac<Sha256>>(password, salt, 1, &mut lanes, cancel)?;
        let mut mixer = Mixer::new(self.cost, self.cells)?;
        for lane in lanes.chunks_exact_mut(self.block_bytes()) {
            mixer.mix(lane, cancel)?;
        }
        let mut key = key_of(self.length)?;
        pbkdf2::fill::<Hmac<Sha256>>(password, &lanes, 1, &mut key, cancel)?;
        Ok(key)
    }
}

/// ROMix and its memory, which serves one lane after the other.
struct Mixer {
    cost: usize,
    block: Memory<Cell>,
    next: Memory<Cell>,
    /// The RFC's V: the block at each of its steps.
    history: Memory<Cell>,
}

impl Mixer {
    fn new(cost: usize, cells: usize) -> Result<Self, Failure> {
        let (block, next) = (Memory::new(cells)?, Memory::new(cells)?);
        Ok(Self { cost, block, next, history: Memory::new(cost * cells)? })
    }

    fn mix(&mut self, lane: &mut [u8], cancel: &Cancel) -> Result<(), Failure> {
        let cells = self.block.len();
        for (cell, bytes) in self.block.iter_mut().zip(lane.chunks_exact(Cell::BYTES)) {
            *cell = Cell::read(bytes);
        }
        for step in 0..self.cost {
            cancel.check()?;
            self.history[step * cells..][..cells].copy_from_slice(&self.block);
            mix_block(cells, |at| self.block[at], &mut self.next);
            std::mem::swap(&mut self.block, &mut self.next);
        }
        for _ in 0..self.cost {
            cancel.check()?;
            let chosen = self.block[cells - 1].first() as usize & (self.cost - 1);
            let past = &self.history[chosen * cells..][..cells];
            mix_block(cells, |at| self.block[at].xor(past[at]), &mut self.next);
            std::mem::swap(&mut self.block, &mut self.next);
        }
        for (cell, bytes) in self.block.iter().zip(lane.chunks_exact_mut(Cell::BYTES)) {
            cell.write(bytes);
        }
        Ok(())
    }
}

/// BlockMix: each cell is mixed into the one before it; even ones go to the front half, odd ones to the back.
#[inline(always)]
fn mix_block(cells: usize, input: impl Fn(usize) -> Cell, output: &mut [Cell]) {
    let (front, back) = output.split_at_mut(cells / 2);
    let mut last = input(cells - 1);
    for (pair, (even, odd)) in front.iter_mut().zip(back).enumerate() {
        last = last.xor(input(2 * pair)).mixed();
        *even = last;
        last = last.xor(input(2 * pair + 1)).mixed();
        *odd = last;
    }
}
