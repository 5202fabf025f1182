//! SHA-2 in its two sizes of word.

use ::sha2::block_api::compress256;

use crate::engine::digest::constants::{K_256, K_512};
use crate::engine::digest::one_message::sha512;

/// SHA-256 and SHA-224.
#[derive(Clone, Copy)]
pub struct Sha256;

/// SHA-512, SHA-384, SHA-512/256 and SHA-512/224.
#[derive(Clone, Copy)]
pub struct Sha512;

/// What the sizes differ in (FIPS 180-4, sections 4 to 6).
pub trait Sha2: Copy + Send + Sync + 'static {
    type Word: Copy + Default + Send + Sync;
    /// Sixteen words.
    type Block: Copy + Sync;
    /// Bytes that the length of a message takes in its padding.
    const LENGTH: usize;
    /// The constants of the rounds.
    const K: &'static [Self::Word];
    /// Σ0 and Σ1: the XOR of three rotations to the right.
    const LARGE_SIGMAS: [[u32; 3]; 2];
    /// σ0 and σ1: of two rotations and, last, a shift.
    const SMALL_SIGMAS: [[u32; 3]; 2];

    /// Cuts off the whole blocks. What is left of the bytes comes second.
    fn blocks(bytes: &[u8]) -> (&[Self::Block], &[u8]);

    /// Takes blocks into one state.
    fn compress(state: &mut State<Self>, blocks: &[Self::Block]);

    /// Writes the state, or as much of it as `output` has room for.
    fn write(state: &State<Self>, output: &mut [u8]);
}

/// The eight working words, a to h.
pub type State<H> = [<H as Sha2>::Word; 8];

impl Sha2 for Sha256 {
    type Word = u32;
    type Block = [u8; 64];
    const LENGTH: usize = 8;
    const K: &'static [u32] = &K_256;
    const LARGE_SIGMAS: [[u32; 3]; 2] = [[2, 13, 22], [6, 11, 25]];
    const SMALL_SIGMAS: [[u32; 3]; 2] = [[7, 18, 3], [17, 19, 10]];

    fn blocks(bytes: &[u8]) -> (&[Self::Block], &[u8]) {
        bytes.as_chunks()
    }

    fn compress(state: &mut State<Self>, blocks: &[Self::Block]) {
        compress256(state, blocks);
    }

    fn write(state: &State<Self>, output: &mut [u8]) {
        write(state.map(u32::to_be_bytes).as_flattened(), output);
    }
}

impl Sha2 for Sha512 {
    type Word = u64;
    type Block = [u8; 128];
    const LENGTH: usize = 16;
    const K: &'static [u64] = &K_512;
    const LARGE_SIGMAS: [[u32; 3]; 2] = [[28, 34, 39], [14, 18, 41]];
    const SMALL_SIGMAS: [[u32; 3]; 2] = [[1, 8, 7], [19, 61, 6]];

    fn blocks(bytes: &[u8]) -> (&[Self::Block], &[u8]) {
        bytes.as_chunks()
    }

    fn compress(state: &mut State<Self>, blocks: &[Self::Block]) {
        sha512::compress(state, blocks);
    }

    fn write(state: &State<Self>, output: &mut [u8]) {
        write(state.map(u64::to_be_bytes).as_flattened(), output);
    }
}

fn write(state: &[u8], output: &mut [u8]) {
    let len = output.len().min(state.len());
    output[..len].copy_from_slice(&state[..len]);
}
