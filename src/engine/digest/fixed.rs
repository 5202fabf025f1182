//! Digests of one length, and the MACs made of them: MD5, SHA-1, SHA-2, SHA-3, BLAKE2.

use hmac::KeyInit;
use hmac::digest::{FixedOutput, Update};

use super::hasher::Engine;
use super::key::Key;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Anything of RustCrypto's that has one length of output.
pub trait State: Update + FixedOutput + Clone + Send + Sync + 'static {}
impl<T: Update + FixedOutput + Clone + Send + Sync + 'static> State for T {}

struct Fixed<T>(T);

impl<T: State> Engine for Fixed<T> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>, output: &mut [u8], _: &Cancel) -> Result<(), Failure> {
        output.copy_from_slice(&self.0.finalize_fixed());
        Ok(())
    }

    fn copy(&self) -> Box<dyn Engine> {
        Box::new(Self(self.0.clone()))
    }
}

/// The digest `D`, or with a key the MAC `M`.
pub fn start<D: State + Default, M: State + KeyInit>(key: &Key, _seed: u64) -> Option<Box<dyn Engine>> {
    match key {
        Key::None => Some(Box::new(Fixed(D::default()))),
        Key::Bytes(key) => Some(Box::new(Fixed(M::new_from_slice(key).ok()?))),
        Key::Context(_) => None,
    }
}

/// As [`start`], but an empty key means none: RFC 7693 writes "no key" as a key of no bytes.
pub fn start_blake2<D: State + Default, M: State + KeyInit>(key: &Key, seed: u64) -> Option<Box<dyn Engine>> {
    match key {
        Key::Bytes(key) if key.is_empty() => start::<D, M>(&Key::None, seed),
        key => start::<D, M>(key, seed),
    }
}
