//! gzip with an index of its pieces, memory to memory: the pieces side by side.

use super::index::Index;
use super::plan::{Plan, TRAILER};
use crate::engine::cancel::Cancel;
use crate::engine::codec::{Decompression, ordered_parallel};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Decompresses `input` by its index, with all idle threads of the pool if called on one of them, else on this thread
/// alone. `None`: it has no index, or one that does not fit it or the cap on output.
///
/// # Errors
/// `Aborted`.
pub fn decompress(
    spec: &Decompression,
    input: &InputBytes<'_>,
    cancel: &Cancel,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(plan) = plan_of(spec, input) else { return Ok(None) };
    let mut out = Vec::new();
    // The index may announce more than fits into memory.
    let Ok(unpacked) = usize::try_from(plan.unpacked()) else { return Ok(None) };
    if out.try_reserve_exact(unpacked).is_err() {
        return Ok(None);
    }
    let make = |piece, scratch: &mut Vec<u8>| {
        cancel.check()?;
        // A failure is handled in its turn. It says that the index is wrong, not the data.
        Ok(plan.read(piece, input, scratch).and_then(|()| plan.decode(piece, scratch)))
    };
    let (mut sum, mut fits) = (crc32fast::Hasher::new(), true);
    let threads = ordered_parallel::threads_here(spec.threads);
    let done = ordered_parallel::each(plan.len(), threads, make, |decoded| {
        fits = decoded.is_ok();
        let (bytes, crc) = decoded?;
        out.extend_from_slice(&bytes);
        sum.combine(&crc);
        Ok(())
    });
    if !fits {
        return Ok(None);
    }
    done?;
    Ok((sum.finalize() == plan.crc()).then_some(out))
}

/// The plan for `input`, if it has an index that can be used.
fn plan_of(spec: &Decompression, input: &InputBytes<'_>) -> Option<Plan> {
    let mut scratch = Vec::new();
    let index = Index::read(input.block(0, Index::MAX_BYTES, &mut scratch))?;
    let trailer = input.block(input.len().checked_sub(TRAILER)?, TRAILER, &mut scratch);
    Plan::of(spec, &index, *trailer.first_chunk()?, input.len() as u64)
}
