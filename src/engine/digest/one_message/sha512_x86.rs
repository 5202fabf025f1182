//! SHA-512's compression function for one message (FIPS 180-4, section 6.4.2), with the message schedules of two blocks
//! in vectors: S. Gulley and others, "Fast SHA512 Implementations on Intel Architecture Processors", Intel, 2012.

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm_set_epi64x, _mm_storeu_si128, _mm256_add_epi64, _mm256_alignr_epi8,
    _mm256_broadcastsi128_si256, _mm256_castsi256_si128, _mm256_extracti128_si256, _mm256_or_si256,
    _mm256_ror_epi64, _mm256_set_m128i, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_slli_epi64,
    _mm256_srli_epi64, _mm256_ternarylogic_epi64, _mm256_xor_si256,
};

use super::order::first;
use crate::engine::digest::constants::K_512;

type Block = [u8; 128];
type State = [u64; 8];
type Compress = fn(&mut State, &[Block]);
/// The words of a block's schedule, each with the constant of its round, in pairs.
type Schedule = [[u64; 2]; K_512.len() / 2];

/// With rotations of vectors and XORs of three: a tenth faster. `None` where the processor lacks the instructions.
pub fn with_avx512() -> Option<Compress> {
    let found = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vl") && has_avx2();
    found.then_some(|state, blocks| {
        // SAFETY: the instructions were found just now.
        unsafe { avx512::compress(state, blocks) }
    })
}

/// `None` where the processor lacks the instructions.
pub fn with_avx2() -> Option<Compress> {
    has_avx2().then_some(|state, blocks| {
        // SAFETY: the instructions were found just now.
        unsafe { avx2::compress(state, blocks) }
    })
}

fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("bmi2")
}

/// A module with the function compiled for `$features`, where σ0 and σ1 of a vector are `$small_sigma_0` and
/// `$small_sigma_1`.
macro_rules! compression {
    ($name:ident, $features:literal, $small_sigma_0:ident, $small_sigma_1:ident) => {
        mod $name {
            use super::*;

            #[target_feature(enable = $features)]
            pub fn compress(state: &mut State, blocks: &[Block]) {
                let mut schedules = [[[0; 2]; K_512.len() / 2]; 2];
                for pair in blocks.chunks(2) {
                    // A block without a second is scheduled twice: that takes no longer.
                    take_first(state, load(&pair[0], &pair[pair.len() - 1]), &mut schedules);
                    if pair.len() == 2 {
                        let mut working = Working::from(state);
                        for at in (0..40).step_by(4) {
                            working.eight_rounds(&schedules[1], at);
                        }
                        working.add_to(state);
                    }
                }
            }

            /// Schedules two blocks, and takes in the first.
            #[target_feature(enable = $features)]
            #[inline]
            fn take_first(state: &mut State, mut words: [__m256i; 8], schedules: &mut [Schedule; 2]) {
                for (at, words) in words.iter().enumerate() {
                    keep(*words, at, schedules);
                }
                let mut working = Working::from(state);
                for at in (0..32).step_by(8) {
                    // The processor does these rounds and the next words side by side.
                    working.eight_rounds(&schedules[0], at);
                    next_words::<0>(&mut words, at, schedules);
                    working.eight_rounds(&schedules[0], at + 4);
                    next_words::<4>(&mut words, at, schedules);
                }
                working.eight_rounds(&schedules[0], 32);
                working.eight_rounds(&schedules[0], 36);
                working.add_to(state);
            }

            /// Replaces four of the vectors, from `FROM` on, by the words sixteen rounds later.
            #[target_feature(enable = $features)]
            #[inline]
            fn next_words<const FROM: usize>(
                words: &mut [__m256i; 8],
                at: usize,
                schedules: &mut [Schedule; 2],
            ) {
                for place in FROM..FROM + 4 {
                    let word = |after: usize| words[(place + after) % 8];
                    let second = _mm256_alignr_epi8::<8>(word(1), word(0));
                    let tenth = _mm256_alignr_epi8::<8>(word(5), word(4));
                    let sum = _mm256_add_epi64(word(0), tenth);
                    let sigmas = _mm256_add_epi64($small_sigma_0(second), $small_sigma_1(word(7)));
                    words[place] = _mm256_add_epi64(sum, sigmas);
                    keep(words[place], at + 8 + place, schedules);
                }
            }
        }
    };
}
compression!(avx2, "avx2,bmi1,bmi2", small_sigma_0, small_sigma_1);
compression!(
    avx512,
    "avx2,bmi1,bmi2,avx512f,avx512vl",
    small_sigma_0_by_rotations,
    small_sigma_1_by_rotations
);

/// The words of two blocks: in each vector two of the first, then the same two of the second.
#[target_feature(enable = "avx2")]
#[inline]
fn load(first: &Block, second: &Block) -> [__m256i; 8] {
    let order = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0809_0a0b_0c0d_0e0f, 0x0001_0203_0405_0607));
    let (first, second) = (first.as_chunks::<16>().0, second.as_chunks::<16>().0);
    let mut words = [_mm256_setzero_si256(); 8];
    for (words, (first, second)) in words.iter_mut().zip(first.iter().zip(second)) {
        // SAFETY: sixteen bytes each; the instruction asks for no alignment.
        let (first, second) =
            unsafe { (_mm_loadu_si128(first.as_ptr().cast()), _mm_loadu_si128(second.as_ptr().cast())) };
        *words = _mm256_shuffle_epi8(_mm256_set_m128i(second, first), order);
    }
    words
}

