//! aarch64 has neither the calls that newer ones have replaced, nor calls for the processor.

use libc::c_long;

/// AUDIT_ARCH_AARCH64 of linux/audit.h. A 32-bit call has the numbers of another architecture, AUDIT_ARCH_ARM.
pub(in crate::seccomp) const ARCHITECTURE: u32 = 0xc000_00b7;

/// `libc` has no name for it where the C library is musl.
pub(super) const KEXEC_FILE_LOAD: c_long = 294;

pub(super) const REFUSED: &[c_long] = &[];

/// Those that start a process, besides clone.
pub(super) const FORKS: &[c_long] = &[];
