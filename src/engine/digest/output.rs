//! Memory for digests, and filling it, in steps short enough to stop between.

use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Bytes made between two looks at the flag: a fraction of a millisecond.
const STEP: usize = 64 * 1024;

/// This many zero bytes.
///
/// # Errors
/// `Failure::OutOfMemory`, or `Failure::Aborted`.
pub fn allocate(bytes: usize, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let mut output = Vec::new();
    output.try_reserve_exact(bytes).map_err(|_| Failure::OutOfMemory { bytes })?;
    while output.len() < bytes {
        cancel.check()?;
        output.resize(bytes.min(output.len() + STEP), 0);
    }
    Ok(output)
}

/// Fills `output` by asking `read` for one piece after the other.
///
/// # Errors
/// `Failure::Aborted`.
pub fn squeeze(output: &mut [u8], cancel: &Cancel, mut read: impl FnMut(&mut [u8])) -> Result<(), Failure> {
    for step in output.chunks_mut(STEP) {
        cancel.check()?;
        read(step);
    }
    Ok(())
}
