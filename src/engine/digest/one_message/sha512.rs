//! SHA-512 and what is cut from it (FIPS 180-4, sections 6.4 to 6.7).

use ::sha2::block_api::compress512;
use hmac::digest::array::Array;
use hmac::digest::block_api::{
    Block as Bytes, BlockSizeUser, Buffer, BufferKindUser, CtOutWrapper, Eager, OutputSizeUser, TruncSide,
    UpdateCore, VariableOutputCore,
};
use hmac::digest::consts::{U28, U32, U48, U64, U128};
use hmac::digest::{HashMarker, InvalidOutputSize, Output, buffer_fixed};
use zeroize::{Zeroize, ZeroizeOnDrop};

#[cfg(target_arch = "x86_64")]
use super::sha512_x86;

pub type State = [u64; 8];
pub type Block = [u8; 128];
type Compress = fn(&mut State, &[Block]);

/// SHA-384's initial hash value (section 5.3.4).
#[rustfmt::skip]
pub const H_384: State = [
    0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
];
/// SHA-512's (section 5.3.5).
#[rustfmt::skip]
pub const H_512: State = [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
];
/// SHA-512/224's (section 5.3.6.1).
#[rustfmt::skip]
pub const H_512_224: State = [
    0x8c3d_37c8_1954_4da2, 0x73e1_9966_89dc_d4d6, 0x1dfa_b7ae_32ff_9c82, 0x679d_d514_582f_9fcf,
    0x0f6d_2b69_7bd4_4da8, 0x77e3_6f73_04c4_8942, 0x3f9d_85a8_6a1d_36c8, 0x1112_e6ad_91d6_92a1,
];
/// SHA-512/256's (section 5.3.6.2).
#[rustfmt::skip]
pub const H_512_256: State = [
    0x2231_2194_fc2b_f72c, 0x9f55_5fa3_c84c_64c2, 0x2393_b86b_6f53_b151, 0x9638_7719_5940_eabd,
    0x9628_3ee2_a88e_ffe3, 0xbe5e_1e25_5386_3992, 0x2b01_99fc_2c85_b8aa, 0x0eb7_2ddc_81c5_2ca2,
];

/// Takes blocks into a state, in the fastest way that this processor has.
pub fn compress(state: &mut State, blocks: &[Block]) {
    let fastest = all().next().unwrap_or(compress512);
    fastest(state, blocks);
}

/// The ways that this processor has, the fastest first.
fn all() -> impl Iterator<Item = Compress> {
    #[cfg(target_arch = "x86_64")]
    let vectors = [sha512_x86::with_avx512(), sha512_x86::with_avx2()];
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = [];
    vectors.into_iter().chain([Some(compress512 as Compress)]).flatten()
}

/// The state, and how many blocks it has taken in.
#[derive(Clone)]
pub struct Core {
    state: State,
    blocks: u128,
}

impl HashMarker for Core {}

impl BlockSizeUser for Core {
    type BlockSize = U128;
}

impl OutputSizeUser for Core {
    type OutputSize = U64;
}

impl BufferKindUser for Core {
    type BufferKind = Eager;
}

impl UpdateCore for Core {
    fn update_blocks(&mut self, blocks: &[Bytes<Self>]) {
        self.blocks += blocks.len() as u128;
        compress(&mut self.state, Array::cast_slice_to_core(blocks));
    }
}

impl VariableOutputCore for Core {
    const TRUNC_SIDE: TruncSide = TruncSide::Left;

    fn new(output_size: usize) -> Result<Self, InvalidOutputSize> {
        let state = match output_size {
            28 => H_512_224,
            32 => H_512_256,
            48 => H_384,
            64 => H_512,
            _ => return Err(InvalidOutputSize),
        };
        Ok(Self { state, blocks: 0 })
    }

    fn finalize_variable_core(&mut self, buffer: &mut Buffer<Self>, output: &mut Output<Self>) {
        let bits = (buffer.get_pos() as u128 + self.blocks * size_of::<Block>() as u128) * 8;
        buffer.len128_padding_be(bits, |block| compress(&mut self.state, &[block.0]));
        for (bytes, word) in output.as_chunks_mut().0.iter_mut().zip(self.state) {
            *bytes = word.to_be_bytes();
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
    pub struct Sha384(CtOutWrapper<Core, U48>);
    impl: BaseFixedTraits Default Clone HashMarker;
);
buffer_fixed!(
    pub struct Sha512(CtOutWrapper<Core, U64>);
    impl: BaseFixedTraits Default Clone HashMarker;
);
buffer_fixed!(
    pub struct Sha512_224(CtOutWrapper<Core, U28>);
    impl: BaseFixedTraits Default Clone HashMarker;
);
buffer_fixed!(
    pub struct Sha512_256(CtOutWrapper<Core, U32>);
    impl: BaseFixedTraits Default Clone HashMarker;
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::assert_digests_of_every_length_and_split;
    use super::*;

    proptest! {
        #[test]
        fn every_compression_function_is_sha2_s(
            state in any::<State>(),
            bytes in prop::collection::vec(any::<u8>(), 128 * 5),
        ) {
            let blocks = bytes.as_chunks().0;
            for compress in all() {
                for count in 0..=blocks.len() {
                    let (mut ours, mut expected) = (state, state);
                    compress(&mut ours, &blocks[..count]);
                    compress512(&mut expected, &blocks[..count]);
                    prop_assert_eq!(ours, expected);
                }
            }
        }
    }

    #[test]
    fn digests_of_every_length_and_split_are_sha2_s() {
        assert_digests_of_every_length_and_split::<Sha384, ::sha2::Sha384>();
        assert_digests_of_every_length_and_split::<Sha512, ::sha2::Sha512>();
        assert_digests_of_every_length_and_split::<Sha512_224, ::sha2::Sha512_224>();
        assert_digests_of_every_length_and_split::<Sha512_256, ::sha2::Sha512_256>();
    }
}
