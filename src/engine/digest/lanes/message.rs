//! One message of SHA-2 or its HMAC: cut into blocks, padded, and finished.
//!
//! The caller compresses the blocks. Sources: FIPS 180-4, sections 5.1 and 5.2; RFC 2104.

use super::lane::Lane;
use super::sha2::{Sha2, Sha256, Sha512, State};
use crate::engine::digest::key::Key;
use crate::engine::input::InputBytes;

/// Bytes of SHA-512's blocks. SHA-256's are smaller.
const LARGEST_BLOCK: usize = 128;
/// Input made ready at once: the kernel with most lanes takes in sixteen of these in 0.2 ms.
const RUN: usize = 32 * 1024;

const fn block_size<H: Sha2>() -> usize {
    size_of::<H::Block>()
}

/// A digest's initial hash value.
#[derive(Clone, Copy)]
pub enum Initial {
    Sha256(State<Sha256>),
    Sha512(State<Sha512>),
}

/// What every message of a request starts from, in one of the sizes.
#[derive(Clone, Copy)]
pub enum AnyStart {
    Sha256(Start<Sha256>),
    Sha512(Start<Sha512>),
}

impl AnyStart {
    /// As [`Start::new`].
    pub fn new(initial: Initial, key: &Key, length: usize) -> Option<Self> {
        match initial {
            Initial::Sha256(initial) => Start::new(initial, key, length).map(Self::Sha256),
            Initial::Sha512(initial) => Start::new(initial, key, length).map(Self::Sha512),
        }
    }
}

/// What every message of a request starts from and is finished with.
#[derive(Clone, Copy)]
pub struct Start<H: Sha2> {
    inner: State<H>,
    /// HMAC's second hash, which has taken in the key.
    outer: Option<State<H>>,
}

impl<H: Sha2> Start<H> {
    /// For the digest with this `initial` state and `length` bytes of output, or with a key its HMAC. `None`
    /// for a key that is not a string of bytes.
    pub fn new(initial: State<H>, key: &Key, length: usize) -> Option<Self> {
        let plain = Self { inner: initial, outer: None };
        match key {
            Key::None => Some(plain),
            Key::Bytes(key) => Some(plain.keyed(key, length)),
            Key::Context(_) => None,
        }
    }

    fn keyed(self, key: &[u8], length: usize) -> Self {
        let mut block = [0; LARGEST_BLOCK];
        let block = &mut block[..block_size::<H>()];
        if key.len() <= block.len() {
            block[..key.len()].copy_from_slice(key);
        } else {
            let mut message = Message::new(self);
            message.begin(InputBytes::Private(key));
            message.compress_all();
            message.finish_into(&mut block[..length]);
        }
        let after = |pad: u8| {
            let mut state = self.inner;
            let mut block = block.to_vec();
            block.iter_mut().for_each(|byte| *byte ^= pad);
            H::compress(&mut state, H::blocks(&block).0);
            state
        };
        Self { inner: after(0x36), outer: Some(after(0x5c)) }
    }

    /// The state before the first block of the message.
    pub fn state(&self) -> State<H> {
        self.inner
    }

    /// Writes the digest of a message of `len` bytes, of which `state` has taken in all but the `rest`, less than a
    /// block; or as much of it as `output` has room for.
    pub fn finish_into(&self, mut state: State<H>, rest: &[u8], len: u64, output: &mut [u8]) {
        let mut padding = [0; 2 * LARGEST_BLOCK];
        let bytes = self.pad(&mut padding, rest, len);
        H::compress(&mut state, H::blocks(&padding[..bytes]).0);
        self.write(&state, output);
    }

    /// Puts the end of a message of `len` bytes into `padding`. Returns how many bytes that makes, whole blocks.
    fn pad(&self, padding: &mut Padding, rest: &[u8], len: u64) -> usize {
        // Behind the input stand a byte and the length.
        let bytes = (rest.len() + 1 + H::LENGTH).next_multiple_of(block_size::<H>());
        padding[..rest.len()].copy_from_slice(rest);
        // Of a key, the state has taken in one block.
        let key = if self.outer.is_some() { block_size::<H>() as u64 } else { 0 };
        terminate(&mut padding[..bytes], rest.len(), key + len);
        bytes
    }

