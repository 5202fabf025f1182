//! The compression function in vectors of eight words: all of a block fits into the registers.

use std::arch::x86_64::{
    __m512i, _mm512_add_epi64, _mm512_alignr_epi8, _mm512_load_si512, _mm512_mul_epu32,
    _mm512_permutex_epi64, _mm512_ror_epi64, _mm512_shuffle_i64x2, _mm512_store_si512, _mm512_xor_si512,
};

use super::block::{Block, Compress};
use super::rounds::{Words, permute_column, permute_row, with_vector};

/// `None` where the processor lacks the instructions.
pub fn kernel() -> Option<Compress> {
    let found = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
    found.then_some(|one, other, sum, _| {
        // SAFETY: the instructions were found just now.
        unsafe { compress(one, other, sum) }
    })
}

#[target_feature(enable = "avx512f,avx512bw")]
fn compress(one: &Block, other: &Block, sum: &mut Block) {
    let mut words = [U64x8::load(one, 0); 16];
    for (place, words) in words.iter_mut().enumerate() {
        *words = U64x8::load(one, place).xor(U64x8::load(other, place));
        U64x8::load(sum, place).xor(*words).store(sum, place);
    }
    for rows in words.as_chunks_mut::<4>().0 {
        // Two rows of sixteen words side by side.
        let [ab, cd, other_ab, other_cd] = *rows;
        let ((a, b), (c, d)) = (ab.halves(other_ab), cd.halves(other_cd));
        let [a, b, c, d] = permute_row([a, b, c, d]);
        let ((ab, other_ab), (cd, other_cd)) = (a.halves(b), c.halves(d));
        *rows = [ab, cd, other_ab, other_cd];
    }
    for half in 0..2 {
        let mut column = [words[half]; 8];
        for (row, column) in column.iter_mut().enumerate() {
            *column = words[2 * row + half];
        }
        for (row, column) in permute_column(column).into_iter().enumerate() {
            U64x8::load(sum, 2 * row + half).xor(column).store(sum, 2 * row + half);
        }
    }
}

#[derive(Clone, Copy)]
struct U64x8(__m512i);

impl U64x8 {
    /// The vector at a place among the 16 of a block.
    #[inline(always)]
    fn load(block: &Block, place: usize) -> Self {
        let words = &block.0[8 * place..][..8];
        // SAFETY: eight words, aligned as a block is, to 64 bytes.
        Self(unsafe { _mm512_load_si512(words.as_ptr().cast()) })
    }

    #[inline(always)]
    fn store(self, block: &mut Block, place: usize) {
        let words = &mut block.0[8 * place..][..8];
        // SAFETY: as in `load`.
        unsafe { _mm512_store_si512(words.as_mut_ptr().cast(), self.0) };
    }

    /// The first halves of both, and the second halves.
    #[inline(always)]
    fn halves(self, other: Self) -> (Self, Self) {
        with_vector!((
            Self(_mm512_shuffle_i64x2::<0b01_00_01_00>(self.0, other.0)),
            Self(_mm512_shuffle_i64x2::<0b11_10_11_10>(self.0, other.0)),
        ))
    }
}

impl Words for U64x8 {
    #[inline(always)]
    fn sum(self, other: Self) -> Self {
        with_vector!({
            let product = _mm512_mul_epu32(self.0, other.0);
            Self(_mm512_add_epi64(_mm512_add_epi64(self.0, other.0), _mm512_add_epi64(product, product)))
        })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        with_vector!(Self(_mm512_xor_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn rotate_32(self) -> Self {
        with_vector!(Self(_mm512_ror_epi64::<32>(self.0)))
    }

    #[inline(always)]
    fn rotate_24(self) -> Self {
        with_vector!(Self(_mm512_ror_epi64::<24>(self.0)))
    }

    #[inline(always)]
    fn rotate_16(self) -> Self {
        with_vector!(Self(_mm512_ror_epi64::<16>(self.0)))
    }

    #[inline(always)]
    fn rotate_63(self) -> Self {
        with_vector!(Self(_mm512_ror_epi64::<63>(self.0)))
    }

    #[inline(always)]
    fn turn_1(self) -> Self {
        with_vector!(Self(_mm512_permutex_epi64::<0b00_11_10_01>(self.0)))
    }

    #[inline(always)]
    fn turn_2(self) -> Self {
        with_vector!(Self(_mm512_permutex_epi64::<0b01_00_11_10>(self.0)))
    }

    #[inline(always)]
    fn turn_3(self) -> Self {
        with_vector!(Self(_mm512_permutex_epi64::<0b10_01_00_11>(self.0)))
    }

    #[inline(always)]
    fn shifted(self, next: Self) -> Self {
        with_vector!(Self(_mm512_alignr_epi8::<8>(next.0, self.0)))
    }
}
