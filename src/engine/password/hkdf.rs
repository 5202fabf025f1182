//! HKDF, RFC 5869.

use zeroize::Zeroize;

use super::mac::{Mac, State};
use super::{Derivation, Secret, key_of, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// The most that can be derived, in blocks of the digest's length.
const MAX_BLOCKS: usize = 255;

/// HKDF over HMAC, extraction and then expansion. Inputs: input key material, salt, info.
pub struct Hkdf {
    mac: &'static Mac,
    length: usize,
}

impl Hkdf {
    /// `length` is that of the key in bytes.
    ///
    /// # Errors
    /// `Failure::Internal` for more than 255 times the digest's length.
    pub fn new(mac: &'static Mac, length: usize) -> Result<Self, Failure> {
        if length > MAX_BLOCKS * mac.output_length {
            return Err(refused("key length"));
        }
        Ok(Self { mac, length })
    }
}

impl Derivation for Hkdf {
    fn memory(&self) -> u64 {
        self.length as u64
    }

    fn derive(&self, inputs: &[&[u8]], _: &Cancel) -> Result<Secret, Failure> {
        let &[input, salt, info] = inputs else { return Err(refused("number of inputs")) };
        let mut key = key_of(self.length)?;
        (self.mac.hkdf)(input, salt, info, &mut key)?;
        Ok(key)
    }
}

/// Fills `key`.
///
/// # Errors
/// `Failure::Internal` if the digest cannot be keyed, which is not so for HMAC.
pub fn fill<M: State>(input: &[u8], salt: &[u8], info: &[u8], key: &mut [u8]) -> Result<(), Failure> {
    // HMAC pads its key with zeros: no salt, and one of zeros, are the same.
    let mut extract = M::new_from_slice(salt).map_err(refused)?;
    extract.update(input);
    let mut pseudorandom = extract.finalize_fixed();
    let keyed = M::new_from_slice(&pseudorandom).map_err(refused)?;
    pseudorandom.zeroize();
    let mut last = keyed.clone().finalize_fixed();
    for (number, block) in (1..=u8::MAX).zip(key.chunks_mut(M::output_size())) {
        let mut next = keyed.clone();
        if number > 1 {
            next.update(&last);
        }
        next.update(info);
        next.update(&[number]);
        next.finalize_into(&mut last);
        block.copy_from_slice(&last[..block.len()]);
    }
    last.zeroize();
    Ok(())
}
