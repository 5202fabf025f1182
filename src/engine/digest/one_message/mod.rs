//! Digests of one message, by compression functions of our own where RustCrypto's take longer than openssl's. The buffer
//! before them and the HMAC around them are RustCrypto's.

mod keccak;
mod md5;
mod order;
mod sha3;
pub mod sha512;
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod sha512_x86;
#[cfg(test)]
mod tests;

pub use md5::Md5;
pub use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};
pub use sha512::{Sha384, Sha512, Sha512_224, Sha512_256};
