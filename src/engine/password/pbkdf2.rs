//! PBKDF2, RFC 8018 section 5.2.

use zeroize::Zeroize;

use super::mac::{Mac, State};
use super::{Derivation, Secret, key_of, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Iterations between two looks at the flag: about a millisecond of the slowest digest.
const STEP: u32 = 512;

/// PBKDF2 over HMAC. Inputs: password, salt.
pub struct Pbkdf2 {
    mac: &'static Mac,
    iterations: u32,
    length: usize,
}

impl Pbkdf2 {
    /// `length` is that of the key in bytes.
    pub fn new(mac: &'static Mac, iterations: u32, length: usize) -> Self {
        Self { mac, iterations, length }
    }
}

impl Derivation for Pbkdf2 {
    fn memory(&self) -> u64 {
        self.length as u64
    }

    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure> {
        let &[password, salt] = inputs else { return Err(refused("number of inputs")) };
        let mut key = key_of(self.length)?;
        (self.mac.pbkdf2)(password, salt, self.iterations, &mut key, cancel)?;
        Ok(key)
    }
}

/// Fills `key`, which is all zeros.
///
/// # Errors
/// `Failure::Aborted`.
pub fn fill<M: State>(
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    key: &mut [u8],
    cancel: &Cancel,
) -> Result<(), Failure> {
    let keyed = M::new_from_slice(password).map_err(refused)?;
    for (number, block) in (1_u32..).zip(key.chunks_mut(M::output_size())) {
        let mut first = keyed.clone();
        first.update(salt);
        first.update(&number.to_be_bytes());
        let mut last = first.finalize_fixed();
        xor(block, &last);
        for iteration in 1..iterations {
            if iteration % STEP == 0 {
                cancel.check()?;
            }
            let mut next = keyed.clone();
            next.update(&last);
            next.finalize_into(&mut last);
            xor(block, &last);
        }
        last.zeroize();
        cancel.check()?;
    }
    Ok(())
}

/// The last block of a key may be shorter.
fn xor(block: &mut [u8], with: &[u8]) {
    block.iter_mut().zip(with).for_each(|(byte, other)| *byte ^= other);
}
