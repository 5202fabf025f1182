//! The table of digests.

use blake2::{Blake2b512, Blake2bMac512, Blake2s256, Blake2sMac256};
use hmac::{Hmac, SimpleHmac};
use sha1::Sha1;
use sha2::{Sha224, Sha256};

use super::hasher::Engine;
use super::key::{Key, KeyUse};
use super::lanes::Initial;
use super::one_message::{
    Md5, Sha3_224, Sha3_256, Sha3_384, Sha3_512, Sha384, Sha512, Sha512_224, Sha512_256, Shake128, Shake256,
    sha512,
};
use super::{blake3, checksum, fixed, shake};

/// One digest, as the table describes it.
pub struct Algorithm {
    /// node:crypto's name in lower case, or the usual one where node:crypto has none.
    pub name: &'static str,
    /// Bytes of output; of an extendable digest, where the caller does not say.
    pub output_length: usize,
    /// Whether the caller may ask for any number of bytes.
    pub extendable: bool,
    /// What it does with a key.
    pub key: KeyUse,
    /// Whether it takes a seed of 64 bits.
    pub seeded: bool,
    /// How many bytes of input are digested in the time that it takes to hand work to another thread and back: 10 to
    /// 12 microseconds.
    pub handover_bytes: usize,
    /// Whether digesting takes about as long as copying, on this processor and whatever the size.
    pub is_copy_speed: fn() -> bool,
    /// The initial hash value, if it is of SHA-2: several of them can be computed at once on each core.
    pub(super) sha2: Option<Initial>,
    /// Starts it; `None` if `key` does not accept this key.
    pub(super) start: fn(&Key, seed: u64) -> Option<Box<dyn Engine>>,
}

impl Algorithm {
    /// The algorithm of this name, which is spelt exactly as in the table.
    #[cfg(test)]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALGORITHMS.iter().find(|algorithm| algorithm.name == name)
    }

    const fn new(name: &'static str, output_length: usize, handover_kib: usize, start: Start) -> Self {
        let handover_bytes = handover_kib * 1024;
        let (extendable, key, seeded) = (false, KeyUse::None, false);
        let is_copy_speed = || false;
        Self {
            name,
            output_length,
            extendable,
            key,
            seeded,
            handover_bytes,
            is_copy_speed,
            sha2: None,
            start,
        }
    }

    const fn at_copy_speed(self, is_copy_speed: fn() -> bool) -> Self {
        Self { is_copy_speed, ..self }
    }

    const fn keyed(self, key: KeyUse) -> Self {
        Self { key, ..self }
    }

    const fn extendable(self) -> Self {
        Self { extendable: true, ..self }
    }

    const fn sha2(self, initial: Initial) -> Self {
        Self { sha2: Some(initial), ..self }
    }

    const fn seeded(self) -> Self {
        Self { seeded: true, ..self }
    }
}

type Start = fn(&Key, u64) -> Option<Box<dyn Engine>>;

/// SHA-224's initial hash value (FIPS 180-4, section 5.3.2).
#[rustfmt::skip]
const H_224: Initial = Initial::Sha256([
    0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939, 0xffc0_0b31, 0x6858_1511, 0x64f9_8fa7, 0xbefa_4fa4,
]);
/// SHA-256's (section 5.3.3).
#[rustfmt::skip]
const H_256: Initial = Initial::Sha256([
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
]);
const H_384: Initial = Initial::Sha512(sha512::H_384);
const H_512: Initial = Initial::Sha512(sha512::H_512);
const H_512_224: Initial = Initial::Sha512(sha512::H_512_224);
const H_512_256: Initial = Initial::Sha512(sha512::H_512_256);

/// Every digest there is. To add one, write its engine and give it a row.
///
/// Sources: MD5 RFC 1321; SHA-1 and SHA-2 FIPS 180-4; SHA-3 and SHAKE FIPS 202; BLAKE2 RFC 7693; BLAKE3 and
/// xxHash the specifications in their own repositories; CRC-32 ISO 3309; CRC-32C RFC 3720.
#[rustfmt::skip] // One row a digest.
pub static ALGORITHMS: [Algorithm; 22] = [
    // name, bytes of output, KiB digested in a hand-over, engine
    Algorithm::new("md5", 16, 4, fixed::start::<Md5, Hmac<Md5>>).keyed(KeyUse::Hmac),
    Algorithm::new("sha1", 20, 16, fixed::start::<Sha1, Hmac<Sha1>>).keyed(KeyUse::Hmac),
    Algorithm::new("sha224", 28, 16, fixed::start::<Sha224, Hmac<Sha224>>).keyed(KeyUse::Hmac).sha2(H_224),
    Algorithm::new("sha256", 32, 16, fixed::start::<Sha256, Hmac<Sha256>>).keyed(KeyUse::Hmac).sha2(H_256),
    Algorithm::new("sha384", 48, 4, fixed::start::<Sha384, Hmac<Sha384>>).keyed(KeyUse::Hmac).sha2(H_384),
    Algorithm::new("sha512", 64, 4, fixed::start::<Sha512, Hmac<Sha512>>).keyed(KeyUse::Hmac).sha2(H_512),
    Algorithm::new("sha512-224", 28, 4, fixed::start::<Sha512_224, Hmac<Sha512_224>>).keyed(KeyUse::Hmac).sha2(H_512_224),
    Algorithm::new("sha512-256", 32, 4, fixed::start::<Sha512_256, Hmac<Sha512_256>>).keyed(KeyUse::Hmac).sha2(H_512_256),
    Algorithm::new("sha3-224", 28, 2, fixed::start::<Sha3_224, SimpleHmac<Sha3_224>>).keyed(KeyUse::Hmac),
    Algorithm::new("sha3-256", 32, 2, fixed::start::<Sha3_256, SimpleHmac<Sha3_256>>).keyed(KeyUse::Hmac),
    Algorithm::new("sha3-384", 48, 2, fixed::start::<Sha3_384, SimpleHmac<Sha3_384>>).keyed(KeyUse::Hmac),
    Algorithm::new("sha3-512", 64, 2, fixed::start::<Sha3_512, SimpleHmac<Sha3_512>>).keyed(KeyUse::Hmac),
    Algorithm::new("shake128", 16, 2, shake::start::<Shake128>).extendable(),
    Algorithm::new("shake256", 32, 2, shake::start::<Shake256>).extendable(),
    Algorithm::new("blake2b512", 64, 8, fixed::start_blake2::<Blake2b512, Blake2bMac512>).keyed(KeyUse::Blake2 { max: 64 }),
    Algorithm::new("blake2s256", 32, 4, fixed::start_blake2::<Blake2s256, Blake2sMac256>).keyed(KeyUse::Blake2 { max: 32 }),
    Algorithm::new("blake3", 32, 16, blake3::start).keyed(KeyUse::Blake3 { exact: 32 }).extendable().at_copy_speed(blake3::is_copy_speed),
    Algorithm::new("xxh3", 8, 256, checksum::start_xxh3).seeded().at_copy_speed(checksum::is_xxhash_copy_speed),
    Algorithm::new("xxh64", 8, 128, checksum::start_xxh64).seeded().at_copy_speed(checksum::is_xxhash_copy_speed),
    Algorithm::new("xxh128", 16, 256, checksum::start_xxh128).seeded().at_copy_speed(checksum::is_xxhash_copy_speed),
    Algorithm::new("crc32", 4, 128, checksum::start_crc32).at_copy_speed(checksum::is_crc32_copy_speed),
    Algorithm::new("crc32c", 4, 128, checksum::start_crc32c).at_copy_speed(checksum::is_crc32c_copy_speed),
];
