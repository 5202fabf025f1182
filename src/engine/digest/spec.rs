//! A request for a digest that has been checked against the table.

use std::borrow::Cow;
use std::time::Duration;

use super::algorithms::Algorithm;
use super::hasher::Hasher;
use super::key::Key;
use super::lanes::AnyStart;
use crate::engine::failure::Failure;

/// A digest to be computed: algorithm, key, seed and length of output.
///
/// It holds a hasher that has taken in the key already; the key itself is not kept.
pub struct Spec {
    algorithm: &'static Algorithm,
    fresh: Hasher,
    sha2: Option<AnyStart>,
}

impl Spec {
    /// Checks the request. Without `output_length` the output is as long as the table says; a `seed` of 0 means
    /// none.
    ///
    /// # Errors
    /// `Failure::Internal` if the algorithm does not take such a key, a seed, or another output length: the
    /// caller should have refused that, by the names of its own arguments.
    pub fn new(
        algorithm: &'static Algorithm,
        key: Key,
        output_length: Option<usize>,
        seed: u64,
    ) -> Result<Self, Failure> {
        let refuse =
            |what| Failure::Internal(Cow::from(format!("{} cannot take this {what}", algorithm.name)));
        let output_length = output_length.unwrap_or(algorithm.output_length);
        if output_length != algorithm.output_length && !algorithm.extendable {
            return Err(refuse("output length"));
        }
        if seed != 0 && !algorithm.seeded {
            return Err(refuse("seed"));
        }
        if !algorithm.key.accepts(&key) {
            return Err(refuse("key"));
        }
        let engine = (algorithm.start)(&key, seed).ok_or_else(|| refuse("key"))?;
        let sha2 = algorithm.sha2.and_then(|initial| AnyStart::new(initial, &key, output_length));
        Ok(Self { algorithm, fresh: Hasher::new(engine, output_length), sha2 })
    }

    /// The row of the table.
    pub fn algorithm(&self) -> &'static Algorithm {
        self.algorithm
    }

    /// Bytes of output.
    pub fn output_length(&self) -> usize {
        self.fresh.output_length()
    }

    /// Roughly how long one thread takes for this many bytes of input.
    pub fn estimate(&self, bytes: usize) -> Duration {
        const HANDOVER_NANOS: u64 = 11_000;
        let bytes = bytes.saturating_add(self.output_length()) as u64;
        Duration::from_nanos(bytes.saturating_mul(HANDOVER_NANOS) / self.algorithm.handover_bytes as u64)
    }

    /// A hasher that has seen no input yet.
    pub fn hasher(&self) -> Hasher {
        self.fresh.clone()
    }

    /// The same, if it is of SHA-2 or made of it, for computing several at once.
    pub(super) fn sha2(&self) -> Option<AnyStart> {
        self.sha2
    }
}
