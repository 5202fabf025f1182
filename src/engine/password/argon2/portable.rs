//! The compression function without vectors.

use super::block::Block;

/// See [`Kernel`](super::kernel::Kernel).
pub fn compress(one: &Block, other: &Block, sum: &mut Block, scratch: &mut Block) {
    *scratch = *one;
    scratch.add(other);
    sum.add(scratch);
    for row in 0..8 {
        permute(scratch, |word| 16 * row + word);
    }
    for column in 0..8 {
        permute(scratch, |word| 16 * (word / 2) + 2 * column + word % 2);
    }
    sum.add(scratch);
}

/// P: a round of BLAKE2b over sixteen words, with products.
#[inline(always)]
fn permute(block: &mut Block, place: impl Fn(usize) -> usize) {
    let mut words = [0; 16];
    for (index, word) in words.iter_mut().enumerate() {
        *word = block.0[place(index)];
    }
    mix(&mut words, [0, 4, 8, 12]);
    mix(&mut words, [1, 5, 9, 13]);
    mix(&mut words, [2, 6, 10, 14]);
    mix(&mut words, [3, 7, 11, 15]);
    mix(&mut words, [0, 5, 10, 15]);
    mix(&mut words, [1, 6, 11, 12]);
    mix(&mut words, [2, 7, 8, 13]);
    mix(&mut words, [3, 4, 9, 14]);
    for (index, word) in words.into_iter().enumerate() {
        block.0[place(index)] = word;
    }
}

#[inline(always)]
fn mix(words: &mut [u64; 16], [a, b, c, d]: [usize; 4]) {
    words[a] = sum(words[a], words[b]);
    words[d] = (words[d] ^ words[a]).rotate_right(32);
    words[c] = sum(words[c], words[d]);
    words[b] = (words[b] ^ words[c]).rotate_right(24);
    words[a] = sum(words[a], words[b]);
    words[d] = (words[d] ^ words[a]).rotate_right(16);
    words[c] = sum(words[c], words[d]);
    words[b] = (words[b] ^ words[c]).rotate_right(63);
}

/// The sum, and twice the product of the low halves.
#[inline(always)]
fn sum(one: u64, other: u64) -> u64 {
    let product = u64::from(one as u32) * u64::from(other as u32);
    one.wrapping_add(other).wrapping_add(product << 1)
}
