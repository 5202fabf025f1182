//! The thread that starts all children. It lives as long as the process: a child asks the system to be killed when
//! the thread that started it ends.

use std::ffi::CString;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;
use std::{io, mem};

use super::cgroup::{self, Group, GroupLimits};
use super::child::{Child, Phase};
use super::descriptors;
use super::record::Record;
use super::scheduling::{self, Policy};
use super::spawn::{Process, Program, spawn};
use super::start::StartFailure;
use super::watched::Spawned;
use super::watcher::Watcher;

/// A child to start, with the launcher and its arguments. The launcher's status descriptor is added here, after the
/// last of `program.descriptors`.
pub struct Order {
    pub child: Arc<Child>,
    pub program: Program,
    /// The limits of its cgroup, where it is to have one if this process can make any.
    pub group: Option<GroupLimits>,
    /// How long the launcher may take.
    pub start_timeout: Duration,
}

/// The loop of the thread.
pub fn run(orders: &Receiver<Order>, watcher: &Watcher) {
    let policy = scheduling::step_back();
    for order in orders {
        let Order { child, mut program, group, start_timeout } = order;
        if !may_launch(&child) {
            start_failed(&child, StartFailure::Ended);
            continue;
        }
        let group = group.and_then(|limits| join_group(&mut program, limits));
        match launch(program, policy) {
            Ok((process, report)) => {
                launched(&child, process);
                watcher.watch(Spawned { child, group, report, start_timeout });
            }
            Err(error) => {
                start_failed(
                    &child,
                    StartFailure::Spawn { errno: error.raw_os_error().unwrap_or(libc::EIO) },
                );
            }
        }
    }
}

/// Makes a cgroup, and has the launcher move into it. Without one the limits are kept by looking.
fn join_group(program: &mut Program, limits: GroupLimits) -> Option<Group> {
    let group = cgroup::delegated()?.make(limits).ok()?;
    let word =
        CString::new(offloop_launcher::Policy::cgroup_arg(group.folder()).into_encoded_bytes()).ok()?;
    program.args.insert(0, word);
    Some(group)
}

/// Starts the launcher. The descriptor that it reports to is returned.
fn launch(mut program: Program, policy: Option<Policy>) -> io::Result<(Process, OwnedFd)> {
    let (report, status) = descriptors::pipe()?;
    do_not_block(&report)?;
    program.descriptors.push(status);
    Ok((spawn(program, policy)?, report))
}

fn do_not_block(descriptor: &OwnedFd) -> io::Result<()> {
    // SAFETY: no memory is involved; a pipe just made has no other flags.
    let failed = unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_SETFL, libc::O_NONBLOCK) } < 0;
    if failed { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// False for a child that was withdrawn. From here on a signal does not keep it from being started.
pub(super) fn may_launch(child: &Child) -> bool {
    child.end_if_closing();
    let mut life = child.lock();
    if life.phase == Phase::Withdrawn {
        return false;
    }
    life.phase = Phase::Launching;
    true
}

/// From here on a signal to the child goes to the process, and so do those that have waited for it.
pub(super) fn launched(child: &Child, process: Process) {
    let mut life = child.lock();
    life.process = Some(process);
    life.phase = Phase::Starting;
    for signal in mem::take(&mut life.waiting) {
        life.signal(signal);
    }
    drop(life);
    child.end_if_closing();
}

/// Reports that nothing was started.
pub fn start_failed(child: &Child, failure: StartFailure) {
    let mut life = child.lock();
    life.phase = Phase::Ended;
    let record = Record::never_started(life.reason.take(), life.interrupted);
    drop(life);
    child.listener.started(Err(failure));
    child.listener.ended(record);
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::alarm::Alarm;
    use super::super::budget::Budget;
    use super::super::child::{Ending, Listener, Started};
    use super::super::signal;
    use super::*;
    use crate::engine::cancel::Cancel;

    struct Nobody;

    impl Listener for Nobody {
        fn started(&self, _: Result<Started, StartFailure>) {}
        fn ended(&self, _: Record) {}
    }

    /// A shell script with this output, in a process group of its own.
    fn script(script: &str, stdout: OwnedFd) -> Program {
        let null = || descriptors::null().unwrap();
        let text = |text: &str| CString::new(text).unwrap();
        Program {
            file: text("/usr/bin/setsid"),
            args: ["sh", "-c", script].map(text).into(),
            env: vec![text("PATH=/usr/bin:/bin")],
            descriptors: vec![null(), stdout, null()],
        }
    }

    fn child() -> Child {
        let alarm = Arc::new(Alarm::new().unwrap());
        Child::new(Budget::default(), Ending::AT_ONCE, Cancel::default(), Box::new(Nobody), alarm)
    }

    #[test]
    fn of_the_signals_before_the_start_only_those_that_end_programs_prevent_it() {
        for signal in [libc::SIGSTOP, libc::SIGCONT, libc::SIGWINCH, libc::SIGCHLD, libc::SIGURG] {
            let child = child();
            assert!(child.kill(signal, None));
            assert!(may_launch(&child), "{signal}");
            assert_eq!(child.lock().waiting, [signal]);
        }
        for signal in [libc::SIGTERM, libc::SIGKILL, libc::SIGUSR1] {
            let child = child();
            assert!(child.kill(signal, None));
            assert!(!may_launch(&child), "{signal}");
        }
    }

    #[test]
    fn a_command_that_runs_before_its_number_is_known_gets_the_signals_that_came() {
        let child = child();
        assert!(may_launch(&child));
        let (mut output, stdout) = io::pipe().unwrap();
        let ending = "trap 'exit 3' TERM; echo ready; while :; do sleep 0.01; done";
        let process = spawn(script(ending, stdout.into()), None).unwrap();
        output.read_exact(&mut [0; 6]).unwrap();
        assert!(child.kill(libc::SIGTERM, None));
        launched(&child, process);
        let process = child.lock().process.take().unwrap();
        let mut rest = Vec::new();
        output.read_to_end(&mut rest).unwrap();
        let exit = signal::reap(&process).unwrap();
        assert_eq!((exit.code, exit.signal), (Some(3), None));
    }
}
