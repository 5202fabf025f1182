//! The compression function in vectors of four words.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi64, _mm256_alignr_epi8, _mm256_load_si256, _mm256_mul_epu32,
    _mm256_permute4x64_epi64, _mm256_setr_epi8, _mm256_shuffle_epi8, _mm256_shuffle_epi32, _mm256_srli_epi64,
    _mm256_store_si256, _mm256_xor_si256,
};

use super::block::{Block, Compress};
use super::rounds::{Words, permute_column, permute_row, with_vector};

/// `None` where the processor lacks the instructions.
pub fn kernel() -> Option<Compress> {
    is_x86_feature_detected!("avx2").then_some(|one, other, sum, scratch| {
        // SAFETY: the instructions were found just now.
        unsafe { compress(one, other, sum, scratch) }
    })
}

#[target_feature(enable = "avx2")]
fn compress(one: &Block, other: &Block, sum: &mut Block, scratch: &mut Block) {
    for row in 0..8 {
        let places = [4 * row, 4 * row + 1, 4 * row + 2, 4 * row + 3];
        let mut words = [U64x4::load(one, places[0]); 4];
        for (words, place) in words.iter_mut().zip(places) {
            *words = U64x4::load(one, place).xor(U64x4::load(other, place));
            U64x4::load(sum, place).xor(*words).store(sum, place);
        }
        for (words, place) in permute_row(words).into_iter().zip(places) {
            words.store(scratch, place);
        }
    }
    for column in 0..4 {
        let mut words = [U64x4::load(scratch, column); 8];
        for (row, words) in words.iter_mut().enumerate() {
            *words = U64x4::load(scratch, 4 * row + column);
        }
        for (row, words) in permute_column(words).into_iter().enumerate() {
            U64x4::load(sum, 4 * row + column).xor(words).store(sum, 4 * row + column);
        }
    }
}

#[derive(Clone, Copy)]
struct U64x4(__m256i);

impl U64x4 {
    /// The vector at a place among the 32 of a block.
    #[inline(always)]
    fn load(block: &Block, place: usize) -> Self {
        let words = &block.0[4 * place..][..4];
        // SAFETY: four words, aligned as a quarter of a block's 64 bytes, which `place` is a whole number of.
        Self(unsafe { _mm256_load_si256(words.as_ptr().cast()) })
    }

    #[inline(always)]
    fn store(self, block: &mut Block, place: usize) {
        let words = &mut block.0[4 * place..][..4];
        // SAFETY: as in `load`.
        unsafe { _mm256_store_si256(words.as_mut_ptr().cast(), self.0) };
    }
}

impl Words for U64x4 {
    #[inline(always)]
    fn sum(self, other: Self) -> Self {
        with_vector!({
            let product = _mm256_mul_epu32(self.0, other.0);
            Self(_mm256_add_epi64(_mm256_add_epi64(self.0, other.0), _mm256_add_epi64(product, product)))
        })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        with_vector!(Self(_mm256_xor_si256(self.0, other.0)))
    }

    #[inline(always)]
    fn rotate_32(self) -> Self {
        with_vector!(Self(_mm256_shuffle_epi32::<0b10_11_00_01>(self.0)))
    }

    #[inline(always)]
    fn rotate_24(self) -> Self {
        with_vector!({
            let order = _mm256_setr_epi8(
                3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14,
                15, 8, 9, 10,
            );
            Self(_mm256_shuffle_epi8(self.0, order))
        })
    }

    #[inline(always)]
    fn rotate_16(self) -> Self {
        with_vector!({
            let order = _mm256_setr_epi8(
                2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13,
                14, 15, 8, 9,
            );
            Self(_mm256_shuffle_epi8(self.0, order))
        })
    }

    #[inline(always)]
    fn rotate_63(self) -> Self {
        with_vector!({
            let left = _mm256_add_epi64(self.0, self.0);
            Self(_mm256_xor_si256(_mm256_srli_epi64::<63>(self.0), left))
        })
    }

    #[inline(always)]
    fn turn_1(self) -> Self {
        with_vector!(Self(_mm256_permute4x64_epi64::<0b00_11_10_01>(self.0)))
    }

    #[inline(always)]
    fn turn_2(self) -> Self {
        with_vector!(Self(_mm256_permute4x64_epi64::<0b01_00_11_10>(self.0)))
    }

    #[inline(always)]
    fn turn_3(self) -> Self {
        with_vector!(Self(_mm256_permute4x64_epi64::<0b10_01_00_11>(self.0)))
    }

    #[inline(always)]
    fn shifted(self, next: Self) -> Self {
        with_vector!(Self(_mm256_alignr_epi8::<8>(next.0, self.0)))
    }
}
