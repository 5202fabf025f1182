//! The pseudorandom functions of PBKDF2 and HKDF: HMAC over each digest that has one length.

use blake2::{Blake2b512, Blake2s256};
use hmac::digest::{FixedOutput, Update};
use hmac::{Hmac, KeyInit, SimpleHmac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};

use super::{hkdf, pbkdf2};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// HMAC over some digest. A clone goes on from the same state.
pub trait State: KeyInit + Update + FixedOutput + Clone {}
impl<T: KeyInit + Update + FixedOutput + Clone> State for T {}

/// What is made of HMAC over one digest.
pub struct Mac {
    /// The digest's name, as in the table of digests.
    pub name: &'static str,
    /// Bytes of the digest.
    pub output_length: usize,
    pub(super) pbkdf2: FillPbkdf2,
    pub(super) hkdf: FillHkdf,
}

type FillPbkdf2 =
    fn(password: &[u8], salt: &[u8], iterations: u32, &mut [u8], &Cancel) -> Result<(), Failure>;
type FillHkdf = fn(input: &[u8], salt: &[u8], info: &[u8], &mut [u8]) -> Result<(), Failure>;

impl Mac {
    const fn over<M: State>(name: &'static str, output_length: usize) -> Self {
        Self { name, output_length, pbkdf2: pbkdf2::fill::<M>, hkdf: hkdf::fill::<M> }
    }
}

/// A row for each digest that is made for cryptography and has one length: node:crypto makes the same of them. BLAKE2
/// is keyed by HMAC here, not by its own mode.
#[rustfmt::skip] // One row a digest.
pub static MACS: [Mac; 14] = [
    Mac::over::<Hmac<Md5>>("md5", 16),
    Mac::over::<Hmac<Sha1>>("sha1", 20),
    Mac::over::<Hmac<Sha224>>("sha224", 28),
    Mac::over::<Hmac<Sha256>>("sha256", 32),
    Mac::over::<Hmac<Sha384>>("sha384", 48),
    Mac::over::<Hmac<Sha512>>("sha512", 64),
    Mac::over::<Hmac<Sha512_224>>("sha512-224", 28),
    Mac::over::<Hmac<Sha512_256>>("sha512-256", 32),
    Mac::over::<SimpleHmac<Sha3_224>>("sha3-224", 28),
    Mac::over::<SimpleHmac<Sha3_256>>("sha3-256", 32),
    Mac::over::<SimpleHmac<Sha3_384>>("sha3-384", 48),
    Mac::over::<SimpleHmac<Sha3_512>>("sha3-512", 64),
    Mac::over::<SimpleHmac<Blake2b512>>("blake2b512", 64),
    Mac::over::<SimpleHmac<Blake2s256>>("blake2s256", 32),
];
