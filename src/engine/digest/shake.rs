//! SHAKE: as many bytes of output as the caller wants.

use hmac::digest::{ExtendableOutput, Update, XofReader};

use super::hasher::Engine;
use super::key::Key;
use super::output::squeeze;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// SHAKE128 or SHAKE256.
pub trait State: ExtendableOutput + Update + Clone + Send + Sync + 'static {}
impl<T: ExtendableOutput + Update + Clone + Send + Sync + 'static> State for T {}

struct Shake<T>(T);

impl<T: State> Engine for Shake<T> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>, output: &mut [u8], cancel: &Cancel) -> Result<(), Failure> {
        let mut reader = self.0.finalize_xof();
        squeeze(output, cancel, |step| reader.read(step))
    }

    fn copy(&self) -> Box<dyn Engine> {
        Box::new(Self(self.0.clone()))
    }
}

/// The function `T`, which takes no key.
pub fn start<T: State + Default>(key: &Key, _seed: u64) -> Option<Box<dyn Engine>> {
    match key {
        Key::None => Some(Box::new(Shake(T::default()))),
        Key::Bytes(_) | Key::Context(_) => None,
    }
}
