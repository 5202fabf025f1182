//! The document's bytes, for the job alone.

use std::path::Path;

use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;

/// Bytes read between two looks at the flag.
const BLOCK: usize = 1 << 20;

/// All of a file.
///
/// # Errors
/// `System` as Node.js says it, `OutOfMemory`, `Aborted`.
pub fn read_file(path: &Path, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let mut file = FileReader::open(path)?;
    let mut text = Vec::new();
    let expected = file.remaining().and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
    text.try_reserve_exact(expected).map_err(|_| Failure::OutOfMemory { bytes: expected })?;
    loop {
        cancel.check()?;
        let start = text.len();
        text.try_reserve(BLOCK.min(expected - start.min(expected)).max(1))
            .map_err(|_| Failure::OutOfMemory { bytes: start + BLOCK })?;
        text.resize((start + BLOCK).min(text.capacity()), 0);
        let read = file.read_block(&mut text[start..])?;
        text.truncate(start + read);
        if read == 0 || file.is_finished() {
            return Ok(text);
        }
    }
}
