//! SHA-2 in the lanes of AVX-512, which also rotates with one instruction instead of three.

use std::arch::x86_64::{
    __m512i, _mm_cvtsi32_si128, _mm_set_epi64x, _mm512_add_epi32, _mm512_add_epi64, _mm512_and_si512,
    _mm512_broadcast_i32x4, _mm512_loadu_si512, _mm512_rorv_epi32, _mm512_rorv_epi64, _mm512_set1_epi32,
    _mm512_set1_epi64, _mm512_shuffle_epi8, _mm512_shuffle_i64x2, _mm512_srl_epi32, _mm512_srl_epi64,
    _mm512_storeu_si512, _mm512_ternarylogic_epi32, _mm512_ternarylogic_epi64, _mm512_unpackhi_epi32,
    _mm512_unpackhi_epi64, _mm512_unpacklo_epi32, _mm512_unpacklo_epi64, _mm512_xor_si512,
};

use super::avx2::{U32x8, U64x4};
use super::kernel::Width;
use super::rounds::{Vector, compress, width, with_vector};
use super::sha2::{Sha2, Sha256, Sha512, State};

width! {
    /// SHA-256 in sixteen lanes.
    sha256_in_sixteen: Sha256, U32x16, 16, "avx2,avx512f,avx512bw,avx512vl", is_supported()
}
width! {
    /// SHA-256 in eight lanes of AVX2's vectors, whose rotations become one instruction too.
    sha256_in_eight: Sha256, U32x8, 8, "avx2,avx512f,avx512bw,avx512vl", is_supported()
}
width! {
    /// SHA-512 in eight lanes.
    sha512_in_eight: Sha512, U64x8, 8, "avx2,avx512f,avx512bw,avx512vl", is_supported()
}
width! {
    /// SHA-512 in four lanes: half as wide, they do more a second than eight half used.
    sha512_in_four: Sha512, U64x4, 4, "avx2,avx512f,avx512bw,avx512vl", is_supported()
}

fn is_supported() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
}

/// As the instructions for any function of three bits want it: bit n is what n gives, read as three bits.
const MAJORITY: i32 = 0b1110_1000;

#[derive(Clone, Copy)]
struct U32x16(__m512i);

impl Vector<Sha256, 16> for U32x16 {
    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise; the instruction asks for no alignment.
        Self(unsafe { _mm512_loadu_si512(from.cast()) })
    }

    #[inline(always)]
    fn words(self) -> [u32; 16] {
        let mut words = [0; 16];
        with_vector!(_mm512_storeu_si512(words.as_mut_ptr().cast(), self.0));
        words
    }

    #[inline(always)]
    fn swap_bytes(self) -> Self {
        let order = with_vector!(_mm512_broadcast_i32x4(_mm_set_epi64x(
            0x0c0d_0e0f_0809_0a0b,
            0x0405_0607_0001_0203
        )));
        Self(with_vector!(_mm512_shuffle_epi8(self.0, order)))
    }

    #[inline(always)]
    fn transpose(rows: [Self; 16]) -> [Self; 16] {
        let mut columns = rows;
        // SAFETY: the vectors come from `load`, whose caller has found the instructions.
        unsafe {
            let fours = rows.as_chunks::<4>().0;
            let [a, b, c, d] = [
                transpose_in_quarters(fours[0]),
                transpose_in_quarters(fours[1]),
                transpose_in_quarters(fours[2]),
                transpose_in_quarters(fours[3]),
            ];
            for first in 0..4 {
                let quarters = transpose_quarters([a[first], b[first], c[first], d[first]]);
                for (index, quarter) in quarters.into_iter().enumerate() {
                    columns[4 * index + first] = Self(quarter);
                }
            }
        }
        columns
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(with_vector!(_mm512_add_epi32(self.0, other.0)))
    }

    #[inline(always)]
    fn plus_each(self, word: u32) -> Self {
        Self(with_vector!(_mm512_add_epi32(self.0, _mm512_set1_epi32(word.cast_signed()))))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(with_vector!(_mm512_and_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(with_vector!(_mm512_xor_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn shift_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm512_srl_epi32(self.0, _mm_cvtsi32_si128(bits.cast_signed()))))
    }

    #[inline(always)]
    fn rotate_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm512_rorv_epi32(self.0, _mm512_set1_epi32(bits.cast_signed()))))
    }

    #[inline(always)]
    fn majority([a, b, c]: [Self; 3]) -> Self {
        Self(with_vector!(_mm512_ternarylogic_epi32::<MAJORITY>(a.0, b.0, c.0)))
    }
}

