//! SHA-256's compression function (FIPS 180-4, section 6.2.2) for two messages at once, by Intel's SHA extensions.
//!
//! One instruction does two rounds, and the next one waits for its result: one message leaves the unit idle for part
//! of the time, which a second one, independent of the first, fills. A third finds no room in the sixteen vector
//! registers.

use std::arch::x86_64::{
    __m128i, _mm_add_epi32, _mm_alignr_epi8, _mm_extract_epi32, _mm_loadu_si128, _mm_set_epi32,
    _mm_set_epi64x, _mm_setzero_si128, _mm_sha256msg1_epu32, _mm_sha256msg2_epu32, _mm_sha256rnds2_epu32,
    _mm_shuffle_epi8, _mm_shuffle_epi32,
};

use super::kernel::Width;
use super::sha2::{Sha2, Sha256};
use crate::engine::digest::constants::K_256;

type State = super::sha2::State<Sha256>;
type Block = <Sha256 as Sha2>::Block;

/// SHA-256 in two lanes, if this processor has the instructions.
pub fn sha256_in_two(pays_from: usize) -> Option<Width<Sha256>> {
    is_supported().then_some(Width {
        lanes: 2,
        pays_from,
        // SAFETY: the instructions have just been found.
        compress: |states, runs| unsafe { compress(states, runs) },
    })
}

/// Looked up once; the answer is kept by the standard library.
fn is_supported() -> bool {
    is_x86_feature_detected!("sha") && is_x86_feature_detected!("sse4.1") && is_x86_feature_detected!("ssse3")
}

#[target_feature(enable = "sha,sse4.1,ssse3")]
fn compress(states: &mut [State], runs: &[&[Block]]) {
    let k = K_256.as_chunks::<4>().0;
    let mut lanes = [Lane::new(&states[0]), Lane::new(&states[1])];
    for (first, second) in runs[0].iter().zip(runs[1]) {
        let before = [lanes[0].words, lanes[1].words];
        lanes[0].schedule = load_block(first);
        lanes[1].schedule = load_block(second);
        for sixteen in k[..12].as_chunks::<4>().0 {
            for k in sixteen {
                for lane in &mut lanes {
                    lane.four_rounds(k);
                    lane.extend_schedule();
                }
            }
        }
        for (at, k) in k[12..].iter().enumerate() {
            for lane in &mut lanes {
                lane.four_rounds_with(lane.schedule[at], k);
            }
        }
        for (lane, before) in lanes.iter_mut().zip(before) {
            lane.words.abef = _mm_add_epi32(lane.words.abef, before.abef);
            lane.words.cdgh = _mm_add_epi32(lane.words.cdgh, before.cdgh);
        }
    }
    for (state, lane) in states.iter_mut().zip(&lanes) {
        *state = lane.state();
    }
}

/// The working words, in the order in which the instructions want them: the first named in the highest
/// element.
#[derive(Clone, Copy)]
struct Words {
    abef: __m128i,
    cdgh: __m128i,
}

/// One of the two messages.
struct Lane {
    words: Words,
    /// The message schedule's next sixteen words.
    schedule: [__m128i; 4],
}

impl Lane {
    #[inline]
    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn new(state: &State) -> Self {
        let [a, b, c, d, e, f, g, h] = state.map(u32::cast_signed);
        let words = Words { abef: _mm_set_epi32(a, b, e, f), cdgh: _mm_set_epi32(c, d, g, h) };
        Self { words, schedule: [_mm_setzero_si128(); 4] }
    }

    #[inline]
    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn state(&self) -> State {
        let Words { abef, cdgh } = self.words;
        let (a, b) = (_mm_extract_epi32::<3>(abef), _mm_extract_epi32::<2>(abef));
        let (e, f) = (_mm_extract_epi32::<1>(abef), _mm_extract_epi32::<0>(abef));
        let (c, d) = (_mm_extract_epi32::<3>(cdgh), _mm_extract_epi32::<2>(cdgh));
        let (g, h) = (_mm_extract_epi32::<1>(cdgh), _mm_extract_epi32::<0>(cdgh));
        [a, b, c, d, e, f, g, h].map(i32::cast_unsigned)
    }

    #[inline]
    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn four_rounds(&mut self, k: &[u32; 4]) {
        self.four_rounds_with(self.schedule[0], k);
    }

    /// Two rounds turn a, b, e, f into the new c, d, g, h, so that the two registers change places with
    /// each instruction.
    #[inline]
    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn four_rounds_with(&mut self, schedule: __m128i, k: &[u32; 4]) {
        let Words { abef, cdgh } = self.words;
        let sum = _mm_add_epi32(schedule, load_constants(k));
        let after_two = _mm_sha256rnds2_epu32(cdgh, abef, sum);
        let after_four = _mm_sha256rnds2_epu32(abef, after_two, _mm_shuffle_epi32::<0b11_10>(sum));
        self.words = Words { abef: after_four, cdgh: after_two };
    }

    /// Drops the oldest four words and appends the next four:
    /// W(t) = s1(W(t-2)) + W(t-7) + s0(W(t-15)) + W(t-16).
    #[inline]
    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn extend_schedule(&mut self) {
        let [w16, w12, w8, w4] = self.schedule;
        let with_s0 = _mm_sha256msg1_epu32(w16, w12);
        let with_w7 = _mm_add_epi32(with_s0, _mm_alignr_epi8::<4>(w4, w8));
        self.schedule = [w12, w8, w4, _mm_sha256msg2_epu32(with_w7, w4)];
    }
}

/// The block's sixteen words, which are big-endian.
#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn load_block(block: &Block) -> [__m128i; 4] {
    let swap = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203);
    let mut words = [_mm_setzero_si128(); 4];
    for (four, bytes) in words.iter_mut().zip(block.as_chunks::<16>().0) {
        // SAFETY: `bytes` is sixteen readable bytes, and the instruction asks for no alignment.
        let loaded = unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
        *four = _mm_shuffle_epi8(loaded, swap);
    }
    words
}

#[inline]
#[target_feature(enable = "sha,sse4.1,ssse3")]
fn load_constants(k: &[u32; 4]) -> __m128i {
    // SAFETY: `k` is sixteen readable bytes, and the instruction asks for no alignment.
    unsafe { _mm_loadu_si128(k.as_ptr().cast()) }
}
