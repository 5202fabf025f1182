//! H', BLAKE2b of any length (RFC 9106, section 3.3).

use blake2::digest::block_api::{UpdateCore, VariableOutputCore};
use blake2::digest::block_buffer::LazyBuffer;
use blake2::digest::{Digest, Output};
use blake2::{Blake2b512, Blake2bVarCore};
use zeroize::Zeroize;

/// What each digest but the last gives to the output: half of it.
const PART: usize = 32;

/// Fills `output`, whose length is part of what is hashed.
///
/// # Panics
/// If it is empty, or longer than 32 bits can say.
pub fn fill(inputs: &[&[u8]], output: &mut [u8]) {
    let length = u32::try_from(output.len()).expect("a key of at most 32 bits of length").to_le_bytes();
    if output.len() <= 2 * PART {
        return short(&length, inputs, output);
    }
    let mut digest = Blake2b512::new();
    digest.update(length);
    inputs.iter().for_each(|input| digest.update(input));
    let mut last = digest.finalize();
    let mut rest = output;
    loop {
        let (part, others) = rest.split_at_mut(PART);
        part.copy_from_slice(&last[..PART]);
        rest = others;
        if rest.len() <= 2 * PART {
            break;
        }
        last = Blake2b512::digest(last);
    }
    short(&last, &[], rest);
    last.zeroize();
}

/// BLAKE2b of 1 to 64 bytes.
fn short(first: &[u8], others: &[&[u8]], output: &mut [u8]) {
    let mut core = Blake2bVarCore::new(output.len()).expect("1 to 64 bytes");
    let mut waiting = LazyBuffer::new(first);
    for input in others {
        waiting.digest_blocks(input, |blocks| core.update_blocks(blocks));
    }
    let mut whole: Output<Blake2bVarCore> = Output::<Blake2bVarCore>::default();
    core.finalize_variable_core(&mut waiting, &mut whole);
    output.copy_from_slice(&whole[..output.len()]);
    whole.zeroize();
}
