//! The working memory of memory-hard functions.
//!
//! A thousand logins in a row each want the same megabytes. Getting them from the system page by page costs a third
//! of the time of a hash, so memory that was given back, overwritten, is kept for the next one, until
//! [`free_spares`] is called when there is none.

use std::alloc::{Layout, alloc_zeroed};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::slice;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroize;

use crate::engine::failure::Failure;

/// What working memory may be made of.
///
/// # Safety
/// All bits zero is a value of the type, its size is a multiple of eight bytes, its alignment at most
/// [`ALIGNMENT`], and it has no padding.
pub unsafe trait Plain: Copy {}

/// The largest alignment of a cell, in bytes.
pub const ALIGNMENT: usize = 64;
/// Less is left to the allocator, which keeps it as well.
const SPARE_FROM_BYTES: usize = 1 << 20;

static SPARES: Mutex<Vec<Vec<u64>>> = Mutex::new(Vec::new());

/// Cells that are zero at first, and are overwritten with zeros in the end.
pub struct Memory<T: Plain> {
    /// Room for the cells, and to align the first.
    words: Vec<u64>,
    cells: usize,
    kind: PhantomData<T>,
}

impl<T: Plain> Memory<T> {
    /// Memory for this many cells.
    ///
    /// # Errors
    /// `Failure::OutOfMemory`.
    pub fn new(cells: usize) -> Result<Self, Failure> {
        let bytes = cells.checked_mul(size_of::<T>()).and_then(|bytes| bytes.checked_add(ALIGNMENT));
        let words = bytes.map_or(usize::MAX, |bytes| bytes / size_of::<u64>());
        let words = take_spare(words).map_or_else(|| zeros(words), Ok)?;
        Ok(Self { words, cells, kind: PhantomData })
    }

    /// Bytes before the first cell.
    fn offset(&self) -> usize {
        self.words.as_ptr().addr().wrapping_neg() % align_of::<T>()
    }
}

impl<T: Plain> Drop for Memory<T> {
    fn drop(&mut self) {
        self.words.as_mut_slice().zeroize();
        if self.words.len() * size_of::<u64>() >= SPARE_FROM_BYTES {
            spares().push(std::mem::take(&mut self.words));
        }
    }
}

impl<T: Plain> Deref for Memory<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        // SAFETY: the words have room for the cells from the first aligned byte on, and are values of `Plain`.
        unsafe { slice::from_raw_parts(self.words.as_ptr().byte_add(self.offset()).cast(), self.cells) }
    }
}

impl<T: Plain> DerefMut for Memory<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        let offset = self.offset();
        // SAFETY: as above.
        unsafe { slice::from_raw_parts_mut(self.words.as_mut_ptr().byte_add(offset).cast(), self.cells) }
    }
}

/// Gives memory that is kept for the next one back to the system.
pub fn free_spares() {
    // Not freed under the lock.
    let spares = std::mem::take(&mut *spares());
    drop(spares);
}

fn spares() -> MutexGuard<'static, Vec<Vec<u64>>> {
    SPARES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Kept memory of just that size. Where there is none, what is kept is of no use and would only add to what is taken.
fn take_spare(words: usize) -> Option<Vec<u64>> {
    if words.saturating_mul(size_of::<u64>()) < SPARE_FROM_BYTES {
        return None;
    }
    let mut spares = spares();
    let found = spares.iter().position(|spare| spare.len() == words);
    match found {
        Some(index) => Some(spares.swap_remove(index)),
        None => {
            drop(spares);
            free_spares();
            None
        }
    }
}

/// Zeros, which the system hands out page by page as they are first written to.
fn zeros(words: usize) -> Result<Vec<u64>, Failure> {
    let missing = Failure::OutOfMemory { bytes: words.saturating_mul(size_of::<u64>()) };
    let Ok(layout) = Layout::array::<u64>(words) else { return Err(missing) };
    // SAFETY: the layout's size is not zero: there are always words to align with.
    let start = unsafe { alloc_zeroed(layout) }.cast::<u64>();
    if start.is_null() {
        return Err(missing);
    }
    // SAFETY: allocated by the global allocator with the layout of that many words, each zero.
    Ok(unsafe { Vec::from_raw_parts(start, words, words) })
}
