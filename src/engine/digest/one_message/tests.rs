//! What digests of one message are compared with.

use hmac::digest::Digest;

/// A message of at most 300 bytes.
pub fn message(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at * 167 % 251) as u8).collect()
}

/// Asserts that `D` is `Expected` for messages of 0 to 300 bytes, each cut in two at every byte.
pub fn assert_digests_of_every_length_and_split<D: Digest, Expected: Digest>() {
    for len in 0..=300 {
        let message = message(len);
        let expected = Expected::digest(&message);
        for cut in 0..=len {
            let found = D::new().chain_update(&message[..cut]).chain_update(&message[cut..]).finalize();
            assert_eq!(found.as_slice(), expected.as_slice(), "{len} bytes, cut at {cut}");
        }
    }
}