/// Puts words into the schedules of both blocks.
#[target_feature(enable = "avx2")]
#[inline]
fn keep(words: __m256i, at: usize, [first, second]: &mut [Schedule; 2]) {
    let (constants, first, second) = (&K_512[2 * at..][..2], &mut first[at], &mut second[at]);
    // SAFETY: two words each; the instructions ask for no alignment.
    unsafe {
        let constants = _mm256_broadcastsi128_si256(_mm_loadu_si128(constants.as_ptr().cast()));
        let sums = _mm256_add_epi64(words, constants);
        _mm_storeu_si128(first.as_mut_ptr().cast(), _mm256_castsi256_si128(sums));
        _mm_storeu_si128(second.as_mut_ptr().cast(), _mm256_extracti128_si256::<1>(sums));
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn small_sigma_0(x: __m256i) -> __m256i {
    let turned = _mm256_xor_si256(rotate_right::<1, 63>(x), rotate_right::<8, 56>(x));
    _mm256_xor_si256(turned, _mm256_srli_epi64::<7>(x))
}

#[target_feature(enable = "avx2")]
#[inline]
fn small_sigma_1(x: __m256i) -> __m256i {
    let turned = _mm256_xor_si256(rotate_right::<19, 45>(x), rotate_right::<61, 3>(x));
    _mm256_xor_si256(turned, _mm256_srli_epi64::<6>(x))
}

#[target_feature(enable = "avx2")]
#[inline]
fn rotate_right<const BITS: i32, const OTHERS: i32>(x: __m256i) -> __m256i {
    _mm256_or_si256(_mm256_srli_epi64::<BITS>(x), _mm256_slli_epi64::<OTHERS>(x))
}

#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn small_sigma_0_by_rotations(x: __m256i) -> __m256i {
    xor(_mm256_ror_epi64::<1>(x), _mm256_ror_epi64::<8>(x), _mm256_srli_epi64::<7>(x))
}

#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn small_sigma_1_by_rotations(x: __m256i) -> __m256i {
    xor(_mm256_ror_epi64::<19>(x), _mm256_ror_epi64::<61>(x), _mm256_srli_epi64::<6>(x))
}

#[target_feature(enable = "avx512f,avx512vl")]
#[inline]
fn xor(x: __m256i, y: __m256i, z: __m256i) -> __m256i {
    _mm256_ternarylogic_epi64::<0b1001_0110>(x, y, z)
}

/// The working variables. They keep their places and rounds name them in turn: moved along an array they cost a fifth more
/// time.
struct Working {
    a: u64,
    b: u64,
    c: u64,
    d: u64,
    e: u64,
    f: u64,
    g: u64,
    h: u64,
    /// b XOR c, which the round before has computed.
    between: u64,
}

/// Few sums wait for the working variables that were computed last: a tenth faster.
macro_rules! round {
    ($w:ident: $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $word:expr) => {
        let scheduled = first!($w.$h.wrapping_add($word));
        let with_d = first!($w.$d.wrapping_add(scheduled));
        let choice = first!(($w.$e & $w.$f).wrapping_add(!$w.$e & $w.$g));
        let sigma_1 = first!($w.$e.rotate_right(14) ^ $w.$e.rotate_right(18) ^ $w.$e.rotate_right(41));
        $w.$d = first!(with_d.wrapping_add(choice)).wrapping_add(sigma_1);
        let sum = first!(first!(scheduled.wrapping_add(choice)).wrapping_add(sigma_1));
        let between = $w.$a ^ $w.$b;
        let majority = (between & $w.between) ^ $w.$b;
        let sigma_0 = $w.$a.rotate_right(28) ^ $w.$a.rotate_right(34) ^ $w.$a.rotate_right(39);
        $w.$h = first!(sum.wrapping_add(majority)).wrapping_add(sigma_0);
        $w.between = between;
    };
}

impl Working {
    #[inline(always)]
    fn from(&[a, b, c, d, e, f, g, h]: &State) -> Self {
        Self { a, b, c, d, e, f, g, h, between: b ^ c }
    }

    #[inline(always)]
    fn eight_rounds(&mut self, schedule: &Schedule, at: usize) {
        let words = schedule[at..][..4].as_flattened();
        round!(self: a b c d e f g h, words[0]);
        round!(self: h a b c d e f g, words[1]);
        round!(self: g h a b c d e f, words[2]);
        round!(self: f g h a b c d e, words[3]);
        round!(self: e f g h a b c d, words[4]);
        round!(self: d e f g h a b c, words[5]);
        round!(self: c d e f g h a b, words[6]);
        round!(self: b c d e f g h a, words[7]);
    }

    #[inline(always)]
    fn add_to(self, state: &mut State) {
        let Self { a, b, c, d, e, f, g, h, .. } = self;
        for (word, change) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = word.wrapping_add(change);
        }
    }
}
