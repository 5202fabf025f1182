//! SHA-2's compression function (FIPS 180-4, sections 6.2.2 and 6.4.2), each of whose words is a vector: one word
//! of every message.

use std::array;

use super::sha2::{Sha2, State};

/// A word for each lane. One can only be made where the processor has the instructions for it.
pub trait Vector<H: Sha2, const LANES: usize>: Copy {
    /// Reads words.
    ///
    /// # Safety
    /// The processor has the vector's instructions, and `LANES` words can be read at `from`, which need not be aligned.
    unsafe fn load(from: *const u8) -> Self;

    /// The words.
    fn words(self) -> [H::Word; LANES];

    /// The words, each with its bytes in the opposite order.
    fn swap_bytes(self) -> Self;

    /// Row by row what the columns are.
    fn transpose(rows: [Self; LANES]) -> [Self; LANES];

    fn plus(self, other: Self) -> Self;

    fn plus_each(self, word: H::Word) -> Self;

    fn and(self, other: Self) -> Self;

    fn xor(self, other: Self) -> Self;

    fn shift_right(self, bits: u32) -> Self;

    fn rotate_right(self, bits: u32) -> Self;

    /// What most of the three have, bit by bit.
    #[inline(always)]
    fn majority([a, b, c]: [Self; 3]) -> Self {
        // The second XOR is the first of the round before.
        b.xor(a.xor(b).and(b.xor(c)))
    }
}

/// What an intrinsic gives, in a method of a [`Vector`].
macro_rules! with_vector {
    ($intrinsic:expr) => {
        // SAFETY: the vectors come from `load`, whose caller has found the instructions.
        unsafe { $intrinsic }
    };
}
pub(super) use with_vector;

/// Takes into each state the blocks of its run, as many as the shortest has. Lanes that are left do what the first one
/// does.
///
/// Everything here is inlined into a function that is compiled for the vector's instructions. A closure over vectors
/// might not be, and would then call each instruction.
///
/// # Safety
/// The processor has them.
///
/// # Panics
/// If there are no states, or more of them than lanes or runs.
#[inline(always)]
pub unsafe fn compress<H: Sha2, V: Vector<H, LANES>, const LANES: usize>(
    states: &mut [State<H>],
    runs: &[&[H::Block]],
) {
    assert!(states.len() <= LANES);
    let message = |lane: usize| if lane < states.len() { lane } else { 0 };
    let runs: [&[H::Block]; LANES] = array::from_fn(|lane| runs[message(lane)]);
    let blocks = runs.iter().map(|run| run.len()).min().unwrap_or(0);
    let word = |lane: usize, index: usize| states[message(lane)][index];
    let columns: [[H::Word; LANES]; 8] = array::from_fn(|index| array::from_fn(|lane| word(lane, index)));
    // SAFETY: the caller has found the instructions, and a column has as many words as there are lanes.
    let first = unsafe { V::load(columns[0].as_ptr().cast()) };
    let mut words = [first; 8];
    for (word, column) in words.iter_mut().zip(&columns) {
        // SAFETY: as above.
        *word = unsafe { V::load(column.as_ptr().cast()) };
    }
    for at in 0..blocks {
        // SAFETY: as above, and a block has sixteen words.
        let mut schedule: [V; 16] = unsafe { load(runs.map(|run| (&raw const run[at]).cast())) };
        for word in &mut schedule {
            *word = word.swap_bytes();
        }
        let before = words;
        rounds::<H, V, LANES>(&mut words, schedule);
        for (word, before) in words.iter_mut().zip(before) {
            *word = word.plus(before);
        }
    }
    for (index, word) in words.into_iter().enumerate() {
        for (state, word) in states.iter_mut().zip(word.words()) {
            state[index] = word;
        }
    }
}

