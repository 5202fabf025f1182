//! Many inputs, each compressed or decompressed separately.

use super::{Compression, Decompression, one_shot, ordered_parallel};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Compresses each of `inputs`, on as many threads as [`compress`](super::compress) uses for one.
///
/// # Errors
/// The first failure of any, as [`compress`](super::compress) has it.
pub fn compress_many(
    spec: &Compression,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Result<Vec<Vec<u8>>, Failure> {
    let threads = ordered_parallel::threads_here(spec.threads);
    let each = Compression { threads: share(spec.threads, inputs.len()), ..spec.clone() };
    code_each(inputs, threads, |input| one_shot::compress(&each, input, cancel))
}

/// Decompresses each of `inputs`, on as many threads as [`decompress`](super::decompress) uses for one.
///
/// # Errors
/// The first failure of any, as [`decompress`](super::decompress) has it.
pub fn decompress_many(
    spec: &Decompression,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Result<Vec<Vec<u8>>, Failure> {
    let threads = ordered_parallel::threads_here(spec.threads);
    let each = Decompression { threads: share(spec.threads, inputs.len()), ..spec.clone() };
    code_each(inputs, threads, |input| one_shot::decompress(&each, input, cancel))
}

/// How many of `threads` each of these inputs may have. Without a limit, threads that are done with the other inputs
/// take parts of the last ones.
fn share(threads: Option<usize>, inputs: usize) -> Option<usize> {
    threads.map(|threads| (threads / inputs.max(1)).max(1))
}

fn code_each(
    inputs: &[InputBytes<'_>],
    threads: usize,
    code: impl Fn(InputBytes<'_>) -> Result<Vec<u8>, Failure> + Sync,
) -> Result<Vec<Vec<u8>>, Failure> {
    let mut coded = Vec::with_capacity(inputs.len());
    let make = |index: usize, _: &mut Vec<u8>| code(inputs[index]);
    ordered_parallel::each(inputs.len(), threads, make, |bytes| {
        coded.push(bytes);
        Ok(())
    })?;
    Ok(coded)
}
