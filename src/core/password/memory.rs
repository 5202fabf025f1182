//! The working memory of memory-hard functions.

use std::alloc::{Layout, alloc_zeroed};
use std::ops::{Deref, DerefMut};
use std::slice;

use zeroize::Zeroize;

use crate::core::failure::Failure;

/// What working memory may be made of.
///
/// # Safety
/// All bits zero is a value of the type, its size is a multiple of eight bytes, its alignment at least that, and it
/// has no padding.
pub unsafe trait Plain: Copy {}

/// Cells that are zero at first and are overwritten with zeros in the end.
pub struct Memory<T: Plain>(Vec<T>);

impl<T: Plain> Memory<T> {
    /// So many cells. The system hands out their pages as they are first written to.
    ///
    /// # Errors
    /// `Failure::OutOfMemory`.
    pub fn new(cells: usize) -> Result<Self, Failure> {
        if cells == 0 {
            return Ok(Self(Vec::new()));
        }
        let missing = Failure::OutOfMemory { bytes: cells.saturating_mul(size_of::<T>()) };
        let Ok(layout) = Layout::array::<T>(cells) else { return Err(missing) };
        // SAFETY: the layout's size is not zero: neither `cells` is, nor a `Plain` type's size.
        let start = unsafe { alloc_zeroed(layout) }.cast::<T>();
        if start.is_null() {
            return Err(missing);
        }
        // SAFETY: allocated by the global allocator with the layout of so many `T`, each zero and so a value.
        Ok(Self(unsafe { Vec::from_raw_parts(start, cells, cells) }))
    }
}

impl<T: Plain> Drop for Memory<T> {
    fn drop(&mut self) {
        let words = self.0.len() * (size_of::<T>() / size_of::<u64>());
        // SAFETY: the cells, seen as words: `Plain` types are whole, aligned words without padding.
        unsafe { slice::from_raw_parts_mut(self.0.as_mut_ptr().cast::<u64>(), words) }.zeroize();
    }
}

impl<T: Plain> Deref for Memory<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Plain> DerefMut for Memory<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}
