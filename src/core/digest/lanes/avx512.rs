//! SHA-2 in the lanes of AVX-512, which also rotates with one instruction instead of three.

use std::arch::x86_64::{
    __m512i, _mm_cvtsi32_si128, _mm_set_epi64x, _mm512_add_epi64, _mm512_and_si512, _mm512_broadcast_i32x4,
    _mm512_loadu_si512, _mm512_rorv_epi64, _mm512_set1_epi64, _mm512_shuffle_epi8, _mm512_shuffle_i64x2,
    _mm512_srl_epi64, _mm512_storeu_si512, _mm512_unpackhi_epi64, _mm512_unpacklo_epi64, _mm512_xor_si512,
};

use super::avx2::U64x4;
use super::family::{Sha2, Sha512, State};
use super::kernel::Kernel;
use super::rounds::{Vector, compress, with_vector};

/// SHA-512 in eight lanes, or in four for as few messages: half as wide, they do more a second than eight half used.
pub fn sha512() -> Option<Kernel<Sha512>> {
    is_supported().then_some(Kernel {
        lanes: 8,
        pays_from: 2,
        compress: |states, runs| {
            if states.len() > 4 {
                // SAFETY: the instructions have just been found.
                unsafe { sha512_in_eight(states, runs) }
            } else {
                // SAFETY: as above.
                unsafe { sha512_in_four(states, runs) }
            }
        },
    })
}

fn is_supported() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
}

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl")]
fn sha512_in_eight(states: &mut [State<Sha512>], runs: &[&[<Sha512 as Sha2>::Block]]) {
    // SAFETY: this function is compiled for these instructions.
    unsafe { compress::<Sha512, U64x8, 8>(states, runs) }
}

/// With AVX2's vectors, whose rotations become one instruction too.
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl")]
fn sha512_in_four(states: &mut [State<Sha512>], runs: &[&[<Sha512 as Sha2>::Block]]) {
    // SAFETY: this function is compiled for these instructions.
    unsafe { compress::<Sha512, U64x4, 4>(states, runs) }
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
