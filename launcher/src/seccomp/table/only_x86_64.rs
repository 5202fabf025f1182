//! x86_64 has calls that other architectures do not: those that newer ones have replaced, and those for the
//! processor.

use libc::c_long;

/// AUDIT_ARCH_X86_64 of linux/audit.h. A 32-bit call has the numbers of another architecture.
pub(in crate::seccomp) const ARCHITECTURE: u32 = 0xc000_003e;

pub(super) const KEXEC_FILE_LOAD: c_long = libc::SYS_kexec_file_load;

/// Properties of files, changes of files outside, the processor, and libraries of programs before ELF. `fork` and `vfork`
/// have rules of their own.
pub(super) const REFUSED: &[c_long] = &[
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_inotify_init,
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_modify_ldt,
    libc::SYS_uselib,
];

/// Those that start a process, besides clone.
pub(super) const FORKS: &[c_long] = &[libc::SYS_fork, libc::SYS_vfork];
