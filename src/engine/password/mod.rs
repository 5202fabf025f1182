//! Keys made of passwords and other secrets: password hashing and key derivation.
//!
//! What is derived from a secret on the way is overwritten before its memory is given back. What a compiler keeps
//! in registers, or moves from one place of the stack to another, is out of our hands.

mod argon2;
mod bcrypt;
mod hkdf;
mod mac;
mod macs;
mod memory;
mod pbkdf2;
mod salsa;
mod scrypt;
#[cfg(test)]
mod tests;

pub use self::argon2::{Argon2, Variant};
pub use self::bcrypt::Bcrypt;
pub use self::hkdf::Hkdf;
pub use self::macs::MACS;
pub use self::memory::free_spares;
pub use self::pbkdf2::Pbkdf2;
pub use self::scrypt::Scrypt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::cancel::Cancel;
use super::failure::Failure;
use super::input::InputBytes;

/// Bytes that are overwritten when they are dropped.
pub type Secret = Zeroizing<Vec<u8>>;

/// A function that makes a key of secrets, with its cost and the length of the key fixed.
pub trait Derivation: Send + Sync {
    /// Bytes of memory that it works in.
    fn memory(&self) -> u64;

    /// The key. Which inputs there are, and in which order, is written at each function.
    ///
    /// # Errors
    /// `Failure::OutOfMemory`, `Failure::Aborted`, or `Failure::Internal` for inputs that the caller should have refused.
    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure>;
}

/// The key that `derivation` makes of `inputs`, wherever those are.
///
/// # Errors
/// As [`Derivation::derive`].
pub fn derive(
    derivation: &dyn Derivation,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Result<Secret, Failure> {
    cancel.check()?;
    let copies: Vec<Secret> = inputs.iter().map(copy_of_shared).collect();
    let in_one_piece = |(input, copy)| InputBytes::in_place(input).unwrap_or(copy);
    let inputs: Vec<&[u8]> =
        inputs.iter().zip(copies.iter().map(|copy| copy.as_slice())).map(in_one_piece).collect();
    derivation.derive(&inputs, cancel)
}

/// Whether that key is `expected`. The time of the comparison depends on the lengths alone.
///
/// # Errors
/// As [`Derivation::derive`].
pub fn verify(
    derivation: &dyn Derivation,
    inputs: &[InputBytes<'_>],
    expected: &[u8],
    cancel: &Cancel,
) -> Result<bool, Failure> {
    let key = derive(derivation, inputs, cancel)?;
    Ok(key.ct_eq(expected).into())
}

/// A copy of an input that others may write to meanwhile; nothing for one that can be looked at in place.
fn copy_of_shared(input: &InputBytes<'_>) -> Secret {
    let mut copy = Vec::new();
    if input.in_place().is_none() {
        input.block(0, usize::MAX, &mut copy);
    }
    Zeroizing::new(copy)
}

/// Zero bytes for a key.
fn key_of(length: usize) -> Result<Secret, Failure> {
    let mut key = Zeroizing::new(Vec::new());
    key.try_reserve_exact(length).map_err(|_| Failure::OutOfMemory { bytes: length })?;
    key.resize(length, 0);
    Ok(key)
}

/// For inputs and costs that the caller should have refused, by the names of its own arguments.
fn refused(what: impl std::fmt::Display) -> Failure {
    Failure::Internal(format!("key derivation cannot take this: {what}").into())
}
