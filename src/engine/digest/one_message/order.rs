//! The order of sums.

/// Makes the compiler compute `$sum` before what follows. Additions and XORs may be done in any order, and the compiler would choose one
/// in which more of them wait for the variable that was computed last.
macro_rules! first {
    ($sum:expr) => {{
        #[allow(unused_mut, reason = "where the order is the compiler's")]
        let mut sum = $sum;
        #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
        #[allow(asm_sub_register, reason = "the register is only named in a comment")]
        // SAFETY: there are no instructions.
        unsafe {
            std::arch::asm!("/* {0} */", inout(reg) sum, options(pure, nomem, nostack, preserves_flags));
        }
        sum
    }};
}
pub(super) use first;
