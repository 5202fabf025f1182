mod answers;
mod file;
#[cfg(unix)]
mod file_unix;
mod hasher;
mod lanes;
mod one_shot;
mod spec;

use super::{ALGORITHMS, Algorithm, Key, Spec};
use crate::engine::input::{InputBytes, SharedBytes};

/// The bytes 0 to 250 over and over.
fn pattern(len: usize) -> Vec<u8> {
    (0..=250).cycle().take(len).collect()
}

/// The same bytes as memory that others may write to.
fn shared(bytes: &[u8]) -> InputBytes<'_> {
    // SAFETY: the result borrows `bytes`.
    InputBytes::Shared(unsafe { SharedBytes::new(bytes.as_ptr(), bytes.len()) })
}

fn named(name: &str) -> &'static Algorithm {
    Algorithm::named(name).expect("in the table")
}

fn plain(algorithm: &'static Algorithm) -> Spec {
    Spec::new(algorithm, Key::None, None, 0).expect("every digest goes without a key")
}

fn every_plain_spec() -> Vec<Spec> {
    ALGORITHMS.iter().map(plain).collect()
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}
