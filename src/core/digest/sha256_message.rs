//! One message of SHA-256, SHA-224 or their HMACs: cut into blocks, padded, and finished.
//!
//! Who compresses the blocks is the caller's affair. Sources: FIPS 180-4, sections 5.1.1 and 5.2.1; RFC 2104.

use sha2::block_api::compress256;

use super::Key;
use super::sha256_pair::{Block, CompressPair, State};
use crate::core::source::Source;

const BLOCK: usize = size_of::<Block>();
/// Input made ready at once, so that two messages together look at the flag every 64 KiB.
const RUN: usize = 32 * 1024;

/// What every message of a request starts from and is finished with.
#[derive(Clone, Copy)]
pub struct Start {
    inner: State,
    /// HMAC's second hash, which has taken in the key.
    outer: Option<State>,
}

impl Start {
    /// For the digest with this `initial` state and `length` bytes of output, or with a key its HMAC. `None`
    /// for a key that is no string of bytes.
    pub fn new(initial: State, key: &Key, length: usize) -> Option<Self> {
        let plain = Self { inner: initial, outer: None };
        match key {
            Key::None => Some(plain),
            Key::Bytes(key) => Some(plain.keyed(key, length)),
            Key::Context(_) => None,
        }
    }

    fn keyed(self, key: &[u8], length: usize) -> Self {
        let mut block = [0; BLOCK];
        if key.len() <= BLOCK {
            block[..key.len()].copy_from_slice(key);
        } else {
            let mut message = Message::new(self);
            message.begin(Source::Private(key));
            while message.prepare() {
                message.compress();
            }
            message.finish_into(&mut block[..length]);
        }
        let after = |pad: u8| {
            let mut state = self.inner;
            compress256(&mut state, &[block.map(|byte| byte ^ pad)]);
            state
        };
        Self { inner: after(0x36), outer: Some(after(0x5c)) }
    }

    /// The state before the first block of the message.
    pub fn state(&self) -> State {
        self.inner
    }

    /// Writes the digest of a message of `len` bytes, of which `state` has taken in all but the `rest`, less than a
    /// block; or as much of it as `output` has room for.
    pub fn finish_into(&self, mut state: State, rest: &[u8], len: u64, output: &mut [u8]) {
        let mut padding = [[0; BLOCK]; 2];
        let blocks = self.pad(&mut padding, rest, len);
        compress256(&mut state, &padding[..blocks]);
        self.write(&state, output);
    }

    /// Puts the end of a message of `len` bytes into `padding`. Returns how many blocks it takes.
    fn pad(&self, padding: &mut [Block; 2], rest: &[u8], len: u64) -> usize {
        // Behind the input stand a byte and the length in eight.
        let blocks = (rest.len() + 9).div_ceil(BLOCK);
        let padding = &mut padding.as_flattened_mut()[..blocks * BLOCK];
        padding[..rest.len()].copy_from_slice(rest);
        // Of a key, the state has taken in one block.
        let key = if self.outer.is_some() { BLOCK as u64 } else { 0 };
        terminate(padding, rest.len(), key + len);
        blocks
    }

    /// Writes the digest, of which `state` is the inner hash.
    fn write(&self, state: &State, output: &mut [u8]) {
        write(state, output);
        if let Some(mut state) = self.outer {
            let mut last = [0; BLOCK];
            last[..output.len()].copy_from_slice(output);
            terminate(&mut last, output.len(), (BLOCK + output.len()) as u64);
            compress256(&mut state, &[last]);
            write(&state, output);
        }
    }
}

/// Where a message's next blocks are.
enum Run<'i> {
    InPlace(&'i [Block]),
    Copied,
    /// The last ones: what is left of the input, and the padding; so many blocks.
    Padding(usize),
}

/// A message in the making; one after the other, so that its memory serves them all.
pub struct Message<'i> {
    start: Start,
    state: State,
    input: Source<'i>,
    /// How much of the input has been made ready.
    at: usize,
    run: Run<'i>,
    /// Blocks of the run that have been taken in.
    used: usize,
    copy: Vec<u8>,
    padding: [Block; 2],
}

