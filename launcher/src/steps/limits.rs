//! Resource limits of the kernel.

use std::io;

use super::call::check;
use crate::Limits;

#[cfg(target_env = "gnu")]
type Resource = libc::__rlimit_resource_t;
#[cfg(not(target_env = "gnu"))]
type Resource = libc::c_int;

/// Sets the limits, hard and soft alike, so that the command cannot raise them again. A limit above that of the
/// starter becomes the starter's, which holds in any case.
pub fn apply(limits: &Limits) -> io::Result<()> {
    no_core_file()?;
    set(libc::RLIMIT_NOFILE, limits.open_files)?;
    set(libc::RLIMIT_FSIZE, limits.file_size)?;
    set(libc::RLIMIT_NPROC, limits.processes)?;
    limits.cpu_seconds.map_or(Ok(()), |soft| set_pair(libc::RLIMIT_CPU, soft, soft.saturating_add(1)))
}

pub fn no_core_file() -> io::Result<()> {
    set(libc::RLIMIT_CORE, Some(0))
}

/// Descriptors of each sandboxed process, unless `Limits::open_files` says otherwise. Watches of epoll, buffers of pipes
/// and of sockets are counted by user or by machine, and what one process can take of them grows with this number.
pub const SANDBOX_OPEN_FILES: u64 = 256;

/// What the kernel counts by user, and a sandboxed command needs little of or none.
const SANDBOX_LIMITS: [(Resource, u64); 5] = [
    (libc::RLIMIT_MEMLOCK, 64 * 1024),
    // Message queues outlive their process.
    (libc::RLIMIT_MSGQUEUE, 0),
    // POSIX timers and queued signals.
    (libc::RLIMIT_SIGPENDING, 128),
    // A service that may run in real time, or before others, does not pass that on.
    (libc::RLIMIT_NICE, 0),
    (libc::RLIMIT_RTPRIO, 0),
];

/// The limits that only a sandboxed command has, behind those that its policy names.
pub fn apply_sandbox(limits: &Limits) -> io::Result<()> {
    let open_files = limits.open_files.is_none().then_some(SANDBOX_OPEN_FILES);
    set(libc::RLIMIT_NOFILE, open_files)?;
    SANDBOX_LIMITS.iter().try_for_each(|&(resource, limit)| set(resource, Some(limit)))
}

fn set(resource: Resource, limit: Option<u64>) -> io::Result<()> {
    limit.map_or(Ok(()), |limit| set_pair(resource, limit, limit))
}

fn set_pair(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let mut present = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the pointer is to a local that outlives the call, which fills it.
    check(unsafe { libc::getrlimit(resource, &raw mut present) })?;
    let (soft, hard) = (soft.min(present.rlim_max), hard.min(present.rlim_max));
    let pair = libc::rlimit { rlim_cur: soft, rlim_max: hard };
    // SAFETY: the pointer is to a local that outlives the call, which only reads it.
    check(unsafe { libc::setrlimit(resource, &raw const pair) }).map(drop)
}
