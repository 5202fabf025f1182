//! A digest in progress, of any algorithm.

use super::output::allocate;
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Input taken in between two looks at the flag: about 0.5 ms of the slowest digest.
const BLOCK: usize = 64 * 1024;
/// From this much input on it is worth waking other threads, where the digest can use them.
const SPREAD_FROM: usize = 128 * 1024;

/// What an algorithm has to do. Each is a state that takes in bytes and in the end writes its output.
pub trait Engine: Send + Sync {
    /// Takes in the next bytes.
    fn update(&mut self, bytes: &[u8]);

    /// Takes in the next bytes with the help of the other threads of the current pool.
    fn update_spread(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }

    /// How many bytes at once `update_spread` makes good use of; at most some 10 ms of work for one thread.
    fn spread_block(&self) -> usize {
        BLOCK
    }

    /// Fills `output`, which has the length that the request said. May stop early when cancelled.
    fn finish(self: Box<Self>, output: &mut [u8], cancel: &Cancel) -> Result<(), Failure>;

    /// The same state once more.
    fn copy(&self) -> Box<dyn Engine>;
}

/// A digest in progress. A clone continues separately from the same state.
pub struct Hasher {
    engine: Box<dyn Engine>,
    output_length: usize,
}

impl Hasher {
    pub(super) fn new(engine: Box<dyn Engine>, output_length: usize) -> Self {
        Self { engine, output_length }
    }

    /// Bytes of output.
    pub fn output_length(&self) -> usize {
        self.output_length
    }

    /// Takes in the next bytes, all of them on this thread.
    #[cfg(test)]
    pub fn update(&mut self, bytes: &[u8]) {
        self.engine.update(bytes);
    }

    /// Takes in the next bytes block by block. On a pool's thread, the pool's other threads may help.
    ///
    /// # Errors
    /// `Failure::Aborted`, and nothing else.
    pub fn absorb(&mut self, input: InputBytes<'_>, cancel: &Cancel) -> Result<(), Failure> {
        // Asked outside a pool, rayon would start one of its own.
        let spread = input.len() >= SPREAD_FROM && rayon::current_thread_index().is_some();
        let max = if spread { self.engine.spread_block() } else { BLOCK };
        let mut scratch = Vec::new();
        let mut at = 0;
        loop {
            cancel.check()?;
            let block = input.block(at, max, &mut scratch);
            if block.is_empty() {
                return Ok(());
            }
            if spread {
                self.engine.update_spread(block)
            } else {
                self.engine.update(block)
            }
            at += block.len();
        }
    }

    /// The digest of all that was taken in.
    ///
    /// # Errors
    /// `Failure::OutOfMemory` if there is no room for a long output, or `Failure::Aborted`.
    pub fn finish(self, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        let mut output = allocate(self.output_length, cancel)?;
        self.finish_into(&mut output, cancel)?;
        Ok(output)
    }

    /// As [`finish`](Self::finish), into `output`, which has the output's length.
    pub(super) fn finish_into(self, output: &mut [u8], cancel: &Cancel) -> Result<(), Failure> {
        cancel.check()?;
        self.engine.finish(output, cancel)
    }
}

impl Clone for Hasher {
    fn clone(&self) -> Self {
        Self { engine: self.engine.copy(), output_length: self.output_length }
    }
}
