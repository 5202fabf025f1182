//! Adler-32, the checksum of zlib data (RFC 1950).

use super::libdeflate;

/// The largest prime below 2^16.
const MODULUS: u64 = 65_521;

/// The checksum of nothing.
pub const OF_NOTHING: u32 = 1;

/// The checksum of `bytes`, going on from `start`.
pub fn update(start: u32, bytes: &[u8]) -> u32 {
    libdeflate::adler32(start, bytes)
}

/// The checksum of bytes whose checksum is `first`, followed by `length` bytes whose checksum is `second`.
///
/// By the definition of RFC 1950: the low half is one more than the sum of all bytes; the high half is the sum of
/// the low halves after each byte, all of which the first part raises by its own sum.
pub fn combine(first: u32, second: u32, length: usize) -> u32 {
    let [low, more_low] = [first, second].map(|sum| u64::from(sum & 0xffff));
    let [high, more_high] = [first, second].map(|sum| u64::from(sum >> 16));
    let raised = low + MODULUS - 1;
    let low = (more_low + raised) % MODULUS;
    let high = (high + more_high + length as u64 % MODULUS * (raised % MODULUS)) % MODULUS;
    (high << 16 | low) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_known_checksum() {
        assert_eq!(update(OF_NOTHING, b"Wikipedia"), 0x11e6_0398);
        assert_eq!(combine(update(OF_NOTHING, b"Wiki"), update(OF_NOTHING, b"pedia"), 5), 0x11e6_0398);
    }

    proptest! {
        #[test]
        fn parts_give_the_checksum_of_the_whole(
            first in prop::collection::vec(any::<u8>(), 0..200),
            second in prop::collection::vec(200..=255_u8, 0..2000),
            times in 1_usize..100,
        ) {
            let second = second.repeat(times);
            let whole = update(OF_NOTHING, &[&first[..], &second].concat());
            let parts = combine(update(OF_NOTHING, &first), update(OF_NOTHING, &second), second.len());
            prop_assert_eq!(parts, whole);
        }
    }
}
