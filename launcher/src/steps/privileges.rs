//! Giving up capabilities for good.

use std::{io, ptr};

use super::call::check;
use crate::User;

/// Header and data of capset(2), version 3: two words of each of three sets.
#[repr(C)]
struct CapabilityHeader {
    version: u32,
    pid: i32,
}
const CAPABILITY_VERSION_3: u32 = 0x2008_0522;

/// linux/securebits.h: executing a file as root, or becoming root, gives no capabilities; and no way back.
const NO_ROOT_LOCKED: libc::c_int = 0b11;
const NO_SETUID_FIXUP_LOCKED: libc::c_int = 0b1100;
const KEEP_CAPS_LOCKED: libc::c_int = 1 << 5;
const NO_AMBIENT_LOCKED: libc::c_int = 0b1100_0000;

/// No program that is executed from here on has more rights than this process: set-user-id bits and file
/// capabilities are without effect. Landlock and seccomp require it of a process without capabilities.
pub fn renounce_new() -> io::Result<()> {
    // SAFETY: takes numbers and touches no memory.
    check(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) }).map(drop)
}

/// Becomes another user, in its group and in no other. The kernel then forgets the signal of the parent's end.
pub fn become_user(user: User) -> io::Result<()> {
    // SAFETY: takes numbers, and no list of groups.
    unsafe {
        check(libc::setgroups(0, ptr::null()))?;
        check(libc::setresgid(user.gid, user.gid, user.gid))?;
        check(libc::setresuid(user.uid, user.uid, user.uid)).map(drop)
    }
}

/// Whether [`become_user`] is allowed: it takes CAP_SETUID and CAP_SETGID.
pub(crate) fn may_change_user() -> bool {
    const NEEDED: u32 = 1 << 6 | 1 << 7;
    let header = CapabilityHeader { version: CAPABILITY_VERSION_3, pid: 0 };
    let mut sets = [0_u32; 6];
    // SAFETY: both pointers are to locals of the layout that version 3 names; the kernel fills the second.
    let result = unsafe { libc::syscall(libc::SYS_capget, ptr::from_ref(&header), sets.as_mut_ptr()) };
    // The first word is the low half of the effective set.
    result == 0 && sets[0] & NEEDED == NEEDED
}

/// Gives up all capabilities. Root without them is like any other user, except that it owns root's files.
///
/// Returns whether they are gone for good: root gets them back by executing any file, unless the bounding set is
/// empty and secure bits are locked, which needs CAP_SETPCAP once. An ordinary user has no such way.
pub fn drop_capabilities() -> io::Result<bool> {
    let bounded = empty_bounding_set() & lock_secure_bits();
    clear_sets()?;
    // SAFETY: getuid and geteuid take nothing and cannot fail.
    let root = unsafe { libc::getuid() == 0 || libc::geteuid() == 0 };
    Ok(bounded || !root)
}

fn empty_bounding_set() -> bool {
    // SAFETY: takes numbers and touches no memory. A number that the kernel does not know ends the loop.
    let read = |capability: libc::c_ulong| unsafe { libc::prctl(libc::PR_CAPBSET_READ, capability, 0, 0, 0) };
    // SAFETY: as above.
    let drop = |capability: libc::c_ulong| unsafe { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) };
    let capabilities = (0..64).take_while(|&capability| read(capability) >= 0);
    capabilities.fold(true, |all, capability| all & (read(capability) == 0 || drop(capability) == 0))
}

/// Locks them, unless they are: inside a sandbox another one may be begun.
fn lock_secure_bits() -> bool {
    const BITS: libc::c_int = NO_ROOT_LOCKED | NO_SETUID_FIXUP_LOCKED | KEEP_CAPS_LOCKED | NO_AMBIENT_LOCKED;
    // SAFETY: these take numbers and touch no memory.
    unsafe {
        let present = libc::prctl(libc::PR_GET_SECUREBITS, 0, 0, 0, 0);
        present & BITS == BITS || libc::prctl(libc::PR_SET_SECUREBITS, BITS, 0, 0, 0) == 0
    }
}

/// Empties the permitted, effective and inheritable sets, and with them the ambient one.
fn clear_sets() -> io::Result<()> {
    let header = CapabilityHeader { version: CAPABILITY_VERSION_3, pid: 0 };
    let none = [0_u32; 6];
    // SAFETY: both pointers are to locals of the layout that version 3 names, and the kernel only reads them.
    match unsafe { libc::syscall(libc::SYS_capset, ptr::from_ref(&header), none.as_ptr()) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
