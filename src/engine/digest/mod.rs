//! Digests: `algorithms.rs` has the table, and `spec.rs` a request that was checked against it.

mod algorithms;
mod blake3;
mod checksum;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "for kernels, which only x86_64 has"))]
mod constants;
pub mod file;
mod fixed;
mod group;
mod hasher;
mod key;
mod lanes;
pub mod one_message;
mod one_shot;
mod output;
mod pair;
mod several;
mod shake;
mod spec;
#[cfg(test)]
mod tests;
pub mod tree;

pub use algorithms::{ALGORITHMS, Algorithm};
pub use hasher::Hasher;
pub use key::{Key, KeyUse};
pub use one_shot::{digest, digest_many};
pub use pair::{Request, WORTH_IT, digest_two, gain_together, gains};
pub use several::{absorb, digest_several};
pub use spec::Spec;