/// Four times four words in each quarter.
#[inline]
#[target_feature(enable = "avx512f")]
fn transpose_in_quarters([a, b, c, d]: [U32x16; 4]) -> [__m512i; 4] {
    let (low, high) = (_mm512_unpacklo_epi32(a.0, b.0), _mm512_unpackhi_epi32(a.0, b.0));
    let (other_low, other_high) = (_mm512_unpacklo_epi32(c.0, d.0), _mm512_unpackhi_epi32(c.0, d.0));
    [
        _mm512_unpacklo_epi64(low, other_low),
        _mm512_unpackhi_epi64(low, other_low),
        _mm512_unpacklo_epi64(high, other_high),
        _mm512_unpackhi_epi64(high, other_high),
    ]
}

#[derive(Clone, Copy)]
struct U64x8(__m512i);

impl Vector<Sha512, 8> for U64x8 {
    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise; the instruction asks for no alignment.
        Self(unsafe { _mm512_loadu_si512(from.cast()) })
    }

    #[inline(always)]
    fn words(self) -> [u64; 8] {
        let mut words = [0; 8];
        with_vector!(_mm512_storeu_si512(words.as_mut_ptr().cast(), self.0));
        words
    }

    #[inline(always)]
    fn swap_bytes(self) -> Self {
        let order = with_vector!(_mm512_broadcast_i32x4(_mm_set_epi64x(
            0x0809_0a0b_0c0d_0e0f,
            0x0001_0203_0405_0607
        )));
        Self(with_vector!(_mm512_shuffle_epi8(self.0, order)))
    }

    #[inline(always)]
    fn transpose(rows: [Self; 8]) -> [Self; 8] {
        let [Self(a), Self(b), Self(c), Self(d), Self(e), Self(f), Self(g), Self(h)] = rows;
        with_vector!({
            let [w0, w2, w4, w6] = transpose_quarters([
                _mm512_unpacklo_epi64(a, b),
                _mm512_unpacklo_epi64(c, d),
                _mm512_unpacklo_epi64(e, f),
                _mm512_unpacklo_epi64(g, h),
            ]);
            let [w1, w3, w5, w7] = transpose_quarters([
                _mm512_unpackhi_epi64(a, b),
                _mm512_unpackhi_epi64(c, d),
                _mm512_unpackhi_epi64(e, f),
                _mm512_unpackhi_epi64(g, h),
            ]);
            [Self(w0), Self(w1), Self(w2), Self(w3), Self(w4), Self(w5), Self(w6), Self(w7)]
        })
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(with_vector!(_mm512_add_epi64(self.0, other.0)))
    }

    #[inline(always)]
    fn plus_each(self, word: u64) -> Self {
        Self(with_vector!(_mm512_add_epi64(self.0, _mm512_set1_epi64(word.cast_signed()))))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(with_vector!(_mm512_and_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(with_vector!(_mm512_xor_si512(self.0, other.0)))
    }

    #[inline(always)]
    fn shift_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm512_srl_epi64(self.0, _mm_cvtsi32_si128(bits.cast_signed()))))
    }

    #[inline(always)]
    fn rotate_right(self, bits: u32) -> Self {
        Self(with_vector!(_mm512_rorv_epi64(self.0, _mm512_set1_epi64(i64::from(bits)))))
    }

    #[inline(always)]
    fn majority([a, b, c]: [Self; 3]) -> Self {
        Self(with_vector!(_mm512_ternarylogic_epi64::<MAJORITY>(a.0, b.0, c.0)))
    }
}

/// Of four times four quarters.
#[inline]
#[target_feature(enable = "avx512f")]
fn transpose_quarters([a, b, c, d]: [__m512i; 4]) -> [__m512i; 4] {
    let (even, odd) = (_mm512_shuffle_i64x2::<0x88>(a, b), _mm512_shuffle_i64x2::<0xdd>(a, b));
    let (other_even, other_odd) = (_mm512_shuffle_i64x2::<0x88>(c, d), _mm512_shuffle_i64x2::<0xdd>(c, d));
    [
        _mm512_shuffle_i64x2::<0x88>(even, other_even),
        _mm512_shuffle_i64x2::<0x88>(odd, other_odd),
        _mm512_shuffle_i64x2::<0xdd>(even, other_even),
        _mm512_shuffle_i64x2::<0xdd>(odd, other_odd),
    ]
}
