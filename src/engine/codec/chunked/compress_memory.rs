//! Memory to memory.

use super::assembly::Assembly;
use super::chunker::Chunk;
use crate::engine::cancel::Cancel;
use crate::engine::codec::ordered_parallel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Compresses all of `input` with a new `assembly` on at most `threads` threads: idle ones of the pool and this one.
///
/// Looks at `cancel` before every chunk.
///
/// # Errors
/// Those of [`Assembly`].
pub fn compress(
    assembly: &dyn Assembly,
    input: InputBytes<'_>,
    threads: usize,
    cancel: &Cancel,
) -> Result<Vec<u8>, Failure> {
    let size = assembly.chunk();
    let count = input.len().div_ceil(size).max(1);
    let add = |number: usize, scratch: &mut Vec<u8>| {
        cancel.check()?;
        let start = number * size;
        let before = assembly.lookback().min(start);
        let bytes = input.block(start - before, before + size, scratch);
        assembly.add(number, Chunk { bytes, before, last: number + 1 == count }, cancel)
    };
    ordered_parallel::each(count, threads, add, |()| Ok(()))?;
    assembly.end()
}
