//! Blocks of messages that several threads read, taken in by a pool several at a time.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::ThreadPool;

use super::kernel::Kernel;
use super::lane::{Lane, take_in};
use super::message::Start;
use super::sha2::{Sha2, Sha256, Sha512, State};
use crate::engine::failure::Failure;

/// A size of SHA-2 and the queue of its blocks.
pub trait Queued: Sha2 {
    /// The process's only one.
    fn queue() -> &'static BatchQueue<Self>;
}

impl Queued for Sha256 {
    fn queue() -> &'static BatchQueue<Self> {
        static QUEUE: BatchQueue<Sha256> = BatchQueue::new();
        &QUEUE
    }
}

impl Queued for Sha512 {
    fn queue() -> &'static BatchQueue<Self> {
        static QUEUE: BatchQueue<Sha512> = BatchQueue::new();
        &QUEUE
    }
}

/// Where the blocks of all messages wait for a thread.
pub struct BatchQueue<H: Sha2>(Mutex<Line<H>>);

struct Line<H: Sha2> {
    waiting: VecDeque<Pending<H>>,
    /// Threads that take in blocks.
    serving: usize,
}

/// Bytes to be taken in, all whole blocks of the message among them, and who waits for that.
struct Pending<H: Sha2> {
    state: State<H>,
    bytes: Vec<u8>,
    len: usize,
    /// Blocks that have been taken in.
    used: usize,
    done: Sender<(State<H>, Vec<u8>)>,
}

/// A message that is read piece by piece. Every piece but the last is of whole blocks.
pub struct PiecewiseMessage<H: Sha2> {
    start: Start<H>,
    state: State<H>,
    len: u64,
    /// The end of the last piece, less than a block.
    rest: Vec<u8>,
}

/// A piece that the pool takes in.
pub struct Ticket<H: Sha2>(Receiver<(State<H>, Vec<u8>)>);

impl<H: Queued> PiecewiseMessage<H> {
    pub fn new(start: Start<H>) -> Self {
        Self { start, state: start.state(), len: 0, rest: Vec::new() }
    }

    /// Has the pool take in the first `len` of `bytes`: beside other messages' pieces, where more wait than threads
    /// are free. [`settle`](Self::settle) has to come before the next.
    pub fn send(&mut self, pool: &ThreadPool, kernel: Kernel<H>, bytes: Vec<u8>, len: usize) -> Ticket<H> {
        debug_assert!(self.rest.is_empty(), "a piece follows one that ended within a block");
        self.len += len as u64;
        self.rest.extend_from_slice(H::blocks(&bytes[..len]).1);
        let (done, ticket) = mpsc::channel();
        H::queue().lock().waiting.push_back(Pending { state: self.state, bytes, len, used: 0, done });
        let threads = pool.current_num_threads();
        pool.spawn(move || H::queue().serve(kernel, threads));
        Ticket(ticket)
    }

    /// Waits until the piece is taken in, and returns its memory.
    ///
    /// # Errors
    /// `Failure::Internal` if the pool's thread panicked.
    pub fn settle(&mut self, ticket: &Ticket<H>) -> Result<Vec<u8>, Failure> {
        let gone = |_| Failure::Internal("a block was not digested".into());
        let (state, bytes) = ticket.0.recv().map_err(gone)?;
        self.state = state;
        Ok(bytes)
    }

    /// The digest of all pieces, of `length` bytes.
    pub fn finish(&self, length: usize) -> Vec<u8> {
        let mut output = vec![0; length];
        self.start.finish_into(self.state, &self.rest, self.len, &mut output);
        output
    }
}

impl<H: Sha2> Lane<H> for Pending<H> {
    fn state(&self) -> State<H> {
        self.state
    }

    fn ready(&self) -> &[H::Block] {
        &H::blocks(&self.bytes[..self.len]).0[self.used..]
    }

    fn advance(&mut self, state: State<H>, blocks: usize) {
        self.state = state;
        self.used += blocks;
    }
}