/// A [`Width`](super::kernel::Width) of `$lanes` messages in vectors `$vector`, which is there where `$found` says that
/// the processor has `$features`.
macro_rules! width {
    ($(#[$doc:meta])* $name:ident: $hash:ty, $vector:ty, $lanes:literal, $features:literal, $found:expr) => {
        $(#[$doc])*
        pub fn $name(pays_from: usize) -> Option<Width<$hash>> {
            #[target_feature(enable = $features)]
            fn in_lanes(states: &mut [State<$hash>], runs: &[&[<$hash as Sha2>::Block]]) {
                // SAFETY: this function is compiled for these instructions.
                unsafe { compress::<$hash, $vector, $lanes>(states, runs) }
            }
            ($found).then_some(Width {
                lanes: $lanes,
                pays_from,
                // SAFETY: the instructions have just been found.
                compress: |states, runs| unsafe { in_lanes(states, runs) },
            })
        }
    };
}
pub(super) use width;

/// The first words of each lane, the first of all lanes in the first vector.
///
/// # Safety
/// The processor has the instructions, and `WORDS` words, a multiple of `LANES`, can be read for each lane.
#[inline(always)]
unsafe fn load<H: Sha2, V: Vector<H, LANES>, const LANES: usize, const WORDS: usize>(
    lanes: [*const u8; LANES],
) -> [V; WORDS] {
    // SAFETY: the caller's promise.
    let mut words = [unsafe { V::load(lanes[0]) }; WORDS];
    for (index, part) in words.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        for (row, lane) in part.iter_mut().zip(lanes) {
            // SAFETY: as above; the part is within the words.
            *row = unsafe { V::load(lane.add(index * LANES * size_of::<H::Word>())) };
        }
        *part = V::transpose(*part);
    }
    words
}

/// Does it for `t` from 0 to 15, written out: a loop would keep the vectors in memory and look them up.
macro_rules! sixteen_times {
    ($t:ident => $does:block) => { sixteen_times!($t => $does, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15) };
    ($t:ident => $does:block, $($value:literal)*) => { $({ let $t: usize = $value; $does })* };
}

#[inline(always)]
fn rounds<H: Sha2, V: Vector<H, LANES>, const LANES: usize>(words: &mut [V; 8], mut schedule: [V; 16]) {
    let k = H::K.as_chunks::<16>().0;
    sixteen_times!(t => { round(words, t, schedule[t].plus_each(k[0][t])); });
    for k in &k[1..] {
        sixteen_times!(t => {
            let early = schedule[t].plus(small_sigma(schedule[(t + 1) % 16], H::SMALL_SIGMAS[0]));
            let late = schedule[(t + 9) % 16].plus(small_sigma(schedule[(t + 14) % 16], H::SMALL_SIGMAS[1]));
            schedule[t] = early.plus(late);
            round(words, t, schedule[t].plus_each(k[t]));
        });
    }
}

/// Instead of the words, their names move on: a is at `t` places before the first.
#[inline(always)]
fn round<H: Sha2, V: Vector<H, LANES>, const LANES: usize>(words: &mut [V; 8], t: usize, scheduled: V) {
    let place = |name: usize| (name + 16 - t) % 8;
    let (a, b, c, d) = (words[place(0)], words[place(1)], words[place(2)], words[place(3)]);
    let (e, f, g, h) = (words[place(4)], words[place(5)], words[place(6)], words[place(7)]);
    let choice = g.xor(e.and(f.xor(g)));
    let majority = V::majority([a, b, c]);
    // In pairs, so that few additions wait for one another.
    let first = h.plus(scheduled).plus(large_sigma(e, H::LARGE_SIGMAS[1]).plus(choice));
    words[place(3)] = d.plus(first);
    words[place(7)] = first.plus(large_sigma(a, H::LARGE_SIGMAS[0]).plus(majority));
}

#[inline(always)]
fn large_sigma<H: Sha2, V: Vector<H, LANES>, const LANES: usize>(word: V, [one, two, three]: [u32; 3]) -> V {
    word.rotate_right(one).xor(word.rotate_right(two)).xor(word.rotate_right(three))
}

#[inline(always)]
fn small_sigma<H: Sha2, V: Vector<H, LANES>, const LANES: usize>(word: V, [one, two, three]: [u32; 3]) -> V {
    word.rotate_right(one).xor(word.rotate_right(two)).xor(word.shift_right(three))
}
