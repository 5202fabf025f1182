//! Child processes, for lib/process. Arguments are checked there.

use std::io;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use offloop_launcher::{Support, support, support_without_trying};

use super::process_request::{ProcessRequest, millis, whole};
use crate::binding::child_events::ChildEvents;
use crate::binding::completions::Completions;
use crate::binding::failure::throw;
use crate::engine::failure::Failure;
use crate::process::{self, Child, Ending, Request, descriptors};

/// A launcher that takes longer counts as hanging, and is killed.
const START_TIMEOUT: Duration = Duration::from_secs(10);

/// What this machine can enforce.
#[napi(object, object_from_js = false)]
pub struct IsolationSupport {
    /// Version of Landlock, 0 for none.
    pub landlock: u32,
    pub seccomp: bool,
    pub pid_namespace: bool,
    /// Whether a limit on the number of processes binds this user.
    pub processes_limit: bool,
    /// Whether a process may run as another user.
    pub users: bool,
    /// What a cgroup of each tree keeps exactly: some of `cpu`, `memory`, `processes`.
    pub cgroup: Vec<String>,
    pub architecture: String,
}

/// A child process. Dropping this does not affect the child.
#[napi]
pub struct Process {
    child: Arc<Child>,
    /// Whether it keeps the loop alive. JavaScript thread only.
    holds: AtomicBool,
}

/// A child that was asked for.
#[napi(object, object_from_js = false)]
pub struct ProcessStart<'env> {
    pub process: Process,
    /// Our ends of its stdin, stdout and stderr; -1 where there is no pipe.
    pub stdio: Vec<i32>,
    /// Keeps the loop alive.
    #[napi(ts_type = "Promise<StartOutcome>")]
    pub started: Unknown<'env>,
    /// Does not keep the loop alive.
    #[napi(ts_type = "Promise<ExitRecord>")]
    pub ended: Unknown<'env>,
}

/// Two connected sockets, as descriptors that belong to the caller.
#[napi(object, object_from_js = false)]
pub struct SocketPair {
    pub ours: i32,
    pub theirs: i32,
}

/// Starts a child.
#[napi(catch_unwind)]
pub fn start_process<'env>(env: &'env Env, request: ProcessRequest) -> Result<ProcessStart<'env>> {
    let inherited = own(&request.inherit);
    let failed = |error: io::Error| throw(env, &Failure::system(&error, "spawn", Path::new(&request.file)));
    let (ours, mut theirs) = standard_streams(&request.stdio).map_err(failed)?;
    theirs.extend(inherited.map_err(failed)?);
    let program = request.program(theirs)?;
    let service = process::service().map_err(failed)?;
    let (events, started, ended) = ChildEvents::open(env)?;
    let child = service.start(Request {
        program,
        budget: request.budget(),
        group: request.group(),
        ending: ending(request.kill_signal, request.grace_ms),
        start_timeout: START_TIMEOUT,
        closing: Completions::of(env)?.closing.clone(),
        listener: Box::new(events),
    });
    let process = Process { child, holds: AtomicBool::new(false) };
    let stdio = ours.into_iter().map(|end| end.map_or(-1, IntoRawFd::into_raw_fd)).collect();
    Ok(ProcessStart { process, stdio, started, ended })
}

#[napi]
impl Process {
    /// Sends a signal to the child and its group. False when it has ended.
    #[napi(catch_unwind)]
    pub fn kill(&self, signal: i32, reason: Option<String>) -> bool {
        self.child.kill(signal, reason.map(Into::into))
    }

    /// Sends a signal, and SIGKILL after the grace. False when it has ended.
    #[napi(catch_unwind)]
    pub fn terminate(&self, signal: i32, grace_ms: f64, reason: String) -> bool {
        self.child.terminate(ending(signal, grace_ms), reason.into())
    }

    /// Gives it this much processor time and time from now on; 0 for no limit.
    #[napi(catch_unwind)]
    pub fn budget(&self, cpu_ms: f64, wall_ms: f64) {
        let some = |time: f64| millis(Some(time)).filter(|time| !time.is_zero());
        self.child.budget(some(cpu_ms), some(wall_ms));
    }

    /// Limits its processor time from now on, as of a child that should do nothing.
    #[napi(catch_unwind)]
    pub fn idle(&self, cpu_ms: f64) {
        self.child.idle(millis(Some(cpu_ms)).unwrap_or_default());
    }

    /// Bytes of memory that it and its descendants use.
    #[napi(catch_unwind)]
    pub fn memory(&self) -> f64 {
        self.child.memory() as f64
    }

