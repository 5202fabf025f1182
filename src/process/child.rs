//! One child from the call that asks for it to its end: what any thread may ask of it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use libc::c_int;
use offloop_launcher::Applied;

use super::alarm::Alarm;
use super::budget::Budget;
use super::proc;
use super::record::{Reason, Record, TERMINATED};
use super::signal;
use super::spawn::Process;
use super::start::StartFailure;
use super::tree::Usage;
use crate::engine::cancel::Cancel;

/// Notified of the two events of a child: of each exactly once, of `started` first, on a thread of this folder and with no
/// lock held.
pub trait Listener: Send + Sync {
    /// The command runs under what was applied, or could not be started.
    fn started(&self, result: Result<Started, StartFailure>);
    /// The child is gone and reaped.
    fn ended(&self, record: Record);
}

/// A command that runs.
#[derive(Debug)]
pub struct Started {
    pub pid: i32,
    pub applied: Applied,
    /// What a cgroup of its own keeps exactly, of `cpu`, `memory` and `processes`; the rest is looked at.
    pub cgroup: Vec<&'static str>,
}

/// What ends a child whose time is up: a signal to all of its group, and SIGKILL after the grace.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    pub signal: c_int,
    pub grace: Duration,
}

impl Ending {
    pub const AT_ONCE: Self = Self { signal: libc::SIGKILL, grace: Duration::ZERO };
}

pub struct Child {
    pub(super) life: Mutex<Life>,
    pub(super) listener: Box<dyn Listener>,
    /// Set when the environment it belongs to goes away.
    closing: Cancel,
    alarm: Arc<Alarm>,
}

/// What changes, under the lock.
pub(super) struct Life {
    pub(super) phase: Phase,
    /// From the start of the launcher until the child is reaped.
    pub(super) process: Option<Process>,
    /// Why it is being ended; the first reason stays.
    pub(super) reason: Option<Reason>,
    pub(super) kill_at: Option<Instant>,
    /// The first signal that came before the command ran.
    pub(super) interrupted: Option<c_int>,
    /// Signals for a process whose number is not known yet, each once: it gets them as soon as it is.
    pub(super) waiting: Vec<c_int>,
    pub(super) budget: Budget,
    pub(super) usage: Usage,
    pub(super) peak_memory: u64,
    /// How a child ends whose time is up.
    pub(super) ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Asked for.
    Queued,
    /// Ended before the launcher was started.
    Withdrawn,
    /// The system is asked to start the launcher. The command may run before it has answered.
    Launching,
    /// The launcher applies the policy.
    Starting,
    Running,
    /// Reaped, or never started.
    Ended,
}

impl Child {
    pub(super) fn new(
        budget: Budget,
        ending: Ending,
        closing: Cancel,
        listener: Box<dyn Listener>,
        alarm: Arc<Alarm>,
    ) -> Self {
        let life = Life {
            phase: Phase::Queued,
            process: None,
            reason: None,
            kill_at: None,
            interrupted: None,
            waiting: Vec::new(),
            budget,
            usage: Usage::default(),
            peak_memory: 0,
            ending,
        };
        Self { life: Mutex::new(life), listener, closing, alarm }
    }

    /// Sends a signal to the child and its group. `reason`, if there is one, is recorded as the reason of its end,
    /// unless there is one already or it has ended without. False when its end is known.
    pub fn kill(&self, signal: c_int, reason: Option<Reason>) -> bool {
        let mut life = self.lock();
        life.set_reason_unless_over(reason);
        life.signal(signal)
    }

    /// Sends a signal, and SIGKILL when the grace is over; `reason` and result as of [`kill`](Self::kill).
    pub fn terminate(&self, ending: Ending, reason: Reason) -> bool {
        let now = Instant::now();
        let mut life = self.lock();
        life.set_reason_unless_over(Some(reason));
        let alive = life.end(ending, now);
        let kill_at = life.kill_at;
        drop(life);
        if let Some(when) = kill_at {
            self.alarm.by(when);
        }
        alive
    }

