//! Blocks of SHA-256 messages that several threads read, taken in by a pool two at a time.

use std::collections::VecDeque;
use std::mem;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::ThreadPool;
use sha2::block_api::compress256;

use super::sha256_message::Start;
use super::sha256_pair::{Block, CompressPair, State};
use crate::core::failure::Failure;

/// Where the blocks of all messages wait for a thread.
static DESK: Mutex<Desk> = Mutex::new(Desk { waiting: VecDeque::new(), serving: 0 });

struct Desk {
    waiting: VecDeque<Order>,
    /// Threads that take in blocks.
    serving: usize,
}

/// Bytes to be taken in, all whole blocks of the message among them, and who waits for that.
struct Order {
    state: State,
    bytes: Vec<u8>,
    len: usize,
    done: Sender<(State, Vec<u8>)>,
}

/// A message that is read piece by piece. Every piece but the last is of whole blocks.
pub struct PiecewiseMessage {
    start: Start,
    state: State,
    len: u64,
    /// The end of the last piece, less than a block.
    rest: Vec<u8>,
}

/// A piece that the pool takes in.
pub struct Underway(Receiver<(State, Vec<u8>)>);

impl PiecewiseMessage {
    pub fn new(start: Start) -> Self {
        Self { start, state: start.state(), len: 0, rest: Vec::new() }
    }

    /// Has the pool take in the first `len` of `bytes`: beside another message's piece, where more wait than threads
    /// are free. [`settle`](Self::settle) has to come before the next.
    pub fn send(&mut self, pool: &ThreadPool, kernel: CompressPair, bytes: Vec<u8>, len: usize) -> Underway {
        debug_assert!(self.rest.is_empty(), "a piece follows one that ended within a block");
        self.len += len as u64;
        self.rest.extend_from_slice(bytes[..len].as_chunks::<{ size_of::<Block>() }>().1);
        let (done, underway) = mpsc::channel();
        lock().waiting.push_back(Order { state: self.state, bytes, len, done });
        let threads = pool.current_num_threads();
        pool.spawn(move || serve(kernel, threads));
        Underway(underway)
    }

    /// Waits until the piece is taken in, and returns its memory.
    ///
    /// # Errors
    /// `Failure::Internal` if the pool's thread panicked.
    pub fn settle(&mut self, underway: &Underway) -> Result<Vec<u8>, Failure> {
        let gone = |_| Failure::Internal("a block was not digested".into());
        let (state, bytes) = underway.0.recv().map_err(gone)?;
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

impl Order {
    fn blocks(&self) -> &[Block] {
        self.bytes[..self.len].as_chunks().0
    }

    /// Gives back the memory. Nobody may wait for it any more.
    fn end(self, state: State) {
        drop(self.done.send((state, self.bytes)));
    }
}

/// Takes in the first piece that waits, and the second with it if no other of the pool's `threads` is free for it.
fn serve(kernel: CompressPair, threads: usize) {
    let (first, second) = {
        let mut desk = lock();
        // Another one took this one's piece beside its own.
        let Some(first) = desk.waiting.pop_front() else { return };
        desk.serving += 1;
        let free = threads.saturating_sub(desk.serving);
        (first, if desk.waiting.len() > free { desk.waiting.pop_front() } else { None })
    };
    match second {
        None => take_in_one(first),
        Some(second) => take_in_two(kernel, first, second),
    }
    lock().serving -= 1;
}

fn take_in_one(order: Order) {
    let mut state = order.state;
    compress256(&mut state, order.blocks());
    order.end(state);
}

/// The shorter one is told as soon as it ends.
fn take_in_two(kernel: CompressPair, mut long: Order, mut short: Order) {
    if long.blocks().len() < short.blocks().len() {
        mem::swap(&mut long, &mut short);
    }
    let common = short.blocks().len();
    let mut states = [long.state, short.state];
    kernel(&mut states, [&long.blocks()[..common], short.blocks()]);
    let [mut state, ended] = states;
    short.end(ended);
    compress256(&mut state, &long.blocks()[common..]);
    long.end(state);
}

fn lock() -> MutexGuard<'static, Desk> {
    DESK.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sha256_pair;
    use super::super::{Algorithm, Key, Spec, digest};
    use super::*;
    use crate::core::cancel::Cancel;
    use crate::core::source::Source;

    fn by_sha2(states: &mut [State; 2], blocks: [&[Block]; 2]) {
        for (state, blocks) in states.iter_mut().zip(blocks) {
            compress256(state, blocks);
        }
    }

    fn in_pieces(
        pool: &ThreadPool,
        kernel: CompressPair,
        spec: &Spec,
        input: &[u8],
        piece: usize,
    ) -> Vec<u8> {
        let mut message = PiecewiseMessage::new(spec.sha256().expect("a SHA-256"));
        for piece in input.chunks(piece) {
            let memory = [piece, b"what was read before"].concat();
            let underway = message.send(pool, kernel, memory, piece.len());
            message.settle(&underway).expect("no panic");
        }
        message.finish(spec.output_length())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn messages_read_side_by_side_have_the_digests_that_they_have_alone(
            messages in prop::collection::vec((0_usize..20_000, 1_usize..40), 1..7),
            key in prop::option::of(prop::collection::vec(any::<u8>(), 0..100)),
            threads in 1_usize..4,
        ) {
            let bytes: Vec<u8> = (0..=250).cycle().take(20_000).collect();
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let key = || key.clone().map_or(Key::None, Key::Bytes);
            for name in ["sha256", "sha224"] {
                let spec = Spec::new(Algorithm::named(name).expect("in the table"), key(), None, 0).expect("it takes keys");
                for kernel in sha256_pair::kernel().into_iter().chain([by_sha2 as CompressPair]) {
                    std::thread::scope(|scope| {
                        for &(len, blocks) in &messages {
                            let (pool, spec, input) = (&pool, &spec, &bytes[..len]);
                            scope.spawn(move || {
                                let expected = digest(spec, Source::Private(input), &Cancel::default()).unwrap();
                                assert_eq!(in_pieces(pool, kernel, spec, input, 64 * blocks), expected, "{len} {blocks}");
                            });
                        }
                    });
                }
            }
        }
    }
}
