//! Signals to a child and its process group, and its end.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::AsRawFd;
use std::ptr;
use std::time::Duration;

use libc::{c_int, pid_t};

use super::spawn::Process;

/// How a child ended and what the system counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    /// Its own processor time and that of the children it has waited for.
    pub cpu: Duration,
}

/// Sends a signal to all of the child's group, once to each. The group exists from the moment the launcher has made
/// the child its leader; before that the child alone gets it.
pub fn send(process: &Process, signal: c_int) {
    // SAFETY: no memory is involved. The child is not reaped, so both numbers are still its own.
    unsafe {
        if libc::killpg(process.pid, signal) != 0 {
            let pidfd = process.pidfd.as_raw_fd();
            libc::syscall(libc::SYS_pidfd_send_signal, pidfd, signal, ptr::null::<u8>(), 0);
        }
    }
}

/// Whether the child has ended by itself or by a signal, and waits to be reaped.
pub fn has_ended(process: &Process) -> bool {
    let id = process.pid.cast_unsigned();
    let mut about = MaybeUninit::<libc::siginfo_t>::zeroed();
    // SAFETY: the place is ours to be written to, and all zeros are a value of it, which
    // stays if the child has not ended. The child is not reaped, not by this call either, so the number is its own.
    let pid = unsafe {
        let how = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
        if libc::waitid(libc::P_PID, id, about.as_mut_ptr(), how) != 0 {
            return false;
        }
        about.assume_init().si_pid()
    };
    pid == process.pid
}

/// Kills what is left of the group of a child that has ended, then reaps the child. In this order the number of the
/// group cannot belong to anybody else.
///
/// # Errors
/// The system's, for a process that is not a child of this one.
pub fn reap(process: &Process) -> io::Result<Exit> {
    // SAFETY: no memory is involved; the child is not reaped.
    unsafe { libc::killpg(process.pid, libc::SIGKILL) };
    let mut status = 0;
    let mut usage = MaybeUninit::uninit();
    loop {
        // SAFETY: both places are ours to be written to.
        let pid: pid_t = unsafe { libc::wait4(process.pid, &mut status, 0, usage.as_mut_ptr()) };
        if pid == process.pid {
            break;
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    // SAFETY: the call succeeded and wrote it.
    let usage: libc::rusage = unsafe { usage.assume_init() };
    Ok(Exit {
        code: libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status)),
        signal: libc::WIFSIGNALED(status).then(|| libc::WTERMSIG(status)),
        cpu: duration(usage.ru_utime) + duration(usage.ru_stime),
    })
}

fn duration(time: libc::timeval) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let micros = u64::try_from(time.tv_usec).unwrap_or(0);
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}