impl<'i> Message<'i> {
    /// The empty message. [`begin`](Self::begin) starts others.
    pub fn new(start: Start) -> Self {
        Self {
            start,
            state: start.inner,
            input: Source::Private(&[]),
            at: 0,
            run: Run::InPlace(&[]),
            used: 0,
            copy: Vec::new(),
            padding: [[0; BLOCK]; 2],
        }
    }

    /// Starts the message that is `input`.
    pub fn begin(&mut self, input: Source<'i>) {
        self.state = self.start.inner;
        self.input = input;
        self.at = 0;
        self.run = Run::InPlace(&[]);
        self.used = 0;
    }

    /// Makes sure that blocks are ready; false if all have been taken in, padding included.
    pub fn prepare(&mut self) -> bool {
        if !self.ready().is_empty() {
            return true;
        }
        if matches!(self.run, Run::Padding(_)) {
            return false;
        }
        self.used = 0;
        let whole = (self.input.len() - self.at) / BLOCK * BLOCK;
        self.run = if whole > 0 { self.next_run(whole.min(RUN)) } else { self.pad() };
        true
    }

    /// Blocks to be taken in next, at most 32 KiB.
    pub fn ready(&self) -> &[Block] {
        let run = match self.run {
            Run::InPlace(blocks) => blocks,
            Run::Copied => self.copy.as_chunks().0,
            Run::Padding(blocks) => &self.padding[..blocks],
        };
        &run[self.used..]
    }

    /// Takes in all blocks that are ready, by `sha2`.
    pub fn compress(&mut self) {
        let mut state = self.state;
        compress256(&mut state, self.ready());
        self.advance(state, self.ready().len());
    }

    /// The state after the blocks taken in so far.
    pub fn state(&self) -> State {
        self.state
    }

    /// Goes on behind the next `blocks`, after which the state is `state`.
    pub fn advance(&mut self, state: State, blocks: usize) {
        self.state = state;
        self.used += blocks;
    }

    /// The digest, or as much of it as `output` has room for, once [`prepare`](Self::prepare) was false.
    pub fn finish_into(&self, output: &mut [u8]) {
        self.start.write(&self.state, output);
    }

    fn next_run(&mut self, bytes: usize) -> Run<'i> {
        let from = self.at;
        self.at += bytes;
        match self.input.in_place() {
            Some(input) => Run::InPlace(input[from..self.at].as_chunks().0),
            None => {
                self.input.block(from, bytes, &mut self.copy);
                Run::Copied
            }
        }
    }

    fn pad(&mut self) -> Run<'i> {
        let rest = self.input.block(self.at, BLOCK, &mut self.copy);
        let blocks = self.start.pad(&mut self.padding, rest, self.input.len() as u64);
        Run::Padding(blocks)
    }
}

/// Takes in as many blocks as both have ready.
pub fn compress_both(compress_pair: CompressPair, first: &mut Message<'_>, second: &mut Message<'_>) {
    let blocks = first.ready().len().min(second.ready().len());
    let mut states = [first.state(), second.state()];
    compress_pair(&mut states, [&first.ready()[..blocks], &second.ready()[..blocks]]);
    let [first_state, second_state] = states;
    first.advance(first_state, blocks);
    second.advance(second_state, blocks);
}

/// Pads what stands in the first `used` bytes, the end of a message of `len` bytes.
fn terminate(blocks: &mut [u8], used: usize, len: u64) {
    let end = blocks.len() - 8;
    let (rest, length) = blocks.split_at_mut(end);
    let rest = &mut rest[used..];
    rest.fill(0);
    rest[0] = 0x80;
    length.copy_from_slice(&(len * 8).to_be_bytes());
}

fn write(state: &State, output: &mut [u8]) {
    for (bytes, word) in output.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
}
