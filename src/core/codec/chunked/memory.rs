//! Memory to memory.

use super::{Chunk, Cut, Piece, Whole};
use crate::core::cancel::Cancel;
use crate::core::codec::{in_order, output};
use crate::core::failure::Failure;
use crate::core::source::Source;

/// Compresses `input` on at most `threads` threads: idle ones of the pool and this one.
///
/// Looks at `cancel` before every chunk.
///
/// # Errors
/// Those of [`Cut::piece`].
pub fn compress<C: Cut>(
    cut: &C,
    input: Source<'_>,
    threads: usize,
    cancel: &Cancel,
) -> Result<Vec<u8>, Failure> {
    let (mut out, mut whole) = (Vec::new(), cut.whole());
    whole.begin(&mut out);
    let count = input.len().div_ceil(cut.chunk()).max(1);
    let make = |index: usize, scratch: &mut Vec<u8>| {
        cancel.check()?;
        let start = index * cut.chunk();
        let before = cut.lookback().min(start);
        let bytes = input.block(start - before, before + cut.chunk(), scratch);
        cut.piece(Chunk { bytes, before, last: index + 1 == count }, cancel)
    };
    in_order::each(count, threads, make, |piece: Piece<C::Sum>| {
        output::reserve(&mut out, piece.bytes.len())?;
        out.extend_from_slice(&piece.bytes);
        whole.join(&piece)
    })?;
    whole.end(&mut out)?;
    if let Some(beginning) = whole.beginning() {
        out[..beginning.len()].copy_from_slice(&beginning);
    }
    Ok(out)
}
