//! What this machine can enforce.

use std::ffi::CStr;
use std::mem;

use crate::steps::{landlock, privileges};
use crate::{Policy, seccomp};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// Version of Landlock; 0 where the kernel has none or does not use it. 1 guards files, 4 TCP ports too, 6
    /// signals too.
    pub landlock: u32,
    /// Whether system calls can be filtered: the kernel can, and there is a table for this architecture.
    pub seccomp: bool,
    /// Whether a process namespace can be made, as root or in a user namespace.
    pub pid_namespace: bool,
    /// Whether a limit of the number of processes binds the user: it does not bind root.
    pub processes_limit: bool,
    /// Whether this process may start others as another user.
    pub users: bool,
    /// As Rust names it: `x86_64`, `aarch64`.
    pub architecture: &'static str,
    /// Release of the kernel, as in `uname -r`.
    pub kernel: String,
}

/// Asks the kernel, each time: a few system calls, and a process that exists for a moment.
pub fn support() -> Support {
    Support { pid_namespace: pid_namespace_available(), ..support_without_trying() }
}

/// As `support`, but starts no process, and so finds no process namespace.
pub fn support_without_trying() -> Support {
    Support {
        landlock: landlock::version(),
        seccomp: seccomp::available(),
        pid_namespace: false,
        // SAFETY: takes nothing and cannot fail.
        processes_limit: unsafe { libc::getuid() != 0 },
        users: privileges::may_change_user(),
        architecture: std::env::consts::ARCH,
        kernel: kernel_release(),
    }
}

impl Support {
    /// The same, without trying what makes no difference to this policy.
    pub(crate) fn for_policy(policy: &Policy) -> Support {
        let children = policy.sandbox.as_ref().is_some_and(|sandbox| sandbox.child_process);
        if children { support() } else { support_without_trying() }
    }
}

fn kernel_release() -> String {
    // SAFETY: utsname is plain data, which uname fills with NUL-ended strings.
    unsafe {
        let mut name: libc::utsname = mem::zeroed();
        libc::uname(&raw mut name);
        CStr::from_ptr(name.release.as_ptr()).to_string_lossy().into_owned()
    }
}

/// Tries it, by itself and in a user namespace: many settings can forbid one (sysctls, AppArmor, a container's
/// filter), and none of them can be asked.
fn pid_namespace_available() -> bool {
    [libc::CLONE_NEWPID, libc::CLONE_NEWPID | libc::CLONE_NEWUSER].into_iter().any(starts_a_process)
}

fn starts_a_process(flags: libc::c_int) -> bool {
    const STACK: usize = 16 * 1024;
    let mut stack = vec![0_u128; STACK / size_of::<u128>()];
    let top = stack.as_mut_ptr_range().end.cast();
    let flags = flags | libc::CLONE_VM | libc::CLONE_VFORK;
    // SAFETY: the child runs on a stack of its own, which outlives it since CLONE_VFORK waits for its end; it
    // shares the memory and changes none of it, and its end sends no signal.
    unsafe {
        let child = libc::clone(end_at_once, top, flags, std::ptr::null_mut());
        child > 0 && libc::waitpid(child, std::ptr::null_mut(), libc::__WCLONE) == child
    }
}

extern "C" fn end_at_once(_: *mut libc::c_void) -> libc::c_int {
    // SAFETY: ends the child by one system call, and runs nothing of the process that it shares memory with.
    unsafe { libc::_exit(0) }
}
