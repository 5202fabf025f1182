use std::io;

use super::call::check;
use crate::Limits;

/// Sets the limits, hard and soft alike, so that the command cannot raise them again.
///
/// # Errors
/// EPERM when a limit is above the one this process has itself and may not raise.
pub fn apply(limits: &Limits) -> io::Result<()> {
    set(libc::RLIMIT_CORE, Some(0))?;
    set(libc::RLIMIT_NOFILE, limits.open_files)?;
    set(libc::RLIMIT_FSIZE, limits.file_size)?;
    set(libc::RLIMIT_NPROC, limits.processes)?;
    limits.cpu_seconds.map_or(Ok(()), |soft| set_pair(libc::RLIMIT_CPU, soft, soft.saturating_add(1)))
}

fn set(resource: libc::__rlimit_resource_t, limit: Option<u64>) -> io::Result<()> {
    limit.map_or(Ok(()), |limit| set_pair(resource, limit, limit))
}

fn set_pair(resource: libc::__rlimit_resource_t, soft: u64, hard: u64) -> io::Result<()> {
    let pair = libc::rlimit { rlim_cur: soft, rlim_max: hard };
    // SAFETY: the pointer is to a local that outlives the call, which only reads it.
    check(unsafe { libc::setrlimit(resource, &raw const pair) }).map(drop)
}
