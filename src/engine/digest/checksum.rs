//! Checksums that are not cryptographic: xxHash and CRC-32. The number's bytes, most significant first.

use xxhash_rust::xxh3::Xxh3;
use xxhash_rust::xxh64::Xxh64;

use super::hasher::Engine;
use super::key::Key;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

struct Checksum<S> {
    state: S,
    update: fn(&mut S, &[u8]),
    write: fn(&S, &mut [u8]),
}

impl<S: Clone + Send + Sync + 'static> Engine for Checksum<S> {
    fn update(&mut self, bytes: &[u8]) {
        (self.update)(&mut self.state, bytes);
    }

    fn finish(self: Box<Self>, output: &mut [u8], _: &Cancel) -> Result<(), Failure> {
        (self.write)(&self.state, output);
        Ok(())
    }

    fn copy(&self) -> Box<dyn Engine> {
        Box::new(Self { state: self.state.clone(), ..*self })
    }
}

fn start<S: Clone + Send + Sync + 'static>(
    key: &Key,
    state: S,
    update: fn(&mut S, &[u8]),
    write: fn(&S, &mut [u8]),
) -> Option<Box<dyn Engine>> {
    match key {
        Key::None => Some(Box::new(Checksum { state, update, write })),
        Key::Bytes(_) | Key::Context(_) => None,
    }
}

/// XXH3 with 64 bits of output.
pub fn start_xxh3(key: &Key, seed: u64) -> Option<Box<dyn Engine>> {
    start(key, Xxh3::with_seed(seed), Xxh3::update, |state, output| {
        output.copy_from_slice(&state.digest().to_be_bytes());
    })
}

/// XXH3 with 128 bits of output.
pub fn start_xxh128(key: &Key, seed: u64) -> Option<Box<dyn Engine>> {
    start(key, Xxh3::with_seed(seed), Xxh3::update, |state, output| {
        output.copy_from_slice(&state.digest128().to_be_bytes());
    })
}

/// XXH64.
pub fn start_xxh64(key: &Key, seed: u64) -> Option<Box<dyn Engine>> {
    start(key, Xxh64::new(seed), Xxh64::update, |state, output| {
        output.copy_from_slice(&state.digest().to_be_bytes());
    })
}

/// CRC-32 of IEEE 802.3, as in gzip and zip.
pub fn start_crc32(key: &Key, _seed: u64) -> Option<Box<dyn Engine>> {
    start(key, crc32fast::Hasher::new(), crc32fast::Hasher::update, |state, output| {
        output.copy_from_slice(&state.clone().finalize().to_be_bytes());
    })
}

/// CRC-32C, Castagnoli's, as in iSCSI and ext4.
pub fn start_crc32c(key: &Key, _seed: u64) -> Option<Box<dyn Engine>> {
    start(
        key,
        0,
        |crc, bytes| *crc = crc32c::crc32c_append(*crc, bytes),
        |crc, output| output.copy_from_slice(&crc.to_be_bytes()),
    )
}

/// Whether [`start_xxh3`] and its relatives keep up with a copy: they need 64-bit multiplication and vectors, which the
/// processors named here have all.
pub fn is_xxhash_copy_speed() -> bool {
    cfg!(any(target_arch = "x86_64", target_arch = "aarch64"))
}

/// Whether [`start_crc32`] has its instructions.
pub fn is_crc32_copy_speed() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("pclmulqdq") && is_x86_feature_detected!("sse4.1");
    #[cfg(target_arch = "aarch64")]
    return std::arch::is_aarch64_feature_detected!("crc");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    false
}

/// Whether [`start_crc32c`] has its instructions.
pub fn is_crc32c_copy_speed() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("sse4.2");
    #[cfg(target_arch = "aarch64")]
    return std::arch::is_aarch64_feature_detected!("crc");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    false
}
