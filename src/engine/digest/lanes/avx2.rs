//! SHA-2 in the lanes of AVX2.

use std::arch::x86_64::{
    __m256i, _mm_cvtsi32_si128, _mm_set_epi64x, _mm256_add_epi32, _mm256_add_epi64, _mm256_and_si256,
    _mm256_broadcastsi128_si256, _mm256_loadu_si256, _mm256_or_si256, _mm256_permute2x128_si256,
    _mm256_set1_epi32, _mm256_set1_epi64x, _mm256_shuffle_epi8, _mm256_sll_epi32, _mm256_sll_epi64,
    _mm256_srl_epi32, _mm256_srl_epi64, _mm256_storeu_si256, _mm256_unpackhi_epi32, _mm256_unpackhi_epi64,
    _mm256_unpacklo_epi32, _mm256_unpacklo_epi64, _mm256_xor_si256,
};

use super::kernel::Width;
use super::rounds::{Vector, compress, width, with_vector};
use super::sha2::{Sha2, Sha256, Sha512, State};

width! {
    /// SHA-256 in eight lanes.
    sha256_in_eight: Sha256, U32x8, 8, "avx2", is_x86_feature_detected!("avx2")
}
width! {
    /// SHA-512 in four lanes.
    sha512_in_four: Sha512, U64x4, 4, "avx2", is_x86_feature_detected!("avx2")
}

#[derive(Clone, Copy)]
pub struct U32x8(__m256i);

impl Vector<Sha256, 8> for U32x8 {
    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise; the instruction asks for no alignment.
        Self(unsafe { _mm256_loadu_si256(from.cast()) })
    }

    #[inline(always)]
    fn words(self) -> [u32; 8] {
        let mut words = [0; 8];
        with_vector!(_mm256_storeu_si256(words.as_mut_ptr().cast(), self.0));
        words
    }

    #[inline(always)]
    fn swap_bytes(self) -> Self {
        let order = with_vector!(_mm256_broadcastsi128_si256(_mm_set_epi64x(
            0x0c0d_0e0f_0809_0a0b,
            0x0405_0607_0001_0203
        )));
        Self(with_vector!(_mm256_shuffle_epi8(self.0, order)))
    }

    #[inline(always)]
    fn transpose(rows: [Self; 8]) -> [Self; 8] {
        let [Self(a), Self(b), Self(c), Self(d), Self(e), Self(f), Self(g), Self(h)] = rows;
        with_vector!({
            let ([a, b, c, d], [e, f, g, h]) =
                (transpose_halves([a, b, c, d]), transpose_halves([e, f, g, h]));
            [
                Self(_mm256_permute2x128_si256::<0x20>(a, e)),
                Self(_mm256_permute2x128_si256::<0x20>(b, f)),
                Self(_mm256_permute2x128_si256::<0x20>(c, g)),
                Self(_mm256_permute2x128_si256::<0x20>(d, h)),
                Self(_mm256_permute2x128_si256::<0x31>(a, e)),
                Self(_mm256_permute2x128_si256::<0x31>(b, f)),
                Self(_mm256_permute2x128_si256::<0x31>(c, g)),
                Self(_mm256_permute2x128_si256::<0x31>(d, h)),
            ]
        })
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(with_vector!(_mm256_add_epi32(self.0, other.0)))
    }

    #[inline(always)]
    fn plus_each(self, word: u32) -> Self {
        Self(with_vector!(_mm256_add_epi32(self.0, _mm256_set1_epi32(word.cast_signed()))))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(with_vector!(_mm256_and_si256(self.0, other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(with_vector!(_mm256_xor_si256(self.0, other.0)))
    }

    #[inline(always)]
    fn shift_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm256_srl_epi32(self.0, _mm_cvtsi32_si128(bits.cast_signed()))))
    }

    #[inline(always)]
    fn rotate_right(self, bits: u32) -> Self {
        let left = with_vector!(_mm256_sll_epi32(self.0, _mm_cvtsi32_si128(32 - bits.cast_signed())));
        Self(with_vector!(_mm256_or_si256(self.shift_right(bits).0, left)))
    }
}

/// Of four times four words in each half.
#[inline]
#[target_feature(enable = "avx2")]
fn transpose_halves([a, b, c, d]: [__m256i; 4]) -> [__m256i; 4] {
    let (low, high) = (_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b));
    let (other_low, other_high) = (_mm256_unpacklo_epi32(c, d), _mm256_unpackhi_epi32(c, d));
    [
        _mm256_unpacklo_epi64(low, other_low),
        _mm256_unpackhi_epi64(low, other_low),
        _mm256_unpacklo_epi64(high, other_high),
        _mm256_unpackhi_epi64(high, other_high),
    ]
}

#[derive(Clone, Copy)]
pub struct U64x4(__m256i);

impl Vector<Sha512, 4> for U64x4 {
    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise; the instruction asks for no alignment.
        Self(unsafe { _mm256_loadu_si256(from.cast()) })
    }

    #[inline(always)]
    fn words(self) -> [u64; 4] {
        let mut words = [0; 4];
        with_vector!(_mm256_storeu_si256(words.as_mut_ptr().cast(), self.0));
        words
    }

    #[inline(always)]
    fn swap_bytes(self) -> Self {
        let order = with_vector!(_mm256_broadcastsi128_si256(_mm_set_epi64x(
            0x0809_0a0b_0c0d_0e0f,
            0x0001_0203_0405_0607
        )));
        Self(with_vector!(_mm256_shuffle_epi8(self.0, order)))
    }

    #[inline(always)]
    fn transpose(rows: [Self; 4]) -> [Self; 4] {
        let [Self(a), Self(b), Self(c), Self(d)] = rows;
        with_vector!({
            let (low, high) = (_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b));
            let (other_low, other_high) = (_mm256_unpacklo_epi64(c, d), _mm256_unpackhi_epi64(c, d));
            [
                Self(_mm256_permute2x128_si256::<0x20>(low, other_low)),
                Self(_mm256_permute2x128_si256::<0x20>(high, other_high)),
                Self(_mm256_permute2x128_si256::<0x31>(low, other_low)),
                Self(_mm256_permute2x128_si256::<0x31>(high, other_high)),
            ]
        })
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(with_vector!(_mm256_add_epi64(self.0, other.0)))
    }

    #[inline(always)]
    fn plus_each(self, word: u64) -> Self {
        Self(with_vector!(_mm256_add_epi64(self.0, _mm256_set1_epi64x(word.cast_signed()))))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(with_vector!(_mm256_and_si256(self.0, other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(with_vector!(_mm256_xor_si256(self.0, other.0)))
    }

    #[inline(always)]
    fn shift_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm256_srl_epi64(self.0, _mm_cvtsi32_si128(bits.cast_signed()))))
    }

    #[inline(always)]
    fn rotate_right(self, bits: u32) -> Self {
        let left = with_vector!(_mm256_sll_epi64(self.0, _mm_cvtsi32_si128(64 - bits.cast_signed())));
        Self(with_vector!(_mm256_or_si256(self.shift_right(bits).0, left)))
    }
}
