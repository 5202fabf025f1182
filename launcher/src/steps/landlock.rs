//! Landlock, by its three system calls. The `landlock` crate wraps the same ones; here the rights are a short
//! table, a failure has to name its path, and the program stays small.
//! Source: Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h of Linux 6.15.

use std::ffi::CString;
use std::fs::File;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::{io, ptr};

use super::call::check;

/// Rights over files: bits of `handled_access_fs`.
pub mod right {
    pub const EXECUTE: u64 = 1;
    pub const WRITE_FILE: u64 = 1 << 1;
    pub const READ_FILE: u64 = 1 << 2;
    pub const READ_DIR: u64 = 1 << 3;
    pub const REMOVE_DIR: u64 = 1 << 4;
    pub const REMOVE_FILE: u64 = 1 << 5;
    pub const MAKE_CHAR: u64 = 1 << 6;
    pub const MAKE_DIR: u64 = 1 << 7;
    pub const MAKE_REG: u64 = 1 << 8;
    pub const MAKE_SOCK: u64 = 1 << 9;
    pub const MAKE_FIFO: u64 = 1 << 10;
    pub const MAKE_BLOCK: u64 = 1 << 11;
    pub const MAKE_SYM: u64 = 1 << 12;
    pub const REFER: u64 = 1 << 13;
    pub const TRUNCATE: u64 = 1 << 14;
    pub const IOCTL_DEV: u64 = 1 << 15;

    /// Those that make sense for something that is not a directory.
    pub const OF_FILES: u64 = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
}

/// The last right of each version that added one: everything up to it can be handled from there on.
const RIGHTS_OF_VERSION: [(u32, u64); 4] =
    [(1, right::MAKE_SYM), (2, right::REFER), (3, right::TRUNCATE), (5, right::IOCTL_DEV)];

/// The version that can restrict binding and connecting TCP sockets.
pub const NETWORK_VERSION: u32 = 4;
/// The version that can keep signals, and abstract Unix sockets, among the restricted.
pub const SCOPE_VERSION: u32 = 6;

const NET_BIND_TCP: u64 = 1;
const NET_CONNECT_TCP: u64 = 1 << 1;
const SCOPE_ABSTRACT_UNIX_SOCKET: u64 = 1;
const SCOPE_SIGNAL: u64 = 1 << 1;

const CREATE_RULESET_VERSION: libc::c_uint = 1;
const RULE_PATH_BENEATH: libc::c_int = 1;
const RULE_NET_PORT: libc::c_int = 2;

#[repr(C)]
struct RulesetAttr {
    handled_access_fs: u64,
    handled_access_net: u64,
    scoped: u64,
}

#[repr(C, packed)]
struct PathBeneathAttr {
    allowed_access: u64,
    parent: i32,
}

#[repr(C)]
struct NetPortAttr {
    allowed_access: u64,
    port: u64,
}

/// The version of the interface that this kernel has; 0 where there is none, or it is switched off.
pub fn version() -> u32 {
    let none = ptr::null::<RulesetAttr>();
    // SAFETY: with this flag the kernel takes no structure and returns a number.
    let version =
        unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, none, 0, CREATE_RULESET_VERSION) };
    u32::try_from(version).unwrap_or(0)
}

/// What will be allowed; everything else that the version can refuse will be refused.
pub struct Ruleset {
    descriptor: OwnedFd,
    handled: u64,
}

