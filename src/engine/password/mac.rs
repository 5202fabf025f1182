//! The pseudorandom function of PBKDF2 and HKDF: HMAC over a digest of one length.

use hmac::KeyInit;
use hmac::digest::{FixedOutput, Update};

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