    /// Keeps the loop alive until `unref`.
    #[napi(catch_unwind, js_name = "ref")]
    pub fn hold(&self, env: &Env) -> Result<()> {
        if self.holds.swap(true, Ordering::Relaxed) { Ok(()) } else { Completions::of(env)?.hold(env.raw()) }
    }

    #[napi(catch_unwind, js_name = "unref")]
    pub fn let_go(&self, env: &Env) -> Result<()> {
        if self.holds.swap(false, Ordering::Relaxed) {
            Completions::of(env)?.let_go(env.raw(), 1);
        }
        Ok(())
    }
}

/// Set in a sandboxed worker that can start no processes, which are all that pairs of sockets are for. Plain JavaScript
/// has no way to make them, and what their buffers hold is memory that no limit counts.
static PAIRS_ARE_REFUSED: AtomicBool = AtomicBool::new(false);

/// Makes every later call of `socketPair` in this process fail with EPERM. It cannot be undone.
#[napi(catch_unwind)]
pub fn refuse_socket_pairs() {
    PAIRS_ARE_REFUSED.store(true, Ordering::Relaxed);
}

/// Connects two sockets.
#[napi(catch_unwind)]
pub fn socket_pair(env: &Env) -> Result<SocketPair> {
    let pair = if PAIRS_ARE_REFUSED.load(Ordering::Relaxed) {
        Err(io::Error::from_raw_os_error(libc::EPERM))
    } else {
        descriptors::socket_pair()
    };
    let (ours, theirs) =
        pair.map_err(|error| throw(env, &Failure::system(&error, "socketpair", Path::new(""))))?;
    Ok(SocketPair { ours: ours.into_raw_fd(), theirs: theirs.into_raw_fd() })
}

/// Asks the kernel: a few system calls, and a process that exists for a moment. Where this process may not start any, only
/// the calls: no process namespace and no cgroup is found.
#[napi(catch_unwind)]
pub fn isolation_support(may_start: bool) -> IsolationSupport {
    let support = if may_start { support() } else { support_without_trying() };
    let Support { landlock, seccomp, pid_namespace, processes_limit, users, architecture, .. } = support;
    let delegated = may_start.then(process::delegated).flatten();
    let cgroup = delegated.map(process::Delegated::kept).unwrap_or_default();
    let cgroup = cgroup.into_iter().map(String::from).collect();
    let architecture = architecture.into();
    IsolationSupport { landlock, seccomp, pid_namespace, processes_limit, users, cgroup, architecture }
}

/// Lowers this process's own limit on private memory, for good: see src/process/data_limit.rs.
#[napi(catch_unwind)]
pub fn limit_data(env: &Env, limit: f64) -> Result<()> {
    let limited = process::limit_data(whole(limit));
    limited.map_err(|error| throw(env, &Failure::system(&error, "setrlimit", Path::new("RLIMIT_DATA"))))
}

type Ends = (Vec<Option<OwnedFd>>, Vec<OwnedFd>);

/// Our ends, where there are any, and the child's, of 0, 1 and 2.
fn standard_streams(kinds: &[String]) -> io::Result<Ends> {
    let mut ends = (Vec::new(), Vec::new());
    for (number, kind) in (0..).zip(kinds) {
        let (ours, theirs) = match kind.as_str() {
            "pipe" => {
                let (reader, writer) = descriptors::pipe()?;
                let (ours, theirs) = if number == 0 { (writer, reader) } else { (reader, writer) };
                (Some(ours), theirs)
            }
            "socket" => {
                let (ours, theirs) = descriptors::socket_pair()?;
                (Some(ours), theirs)
            }
            "inherit" => (None, descriptors::duplicate(number, 0)?),
            _ => (None, descriptors::null()?),
        };
        ends.0.push(ours);
        ends.1.push(theirs);
    }
    Ok(ends)
}

/// Takes over descriptors that JavaScript gives up; all that are open, even if one is not.
fn own(numbers: &[RawFd]) -> io::Result<Vec<OwnedFd>> {
    let owned = numbers.iter().map(|&number| {
        // SAFETY: no memory is involved.
        if unsafe { libc::fcntl(number, libc::F_GETFD) } < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: open, and lib/process hands over only what nothing else closes.
        Ok(unsafe { OwnedFd::from_raw_fd(number) })
    });
    owned.collect::<Vec<_>>().into_iter().collect()
}

fn ending(signal: i32, grace_ms: f64) -> Ending {
    Ending { signal, grace: millis(Some(grace_ms)).unwrap_or_default() }
}
