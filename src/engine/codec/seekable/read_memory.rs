//! Memory to memory: frames side by side.

use super::frame::decode;
use super::table::Table;
use crate::engine::cancel::Cancel;
use crate::engine::codec::{Decompression, ordered_parallel};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Decompresses `input` by its seek table, with all idle threads of the pool if called on one of them, else on this
/// thread alone. `None`: it has no table, or one that does not fit it or the cap on output.
///
/// # Errors
/// `Aborted`, `OutOfMemory`, and `Data` if a checksum does not match.
pub fn decompress(
    spec: &Decompression,
    input: &InputBytes<'_>,
    cancel: &Cancel,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(table) = table_of(spec, input)? else { return Ok(None) };
    let mut out = Vec::new();
    // The table may announce more than fits into memory.
    if out.try_reserve_exact(table.unpacked() as usize).is_err() {
        return Ok(None);
    }
    let make = |index, scratch: &mut Vec<u8>| {
        cancel.check()?;
        let frame = table.frame(index);
        let packed = input.block(frame.packed.start as usize, frame.packed_bytes(), scratch);
        // A failure is looked at in its turn: a frame before it may show that the table does not fit.
        Ok(decode(spec, packed, &frame, &frame.unpacked, cancel))
    };
    let mut fits = true;
    let threads = ordered_parallel::threads_here(spec.threads);
    let done = ordered_parallel::each(table.len(), threads, make, |decoded| {
        let bytes = decoded?;
        fits = bytes.is_ok();
        out.extend_from_slice(&bytes?);
        Ok(())
    });
    if !fits {
        return Ok(None);
    }
    done.map(|()| Some(out))
}

/// The table of `input`, if it can be used.
fn table_of(spec: &Decompression, input: &InputBytes<'_>) -> Result<Option<Table>, Failure> {
    // A frame that is decoded in one go needs no window, and the library does not look at its size.
    if spec.window_bits.is_some() {
        return Ok(None);
    }
    Ok(Table::find(input)?.filter(|table| table.unpacked() <= spec.max_output.min(usize::MAX as u64)))
}
