//! Memory in large pages, where the system has them.

/// Asks for large pages under `memory`, so that filling it takes hundreds of page faults in place of tens of thousands.
/// Nothing else changes, and nothing at all where the system has no such pages.
pub fn prefer<T>(memory: &mut [T]) {
    const PAGE: usize = 64 << 10; // The largest that a system has as its normal page; a smaller one divides it.
    let length = size_of_val(memory);
    let start = memory.as_mut_ptr().cast::<u8>();
    let skipped = start.align_offset(PAGE).min(length);
    let whole = (length - skipped) / PAGE * PAGE;
    // SAFETY: whole pages of memory that was lent to us; the advice does not change what they contain. Where it is
    // refused the pages stay small.
    unsafe { libc::madvise(start.add(skipped).cast(), whole, libc::MADV_HUGEPAGE) };
}