    /// Writes the digest, of which `state` is the inner hash.
    fn write(&self, state: &State<H>, output: &mut [u8]) {
        H::write(state, output);
        if let Some(mut state) = self.outer {
            let mut last = [0; LARGEST_BLOCK];
            let last = &mut last[..block_size::<H>()];
            last[..output.len()].copy_from_slice(output);
            terminate(last, output.len(), (last.len() + output.len()) as u64);
            H::compress(&mut state, H::blocks(last).0);
            H::write(&state, output);
        }
    }
}

/// The last bytes of a message: up to two blocks.
type Padding = [u8; 2 * LARGEST_BLOCK];

/// Where a message's next blocks are.
enum Run<'i, H: Sha2> {
    InPlace(&'i [H::Block]),
    Copied,
    /// The last ones: what is left of the input, and the padding; returns their number of bytes.
    Padding(usize),
}

/// A message in the making; one after the other, so that its memory serves them all.
pub struct Message<'i, H: Sha2> {
    start: Start<H>,
    state: State<H>,
    input: InputBytes<'i>,
    /// How much of the input has been made ready.
    at: usize,
    run: Run<'i, H>,
    /// Blocks of the run that have been taken in.
    used: usize,
    copy: Vec<u8>,
    padding: Padding,
}

impl<'i, H: Sha2> Message<'i, H> {
    /// The empty message. [`begin`](Self::begin) starts others.
    pub fn new(start: Start<H>) -> Self {
        Self {
            start,
            state: start.inner,
            input: InputBytes::Private(&[]),
            at: 0,
            run: Run::InPlace(&[]),
            used: 0,
            copy: Vec::new(),
            padding: [0; 2 * LARGEST_BLOCK],
        }
    }

    /// Starts the message that is `input`.
    pub fn begin(&mut self, input: InputBytes<'i>) {
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
        let whole = (self.input.len() - self.at) / block_size::<H>() * block_size::<H>();
        self.run = if whole > 0 { self.next_run(whole.min(RUN)) } else { self.pad() };
        true
    }

    /// Takes in all there is, this message alone.
    pub fn compress_all(&mut self) {
        while self.prepare() {
            let mut state = self.state;
            H::compress(&mut state, self.ready());
            self.advance(state, self.ready().len());
        }
    }

    /// The digest, or as much of it as `output` has room for, once [`prepare`](Self::prepare) was false.
    pub fn finish_into(&self, output: &mut [u8]) {
        self.start.write(&self.state, output);
    }

    fn next_run(&mut self, bytes: usize) -> Run<'i, H> {
        let from = self.at;
        self.at += bytes;
        match self.input.in_place() {
            Some(input) => Run::InPlace(H::blocks(&input[from..self.at]).0),
            None => {
                self.input.block(from, bytes, &mut self.copy);
                Run::Copied
            }
        }
    }

    fn pad(&mut self) -> Run<'i, H> {
        let rest = self.input.block(self.at, block_size::<H>(), &mut self.copy);
        Run::Padding(self.start.pad(&mut self.padding, rest, self.input.len() as u64))
    }
}

impl<H: Sha2> Lane<H> for Message<'_, H> {
    fn state(&self) -> State<H> {
        self.state
    }

    /// At most 32 KiB.
    fn ready(&self) -> &[H::Block] {
        let run = match self.run {
            Run::InPlace(blocks) => blocks,
            Run::Copied => H::blocks(&self.copy).0,
            Run::Padding(bytes) => H::blocks(&self.padding[..bytes]).0,
        };
        &run[self.used..]
    }

    fn advance(&mut self, state: State<H>, blocks: usize) {
        self.state = state;
        self.used += blocks;
    }
}

/// Pads what is in the first `used` bytes, the end of a message of `len` bytes.
fn terminate(blocks: &mut [u8], used: usize, len: u64) {
    let end = blocks.len() - size_of::<u64>();
    let (rest, length) = blocks.split_at_mut(end);
    let rest = &mut rest[used..];
    rest.fill(0);
    rest[0] = 0x80;
    length.copy_from_slice(&(len * 8).to_be_bytes());
}
