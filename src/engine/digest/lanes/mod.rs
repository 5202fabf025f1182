//! Several messages of SHA-2 at once on one core: each has its lane.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod constants;
mod desk;
mod family;
mod kernel;
mod lane;
mod many;
mod message;
#[cfg(target_arch = "x86_64")]
mod rounds;
#[cfg(target_arch = "x86_64")]
mod sha_ni;

pub use desk::PiecewiseMessage;
pub use family::Sha2;
#[cfg(test)]
pub use family::{Sha256, Sha512};
#[cfg(test)]
pub use kernel::MAX_LANES;
pub use kernel::{Kernel, Kernels};
pub use lane::take_in;
pub use many::digest_all;
pub use message::{AnyStart, Initial, Message, Start};
