//! SHA-256's compression function (FIPS 180-4, section 6.2.2) for two messages at once on one core.
//!
//! Intel's SHA extensions do two rounds with one instruction whose result the next one waits for: one message
//! leaves the unit idle for part of the time, which a second one, independent of the first, fills. A third
//! finds no room in the sixteen vector registers.

/// The eight working words, a to h.
pub type State = [u32; 8];
/// A message block.
pub type Block = [u8; 64];
/// Takes into the first state the blocks of the first run, and into the second those of the second: as many
/// of them as both runs have.
pub type CompressPair = fn(&mut [State; 2], [&[Block]; 2]);

/// The function for this processor; `None` if it has no such instructions.
pub fn kernel() -> Option<CompressPair> {
    #[cfg(target_arch = "x86_64")]
    if x86::is_supported() {
        return Some(x86::compress_pair);
    }
    None
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi32, _mm_alignr_epi8, _mm_extract_epi32, _mm_loadu_si128, _mm_set_epi32,
        _mm_set_epi64x, _mm_setzero_si128, _mm_sha256msg1_epu32, _mm_sha256msg2_epu32, _mm_sha256rnds2_epu32,
        _mm_shuffle_epi8, _mm_shuffle_epi32,
    };

    use super::{Block, State};

    /// The constants of the rounds, four by four (FIPS 180-4, section 4.2.2).
    const K: [[u32; 4]; 16] = [
        [0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5],
        [0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5],
        [0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3],
        [0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174],
        [0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc],
        [0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da],
        [0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7],
        [0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967],
        [0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13],
        [0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85],
        [0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3],
        [0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070],
        [0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5],
        [0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3],
        [0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208],
        [0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2],
    ];

    /// Looked up once; the answer is kept by the standard library.
    pub fn is_supported() -> bool {
        is_x86_feature_detected!("sha")
            && is_x86_feature_detected!("sse4.1")
            && is_x86_feature_detected!("ssse3")
    }

    pub fn compress_pair(states: &mut [State; 2], blocks: [&[Block]; 2]) {
        // SAFETY: this function is reached through `kernel` only, which has found the instructions.
        unsafe { compress(states, blocks) }
    }

    #[target_feature(enable = "sha,sse4.1,ssse3")]
    fn compress(states: &mut [State; 2], blocks: [&[Block]; 2]) {
        let mut lanes = [Lane::new(&states[0]), Lane::new(&states[1])];
        for (first, second) in blocks[0].iter().zip(blocks[1]) {
            let before = [lanes[0].words, lanes[1].words];
            lanes[0].schedule = load_block(first);
            lanes[1].schedule = load_block(second);
            for sixteen in K[..12].as_chunks::<4>().0 {
                for k in sixteen {
                    for lane in &mut lanes {
                        lane.four_rounds(k);
                        lane.extend_schedule();
                    }
                }
            }
            for (at, k) in K[12..].iter().enumerate() {
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
}
