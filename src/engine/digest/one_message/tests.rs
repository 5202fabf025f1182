//! What digests of one message are held against.

use hmac::digest::Digest;

/// Asserts that `D` is `Expected` for messages of 0 to 300 bytes, each cut in two at every byte.
pub fn assert_digests_of_every_length_and_split<D: Digest, Expected: Digest>() {
    let bytes: Vec<u8> = (0..300_u32).map(|at| (at * 167 % 251) as u8).collect();
    for len in 0..=bytes.len() {
        let expected = Expected::digest(&bytes[..len]);
        for split in 0..=len {
            let found = D::new().chain_update(&bytes[..split]).chain_update(&bytes[split..len]).finalize();
            assert_eq!(found.as_slice(), expected.as_slice(), "{len} bytes, cut at {split}");
        }
    }
}
