//! SHA-2 in the lanes of AVX-512, which also rotates with one instruction instead of three.

use std::arch::x86_64::{
    __m512i, _mm_cvtsi32_si128, _mm_set_epi64x, _mm512_add_epi64, _mm512_and_si512, _mm512_broadcast_i32x4,
    _mm512_loadu_si512, _mm512_rorv_epi64, _mm512_set1_epi64, _mm512_shuffle_epi8, _mm512_shuffle_i64x2,
    _mm512_srl_epi64, _mm512_storeu_si512, _mm512_unpackhi_epi64, _mm512_unpacklo_epi64, _mm512_xor_si512,
};

use super::family::{Sha2, Sha512, State};
use super::kernel::Kernel;
use super::rounds::{Vector, compress, with_vector};

/// SHA-512 in eight lanes of AVX-512.
pub fn sha512() -> Option<Kernel<Sha512>> {
    #[target_feature(enable = "avx512f,avx512bw")]
    fn in_lanes(states: &mut [State<Sha512>], runs: &[&[<Sha512 as Sha2>::Block]]) {
        // SAFETY: this function is compiled for these instructions.
        unsafe { compress::<Sha512, U64x8, 8>(states, runs) }
    }
    (is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw")).then_some(Kernel {
        lanes: 8,
        pays_from: 2,
        // SAFETY: the instructions have just been found.
        compress: |states, runs| unsafe { in_lanes(states, runs) },
    })
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
        let [a, b, c, d, e, f, g, h] = rows.map(|row| row.0);
        // Pairs of words, then pairs of those, then halves.
        with_vector!({
            let even = [
                _mm512_unpacklo_epi64(a, b),
                _mm512_unpacklo_epi64(c, d),
                _mm512_unpacklo_epi64(e, f),
                _mm512_unpacklo_epi64(g, h),
            ];
            let odd = [
                _mm512_unpackhi_epi64(a, b),
                _mm512_unpackhi_epi64(c, d),
                _mm512_unpackhi_epi64(e, f),
                _mm512_unpackhi_epi64(g, h),
            ];
            let quarters = |[ab, cd, ef, gh]: [__m512i; 4]| {
                let (left, right) =
                    (_mm512_shuffle_i64x2::<0x88>(ab, cd), _mm512_shuffle_i64x2::<0xdd>(ab, cd));
                let (left2, right2) =
                    (_mm512_shuffle_i64x2::<0x88>(ef, gh), _mm512_shuffle_i64x2::<0xdd>(ef, gh));
                [
                    _mm512_shuffle_i64x2::<0x88>(left, left2),
                    _mm512_shuffle_i64x2::<0x88>(right, right2),
                    _mm512_shuffle_i64x2::<0xdd>(left, left2),
                    _mm512_shuffle_i64x2::<0xdd>(right, right2),
                ]
            };
            let ([w0, w2, w4, w6], [w1, w3, w5, w7]) = (quarters(even), quarters(odd));
            [w0, w1, w2, w3, w4, w5, w6, w7].map(Self)
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
