//! Where a job's input bytes are, and how they may be looked at.

use std::marker::PhantomData;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// A job's input.
#[derive(Clone, Copy)]
pub enum InputBytes<'a> {
    /// Nobody else writes to these bytes while the job runs.
    Private(&'a [u8]),
    /// JavaScript threads may write to these bytes at any moment: only ever look at a copy.
    Shared(SharedBytes<'a>),
}

impl<'a> InputBytes<'a> {
    /// Bytes in all.
    pub fn len(&self) -> usize {
        match self {
            Self::Private(bytes) => bytes.len(),
            Self::Shared(bytes) => bytes.len,
        }
    }

    /// The next at most `max` bytes from `offset`: in place, or copied into `scratch`. Empty at the end.
    pub fn block<'b>(&self, offset: usize, max: usize, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        'a: 'b,
    {
        let end = offset.saturating_add(max).min(self.len());
        match self {
            Self::Private(bytes) => &bytes[offset..end],
            Self::Shared(bytes) => {
                bytes.copy_to(offset, end, scratch);
                scratch
            }
        }
    }

    /// The whole input in one piece, if it may be looked at in place.
    pub fn in_place(&self) -> Option<&'a [u8]> {
        match self {
            Self::Private(bytes) => Some(bytes),
            Self::Shared(_) => None,
        }
    }
}

/// Bytes of a SharedArrayBuffer. Read with atomic loads, so that a racing writer is not undefined behaviour.
#[derive(Clone, Copy)]
pub struct SharedBytes<'a> {
    start: *const u8,
    len: usize,
    memory: PhantomData<&'a AtomicU8>,
}

// SAFETY: reading is done with atomic loads, which any thread may do.
unsafe impl Send for SharedBytes<'_> {}
// SAFETY: as above.
unsafe impl Sync for SharedBytes<'_> {}

impl SharedBytes<'_> {
    /// # Safety
    /// `start..start + len` stays mapped and readable for the lifetime of the result.
    pub unsafe fn new(start: *const u8, len: usize) -> Self {
        Self { start, len, memory: PhantomData }
    }

    /// Replaces the contents of `to` with the bytes `start..end`.
    fn copy_to(&self, start: usize, end: usize, to: &mut Vec<u8>) {
        assert!(start <= end && end <= self.len);
        to.clear();
        to.reserve(end - start);
        let mut at = start;
        while at < end {
            // SAFETY: `at` is inside the memory, which `new`'s caller keeps mapped.
            let here = unsafe { self.start.add(at) };
            if here.addr().is_multiple_of(align_of::<AtomicU64>()) && end - at >= size_of::<u64>() {
                // SAFETY: eight readable, aligned bytes; only ever accessed atomically by us.
                let word = unsafe { &*here.cast::<AtomicU64>() }.load(Ordering::Relaxed);
                to.extend_from_slice(&word.to_ne_bytes());
                at += size_of::<u64>();
            } else {
                // SAFETY: one readable byte.
                to.push(unsafe { &*here.cast::<AtomicU8>() }.load(Ordering::Relaxed));
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_bytes_are_copied_whatever_the_alignment() {
        let memory: Vec<u8> = (0..200).collect();
        for start in 0..20 {
            for len in 0..100 {
                let bytes = &memory[start..start + len];
                // SAFETY: `memory` outlives the source.
                let source = InputBytes::Shared(unsafe { SharedBytes::new(bytes.as_ptr(), len) });
                let mut scratch = vec![9; 3];
                assert_eq!(source.block(0, usize::MAX, &mut scratch), bytes);
                let from = len / 3;
                assert_eq!(source.block(from, 17, &mut scratch), &bytes[from..len.min(from + 17)]);
            }
        }
    }

    #[test]
    fn private_bytes_are_looked_at_in_place() {
        let bytes = [1, 2, 3, 4];
        let source = InputBytes::Private(&bytes);
        let mut scratch = Vec::new();
        assert_eq!(source.block(1, 2, &mut scratch), [2, 3]);
        assert!(source.block(4, 2, &mut scratch).is_empty());
        assert_eq!(scratch.capacity(), 0);
    }
}