impl<H: Sha2> BatchQueue<H> {
    pub const fn new() -> Self {
        Self(Mutex::new(Line { waiting: VecDeque::new(), serving: 0 }))
    }

    /// Takes in the first piece that waits. Where it pays to add the pieces for which none of the pool's other `threads`
    /// is free, it takes one for each lane: full lanes take no longer than empty ones.
    fn serve(&self, kernel: Kernel<H>, threads: usize) {
        let batch = {
            let mut line = self.lock();
            line.serving += 1;
            let free = threads.saturating_sub(line.serving);
            let unserved = line.waiting.len().saturating_sub(free);
            let mine = kernel.together(unserved);
            // None is left if others took this one's piece beside their own.
            let mine = mine.min(line.waiting.len());
            line.waiting.drain(..mine).collect()
        };
        take_in_all(kernel, batch);
        self.lock().serving -= 1;
    }

    fn lock(&self) -> MutexGuard<'_, Line<H>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes in whole pieces. A message whose piece ends is reported at once.
fn take_in_all<H: Sha2>(kernel: Kernel<H>, mut batch: Vec<Pending<H>>) {
    while !batch.is_empty() {
        for pending in batch.extract_if(.., |pending| pending.ready().is_empty()) {
            // Nobody may wait for it any more.
            drop(pending.done.send((pending.state, pending.bytes)));
        }
        take_in(kernel, batch.iter_mut());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::{Algorithm, Key, Spec, digest};
    use super::super::{AnyStart, Kernels};
    use super::*;
    use crate::engine::cancel::Cancel;
    use crate::engine::input::InputBytes;

    /// With no kernel for it there is nothing to compare.
    fn in_pieces(
        pool: &ThreadPool,
        kernels: Kernels,
        spec: &Spec,
        input: &[u8],
        piece: usize,
    ) -> Option<Vec<u8>> {
        let length = spec.output_length();
        match spec.sha2().expect("a SHA-2") {
            AnyStart::Sha256(start) => {
                kernels.sha256.map(|kernel| read(pool, kernel, start, input, piece, length))
            }
            AnyStart::Sha512(start) => {
                kernels.sha512.map(|kernel| read(pool, kernel, start, input, piece, length))
            }
        }
    }

    fn read<H: Queued>(
        pool: &ThreadPool,
        kernel: Kernel<H>,
        start: Start<H>,
        input: &[u8],
        piece: usize,
        length: usize,
    ) -> Vec<u8> {
        let mut message = PiecewiseMessage::new(start);
        for piece in input.chunks(piece) {
            let memory = [piece, b"what was read before"].concat();
            let ticket = message.send(pool, kernel, memory, piece.len());
            message.settle(&ticket).expect("no panic");
        }
        message.finish(length)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn messages_read_side_by_side_have_the_digests_that_they_have_alone(
            messages in prop::collection::vec((0_usize..20_000, 1_usize..40), 1..12),
            key in prop::option::of(prop::collection::vec(any::<u8>(), 0..150)),
            threads in 1_usize..4,
        ) {
            let bytes: Vec<u8> = (0..=250).cycle().take(20_000).collect();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let key = || key.clone().map_or(Key::None, Key::Bytes);
            for name in ["sha256", "sha224", "sha512", "sha384"] {
                let spec = Spec::new(Algorithm::named(name).expect("in the table"), key(), None, 0).expect("it takes keys");
                for kernels in Kernels::all() {
                    std::thread::scope(|scope| {
                        for &(len, blocks) in &messages {
                            let (pool, spec, input) = (&pool, &spec, &bytes[..len]);
                            scope.spawn(move || {
                                let Some(found) = in_pieces(pool, kernels, spec, input, 128 * blocks) else { return };
                                let expected = digest(spec, InputBytes::Private(input), &Cancel::default()).unwrap();
                                assert_eq!(found, expected, "{name} {len} {blocks}");
                            });
                        }
                    });
                }
            }
        }
    }
}
