//! SHA-3 and SHAKE (FIPS 202): sponges over Keccak.

use hmac::digest::block_api::BlockSizeUser;
use hmac::digest::consts::{U28, U32, U48, U64, U72, U104, U136, U144};
use hmac::digest::typenum::Unsigned;
use hmac::digest::{ExtendableOutput, FixedOutput, HashMarker, Output, OutputSizeUser, Update, XofReader};
use sponge_cursor::SpongeCursor;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::keccak::{self, State};

/// What follows a message before the padding (sections 6.1 and 6.2), with the padding's first bit.
const SHA3_END: u8 = 0b110;
const SHAKE_END: u8 = 0b1_1111;

/// A state that takes in and gives out `RATE` bytes between two permutations.
#[derive(Clone)]
struct Sponge<const RATE: usize> {
    state: State,
    cursor: SpongeCursor<RATE>,
}

impl<const RATE: usize> Sponge<RATE> {
    fn new() -> Self {
        Self { state: [0; 25], cursor: SpongeCursor::default() }
    }

    fn absorb(&mut self, bytes: &[u8]) {
        self.cursor.absorb_u64_le(&mut self.state, keccak::fastest(), bytes);
    }

    /// The message is over: from here on it is squeezed.
    fn finish(&mut self, end: u8) {
        let at = self.cursor.pos();
        self.state[at / 8] ^= u64::from(end) << (at % 8 * 8);
        self.state[RATE / 8 - 1] ^= 1 << 63;
        self.cursor = SpongeCursor::default();
    }

    fn squeeze(&mut self, output: &mut [u8]) {
        self.cursor.squeeze_read_u64_le(&mut self.state, keccak::fastest(), output);
    }
}

impl<const RATE: usize> Drop for Sponge<RATE> {
    fn drop(&mut self) {
        self.state.zeroize();
        self.cursor.zeroize();
    }
}

macro_rules! sha3 {
    ($name:ident, $rate:ident, $length:ident) => {
        #[derive(Clone)]
        pub struct $name(Sponge<{ $rate::USIZE }>);

        impl Default for $name {
            fn default() -> Self {
                Self(Sponge::new())
            }
        }

        impl HashMarker for $name {}

        impl BlockSizeUser for $name {
            type BlockSize = $rate;
        }

        impl OutputSizeUser for $name {
            type OutputSize = $length;
        }

        impl Update for $name {
            fn update(&mut self, bytes: &[u8]) {
                self.0.absorb(bytes);
            }
        }

        impl FixedOutput for $name {
            fn finalize_into(mut self, output: &mut Output<Self>) {
                self.0.finish(SHA3_END);
                self.0.squeeze(output);
            }
        }

        impl ZeroizeOnDrop for $name {}
    };
}
sha3!(Sha3_224, U144, U28);
sha3!(Sha3_256, U136, U32);
sha3!(Sha3_384, U104, U48);
sha3!(Sha3_512, U72, U64);

/// SHAKE128 and SHAKE256, by their rates.
#[derive(Clone)]
pub struct Shake<const RATE: usize>(Sponge<RATE>);
pub type Shake128 = Shake<168>;
pub type Shake256 = Shake<136>;

impl<const RATE: usize> Default for Shake<RATE> {
    fn default() -> Self {
        Self(Sponge::new())
    }
}

impl<const RATE: usize> Update for Shake<RATE> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.absorb(bytes);
    }
}

impl<const RATE: usize> ExtendableOutput for Shake<RATE> {
    type Reader = Self;

    fn finalize_xof(mut self) -> Self {
        self.0.finish(SHAKE_END);
        self
    }
}

/// Once it is finished.
impl<const RATE: usize> XofReader for Shake<RATE> {
    fn read(&mut self, output: &mut [u8]) {
        self.0.squeeze(output);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_digests_of_every_length_and_split, message};
    use super::*;

    #[test]
    fn digests_of_every_length_and_split_are_sha3_s() {
        assert_digests_of_every_length_and_split::<Sha3_224, ::sha3::Sha3_224>();
        assert_digests_of_every_length_and_split::<Sha3_256, ::sha3::Sha3_256>();
        assert_digests_of_every_length_and_split::<Sha3_384, ::sha3::Sha3_384>();
        assert_digests_of_every_length_and_split::<Sha3_512, ::sha3::Sha3_512>();
    }

    fn assert_outputs<
        S: ExtendableOutput + Update + Default,
        Expected: ExtendableOutput + Update + Default,
    >() {
        for len in 0..=300 {
            let mut expected = vec![0; 400];
            Expected::default().chain(message(len)).finalize_xof_into(&mut expected);
            for cut in 0..=len {
                let mut found = vec![0; 400];
                let (before, after) = found.split_at_mut(cut);
                let mut reader =
                    S::default().chain(&message(len)[..cut]).chain(&message(len)[cut..]).finalize_xof();
                reader.read(before);
                reader.read(after);
                assert_eq!(found, expected, "{len} bytes, cut at {cut}");
            }
        }
    }

    #[test]
    fn outputs_of_every_length_and_split_are_shake_s() {
        assert_outputs::<Shake128, ::shake::Shake128>();
        assert_outputs::<Shake256, ::shake::Shake256>();
    }
}
