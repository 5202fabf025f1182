//! Several messages of SHA-2 at once on one core: each has its lane.

// A function with a target feature is safe to call in code that has it, and needs no section of its own: each file looks
// for its instructions before it hands one out.
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod avx512;
mod batch_queue;
mod dispatch;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "for kernels, which only x86_64 has"))]
mod kernel;
mod lane;
mod many;
mod message;
#[cfg(target_arch = "x86_64")]
mod rounds;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "for kernels, which only x86_64 has"))]
mod sha2;
#[cfg(target_arch = "x86_64")]
#[expect(clippy::missing_safety_doc, reason = "functions with a target feature")]
mod sha_ni;

pub use batch_queue::{PiecewiseMessage, Queued};
#[cfg(test)]
pub use dispatch::Dispatch;
pub use dispatch::Kernels;
pub use kernel::Kernel;
#[cfg(test)]
pub use kernel::MAX_LANES;
pub use lane::take_in;
pub use many::digest_all;
pub use message::{AnyStart, Initial, Message, Start};
pub use sha2::Sha2;
#[cfg(test)]
pub use sha2::{Sha256, Sha512};
