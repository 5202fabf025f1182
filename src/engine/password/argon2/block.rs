//! A block of Argon2's memory.

use zeroize::Zeroize;

use crate::engine::password::memory::Plain;

/// 1 KiB.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Block(pub [u64; Self::WORDS]);

// SAFETY: a block is 128 words of 64 bits, aligned to 64 bytes.
unsafe impl Plain for Block {}

/// The compression function: G of one block and another, added to a third; the fourth is for what is on the way.
pub type Compress = fn(&Block, &Block, &mut Block, &mut Block);

impl Block {
    pub const BYTES: usize = 1024;
    pub const WORDS: usize = Self::BYTES / 8;
    pub const ZERO: Self = Self([0; Self::WORDS]);

    pub fn read(bytes: &[u8; Self::BYTES]) -> Self {
        let (words, _) = bytes.as_chunks();
        let mut block = Self::ZERO;
        for (word, bytes) in block.0.iter_mut().zip(words) {
            *word = u64::from_le_bytes(*bytes);
        }
        block
    }

    pub fn bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (bytes, word) in bytes.chunks_exact_mut(8).zip(self.0) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    /// Adds bit by bit: XOR.
    pub fn add(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word ^= other;
        }
    }
}

impl Zeroize for Block {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}
