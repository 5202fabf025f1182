//! The table of pseudorandom functions.

use blake2::{Blake2b512, Blake2s256};
use hmac::{Hmac, SimpleHmac};
use sha1::Sha1;
use sha2::{Sha224, Sha256};

use super::mac::{Mac, State};
use super::{hkdf, pbkdf2};
use crate::engine::digest::one_message::{
    Md5, Sha3_224, Sha3_256, Sha3_384, Sha3_512, Sha384, Sha512, Sha512_224, Sha512_256,
};

/// A row for each digest that is made for cryptography and has one length: node:crypto makes the same of them. BLAKE2
/// is keyed by HMAC here, not by its own mode.
#[rustfmt::skip] // One row a digest.
pub static MACS: [Mac; 14] = [
    over::<Hmac<Md5>>("md5", 16),
    over::<Hmac<Sha1>>("sha1", 20),
    over::<Hmac<Sha224>>("sha224", 28),
    over::<Hmac<Sha256>>("sha256", 32),
    over::<Hmac<Sha384>>("sha384", 48),
    over::<Hmac<Sha512>>("sha512", 64),
    over::<Hmac<Sha512_224>>("sha512-224", 28),
    over::<Hmac<Sha512_256>>("sha512-256", 32),
    over::<SimpleHmac<Sha3_224>>("sha3-224", 28),
    over::<SimpleHmac<Sha3_256>>("sha3-256", 32),
    over::<SimpleHmac<Sha3_384>>("sha3-384", 48),
    over::<SimpleHmac<Sha3_512>>("sha3-512", 64),
    over::<SimpleHmac<Blake2b512>>("blake2b512", 64),
    over::<SimpleHmac<Blake2s256>>("blake2s256", 32),
];

const fn over<M: State>(name: &'static str, output_length: usize) -> Mac {
    Mac { name, output_length, pbkdf2: pbkdf2::fill::<M>, hkdf: hkdf::fill::<M> }
}
