//! Where decoded and encoded bytes go: vectors that grow on demand and never abort for want of memory.

use std::mem::MaybeUninit;

use crate::engine::failure::Failure;

/// The most that a decoder produces between two looks at the cancel flag, in bytes.
pub const PIECE: usize = 1 << 20;

/// The first allocation for output of unknown size lies between these, in bytes. With the lower one, that of
/// Node.js, zstd says the same as there of data whose end is not where it should be.
const FIRST: (usize, usize) = (1 << 14, 1 << 18);

/// Makes room for `more` bytes after those that `out` holds, doubling as a vector does.
pub fn reserve(out: &mut Vec<u8>, more: usize) -> Result<(), Failure> {
    out.try_reserve(more).map_err(|_| Failure::OutOfMemory { bytes: out.len().saturating_add(more) })
}

/// Makes room for exactly `more` bytes after those that `out` holds.
pub fn reserve_exact(out: &mut Vec<u8>, more: usize) -> Result<(), Failure> {
    out.try_reserve_exact(more).map_err(|_| Failure::OutOfMemory { bytes: out.len().saturating_add(more) })
}

/// Gives `fill` at most `room` bytes of `out`'s spare capacity and appends those that it wrote.
///
/// # Safety
/// The number that `fill` returns first is not larger than the number of bytes it wrote, from the start.
pub unsafe fn append<R>(
    out: &mut Vec<u8>,
    room: usize,
    fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> (usize, R),
) -> R {
    let spare = out.spare_capacity_mut();
    let room = room.min(spare.len());
    let (written, result) = fill(&mut spare[..room]);
    assert!(written <= room);
    // SAFETY: within the capacity by the line above; initialised, which the caller promises.
    unsafe { out.set_len(out.len() + written) };
    result
}

/// Gives back capacity that a finished result does not need.
pub fn trim(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.capacity() - bytes.len() > bytes.len() / 8 {
        bytes.shrink_to_fit();
    }
    bytes
}

/// Output that may not grow past a limit.
pub struct Bounded {
    pub bytes: Vec<u8>,
    limit: u64,
    first: usize,
}

impl Bounded {
    /// Empty output for `input` bytes, of at most `limit` bytes.
    pub fn new(limit: u64, input: usize) -> Self {
        Self { bytes: Vec::new(), limit, first: input.saturating_mul(8).clamp(FIRST.0, FIRST.1) }
    }

    /// Makes room for the next piece and says how large it may be: at least one byte, so that crossing the
    /// limit shows, and never more than one byte past the limit.
    pub fn room(&mut self) -> Result<usize, Failure> {
        let len = self.bytes.len();
        let most = usize::try_from(self.limit.saturating_add(1)).unwrap_or(usize::MAX);
        let spare = self.bytes.capacity() - len;
        if spare < self.first.min(most - len) {
            let target = self.bytes.capacity().saturating_mul(2).max(self.first).min(most);
            reserve_exact(&mut self.bytes, target - len)?;
        }
        Ok((self.bytes.capacity() - len).min(most - len).min(PIECE))
    }

    /// Fails once there is more than the limit.
    pub fn check(&self) -> Result<(), Failure> {
        if self.bytes.len() as u64 > self.limit {
            Err(Failure::TooLarge { limit: self.limit })
        } else {
            Ok(())
        }
    }
}

/// What a file job did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileResult {
    /// Bytes of the source that were coded: without what is ignored after the end of compressed data.
    pub bytes_read: u64,
    /// The length of the target.
    pub bytes_written: u64,
}