impl Ruleset {
    /// Handles all rights over files that `version` knows, TCP where `restrict_tcp` (it must know that), and
    /// signals and abstract sockets where it knows them.
    pub fn new(version: u32, restrict_tcp: bool) -> io::Result<Ruleset> {
        let attr = RulesetAttr {
            handled_access_fs: rights(version),
            handled_access_net: if restrict_tcp { NET_BIND_TCP | NET_CONNECT_TCP } else { 0 },
            scoped: if version >= SCOPE_VERSION { SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL } else { 0 },
        };
        // An older kernel takes a longer structure as long as the fields that it does not know are zero.
        let (attr_ptr, size) = (ptr::from_ref(&attr), size_of::<RulesetAttr>());
        // SAFETY: the structure has the layout of landlock_ruleset_attr, and the kernel only reads `size` bytes.
        let descriptor = unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, attr_ptr, size, 0) };
        let descriptor = i32::try_from(descriptor).ok().filter(|&number| number >= 0);
        let descriptor = descriptor.ok_or_else(io::Error::last_os_error)?;
        // SAFETY: the kernel has just made it for this call, and it has no other owner.
        let descriptor = unsafe { OwnedFd::from_raw_fd(descriptor) };
        Ok(Ruleset { descriptor, handled: attr.handled_access_fs })
    }

    /// Allows `rights` on a file, or on a directory and everything below, as it is now: a rule is about the file
    /// and not its name. Rights that a file cannot have are left out for one.
    pub fn allow_path(&self, path: &Path, rights: u64) -> io::Result<()> {
        self.allow_file(&open_path(path)?, rights)
    }

    pub fn allow_file(&self, file: &File, rights: u64) -> io::Result<()> {
        let possible = if file.metadata()?.is_dir() { self.handled } else { self.handled & right::OF_FILES };
        let attr = PathBeneathAttr { allowed_access: rights & possible, parent: file.as_raw_fd() };
        self.add(RULE_PATH_BENEATH, ptr::from_ref(&attr).cast())
    }

    /// Allows TCP connections to a port, and listening on it.
    pub fn allow_port(&self, port: u16) -> io::Result<()> {
        let attr = NetPortAttr { allowed_access: NET_BIND_TCP | NET_CONNECT_TCP, port: port.into() };
        self.add(RULE_NET_PORT, ptr::from_ref(&attr).cast())
    }

    fn add(&self, kind: libc::c_int, attr: *const libc::c_void) -> io::Result<()> {
        let ruleset = self.descriptor.as_raw_fd();
        // SAFETY: both callers pass a pointer to a local of the structure that `kind` names; it is only read.
        match unsafe { libc::syscall(libc::SYS_landlock_add_rule, ruleset, kind, attr, 0) } {
            -1 => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }

    /// Restricts the calling thread, and everything it becomes or starts. It cannot be undone.
    pub fn restrict_self(self) -> io::Result<()> {
        // SAFETY: takes numbers; the descriptor is open, `self` owns it.
        match unsafe { libc::syscall(libc::SYS_landlock_restrict_self, self.descriptor.as_raw_fd(), 0) } {
            -1 => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }
}

/// A handle on a path that gives no access to what is there.
pub fn open_path(path: &Path) -> io::Result<File> {
    let path = CString::new(path.as_os_str().as_bytes())?;
    // `OpenOptions` leaves out what is part of the access mode, and with musl O_PATH is: the file would be opened for reading.
    // SAFETY: a string that ends in NUL.
    let number = check(unsafe { libc::open(path.as_ptr(), libc::O_PATH | libc::O_CLOEXEC) })?;
    // SAFETY: the kernel has just made it for this call, and it has no other owner.
    Ok(unsafe { File::from_raw_fd(number) })
}

fn rights(version: u32) -> u64 {
    let known = RIGHTS_OF_VERSION.iter().filter(|(since, _)| *since <= version);
    known.map(|(_, last)| last | (last - 1)).fold(0, |all, rights| all | rights)
}

#[cfg(test)]
mod tests {
    use super::rights;

    #[test]
    fn a_version_handles_what_it_knows_and_nothing_newer() {
        for (version, known) in
            [(0, 0), (1, 0x1fff), (2, 0x3fff), (3, 0x7fff), (4, 0x7fff), (5, 0xffff), (9, 0xffff)]
        {
            assert_eq!(rights(version), known, "version {version}");
        }
    }
}