    /// Gives the tree this much processor time and time from now on; `None` for no limit.
    pub fn budget(&self, cpu: Option<Duration>, wall: Option<Duration>) {
        let now = Instant::now();
        let mut life = self.lock();
        let used = life.cpu_now();
        life.budget.rearm(cpu, wall, used, now);
        let next = life.budget.next_look(now, false);
        drop(life);
        if let Some(when) = next {
            self.alarm.by(when);
        }
    }

    /// Limits its processor time from now on, as of a child that should do nothing. It is looked at as seldom as one without
    /// limits.
    pub fn idle(&self, cpu: Duration) {
        let mut life = self.lock();
        let used = life.cpu_now();
        life.budget.idle(cpu, used);
    }

    /// Bytes of memory that the tree uses: the child's own now, its descendants' when last looked at. Counts for the
    /// peak in its record.
    pub fn memory(&self) -> u64 {
        let mut life = self.lock();
        let own = life.process.as_ref().and_then(|process| proc::memory(process.pid));
        let used = own.map_or(0, |own| own + life.usage.descendants_memory);
        life.peak_memory = life.peak_memory.max(used);
        used
    }

    /// Whether the system is asked to start it, and has not answered.
    pub(super) fn is_launching(&self) -> bool {
        self.lock().phase == Phase::Launching
    }

    /// Kills the child if its environment is gone.
    pub(super) fn end_if_closing(&self) {
        if self.closing.is_cancelled() {
            self.kill(libc::SIGKILL, Some(TERMINATED));
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Life> {
        self.life.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Life {
    pub(super) fn set_reason(&mut self, reason: Option<Reason>) {
        if self.phase != Phase::Ended && self.reason.is_none() {
            self.reason = reason;
        }
    }

    /// As [`set_reason`](Self::set_reason), unless the process has ended and only waits to be reaped: its end has another reason.
    pub(super) fn set_reason_unless_over(&mut self, reason: Option<Reason>) {
        if !self.process.as_ref().is_some_and(signal::has_ended) {
            self.set_reason(reason);
        }
    }

    /// Starts the end: the signal now, SIGKILL later.
    pub(super) fn end(&mut self, Ending { signal, grace }: Ending, now: Instant) -> bool {
        let kill_at = now.checked_add(grace);
        self.kill_at = [self.kill_at, kill_at].into_iter().flatten().min();
        self.signal(signal)
    }

    /// A child that has not been started is not started any more, after a signal that ends programs. It gets the others once
    /// it is. Signal 0 only asks whether it has ended.
    pub(super) fn signal(&mut self, signal: c_int) -> bool {
        if signal == 0 {
            return self.phase != Phase::Ended;
        }
        match (&self.process, self.phase) {
            (Some(process), _) => signal::send(process, signal),
            (None, Phase::Queued) if ends(signal) => self.phase = Phase::Withdrawn,
            (None, Phase::Queued | Phase::Launching) if !self.waiting.contains(&signal) => {
                self.waiting.push(signal);
            }
            _ => {}
        }
        if ends(signal) && matches!(self.phase, Phase::Withdrawn | Phase::Launching | Phase::Starting) {
            self.interrupted.get_or_insert(signal);
        }
        self.phase != Phase::Ended
    }

    /// Processor time of the tree: the child's own now, its descendants' when last looked at.
    fn cpu_now(&self) -> Duration {
        let own = self.process.as_ref().and_then(|process| proc::cpu(process.pid));
        own.unwrap_or_default() + self.usage.descendants_cpu
    }
}

/// Whether a signal ends a program that does not handle it. Of the others some stop it, and some do nothing.
fn ends(signal: c_int) -> bool {
    let ignored = [libc::SIGCHLD, libc::SIGCONT, libc::SIGURG, libc::SIGWINCH];
    let stopping = [libc::SIGSTOP, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU];
    !ignored.contains(&signal) && !stopping.contains(&signal)
}
