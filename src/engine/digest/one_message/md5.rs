//! MD5 (RFC 1321). Each round waits for the one before, so that the order of its sums is what counts.

use hmac::digest::array::Array;
use hmac::digest::block_api::{
    Block as Bytes, BlockSizeUser, Buffer, BufferKindUser, Eager, FixedOutputCore, OutputSizeUser, UpdateCore,
};
use hmac::digest::consts::{U16, U64};
use hmac::digest::{HashMarker, Output, buffer_fixed};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::order::first;

type State = [u32; 4];
type Block = [u8; 64];

/// Of each round the first 32 bits behind the point of |sin(i)|, i from 1 on.
#[rustfmt::skip]
const T: [u32; 64] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
];

/// `a = b + ((a + x + t + f(b, c, d)) <<< s)`, where nothing but `f` waits for `b`, which was computed last.
macro_rules! round {
    (f: $a:ident $b:ident $c:ident $d:ident, $word:expr, $turn:literal) => {
        let sum = first!($a.wrapping_add($word));
        $a = sum.wrapping_add(first!((first!($c ^ $d) & $b) ^ $d)).rotate_left($turn).wrapping_add($b);
    };
    (g: $a:ident $b:ident $c:ident $d:ident, $word:expr, $turn:literal) => {
        // The two parts of g have no bit in common: each can be added.
        let sum = first!(first!($a.wrapping_add($word)).wrapping_add(!$d & $c));
        $a = sum.wrapping_add($d & $b).rotate_left($turn).wrapping_add($b);
    };
    (h: $a:ident $b:ident $c:ident $d:ident, $word:expr, $turn:literal) => {
        let sum = first!($a.wrapping_add($word));
        $a = sum.wrapping_add(first!(first!($c ^ $d) ^ $b)).rotate_left($turn).wrapping_add($b);
    };
    (i: $a:ident $b:ident $c:ident $d:ident, $word:expr, $turn:literal) => {
        let sum = first!($a.wrapping_add($word));
        $a = sum.wrapping_add(first!(($b | !$d) ^ $c)).rotate_left($turn).wrapping_add($b);
    };
}

/// Sixteen rounds of one function, from round `$from` on. The first takes word `$start`, each next one `$step` further.
macro_rules! sixteen_rounds {
    ($f:ident: $a:ident $b:ident $c:ident $d:ident, $words:ident, $from:literal, $start:literal + $step:literal, $turns:tt) => {
        sixteen_rounds!(four $f: $a $b $c $d, $words, $from, $start + $step, $turns);
        sixteen_rounds!(four $f: $a $b $c $d, $words, $from + 4, $start + $step, $turns);
        sixteen_rounds!(four $f: $a $b $c $d, $words, $from + 8, $start + $step, $turns);
        sixteen_rounds!(four $f: $a $b $c $d, $words, $from + 12, $start + $step, $turns);
    };
    (four $f:ident: $a:ident $b:ident $c:ident $d:ident, $words:ident, $at:expr, $start:literal + $step:literal,
        [$first:literal $second:literal $third:literal $fourth:literal]) => {
        let word = |at: usize| first!($words[($start + $step * (at % 16)) % 16].wrapping_add(T[at]));
        round!($f: $a $b $c $d, word($at), $first);
        round!($f: $d $a $b $c, word($at + 1), $second);
        round!($f: $c $d $a $b, word($at + 2), $third);
        round!($f: $b $c $d $a, word($at + 3), $fourth);
    };
}

/// Takes blocks into a state.
fn compress(state: &mut State, blocks: &[Block]) {
    for block in blocks {
        let mut words = [0; 16];
        for (word, bytes) in words.iter_mut().zip(block.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        let [mut a, mut b, mut c, mut d] = *state;
        sixteen_rounds!(f: a b c d, words, 0, 0 + 1, [7 12 17 22]);
        sixteen_rounds!(g: a b c d, words, 16, 1 + 5, [5 9 14 20]);
        sixteen_rounds!(h: a b c d, words, 32, 5 + 3, [4 11 16 23]);
        sixteen_rounds!(i: a b c d, words, 48, 0 + 7, [6 10 15 21]);
        for (word, change) in state.iter_mut().zip([a, b, c, d]) {
            *word = word.wrapping_add(change);
        }
    }
}

/// The state, and how many blocks it has taken in.
#[derive(Clone)]
pub struct Core {
    state: State,
    blocks: u64,
}

impl Default for Core {
    fn default() -> Self {
        Self { state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476], blocks: 0 }
    }
}

impl HashMarker for Core {}

impl BlockSizeUser for Core {
    type BlockSize = U64;
}

impl OutputSizeUser for Core {
    type OutputSize = U16;
}

impl BufferKindUser for Core {
    type BufferKind = Eager;
}

impl UpdateCore for Core {
    fn update_blocks(&mut self, blocks: &[Bytes<Self>]) {
        self.blocks = self.blocks.wrapping_add(blocks.len() as u64);
        compress(&mut self.state, Array::cast_slice_to_core(blocks));
    }
}

impl FixedOutputCore for Core {
    fn finalize_fixed_core(&mut self, buffer: &mut Buffer<Self>, output: &mut Output<Self>) {
        // The length counts modulo 2^64.
        let bytes = self.blocks.wrapping_mul(size_of::<Block>() as u64).wrapping_add(buffer.get_pos() as u64);
        buffer.len64_padding_le(bytes.wrapping_mul(8), |block| compress(&mut self.state, &[block.0]));
        for (bytes, word) in output.as_chunks_mut().0.iter_mut().zip(self.state) {
            *bytes = word.to_le_bytes();
        }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        self.state.zeroize();
        self.blocks.zeroize();
    }
}

impl ZeroizeOnDrop for Core {}

buffer_fixed!(
    pub struct Md5(Core);
    impl: BaseFixedTraits Default Clone HashMarker;
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::assert_digests_of_every_length_and_split;
    use super::*;

    proptest! {
        #[test]
        fn the_compression_function_is_md_5_s(
            state in any::<State>(),
            bytes in prop::collection::vec(any::<u8>(), 64 * 3),
        ) {
            let (mut ours, mut expected) = (state, state);
            compress(&mut ours, bytes.as_chunks().0);
            ::md5::block_api::compress(&mut expected, bytes.as_chunks().0);
            prop_assert_eq!(ours, expected);
        }
    }

    #[test]
    fn digests_of_every_length_and_split_are_md_5_s() {
        assert_digests_of_every_length_and_split::<Md5, ::md5::Md5>();
    }
}
