//! How a child ended.

use std::borrow::Cow;
use std::time::Duration;

use super::signal::Exit;

/// Why: a word of ours (`memory`, `cpu`, `time`, `start`, `terminated`), of the caller's, or what the system says:
/// `exit` or `signal`.
pub type Reason = Cow<'static, str>;

/// The processor time, or the memory, or the time, was more than the limit.
pub const CPU: Reason = Cow::Borrowed("cpu");
pub const MEMORY: Reason = Cow::Borrowed("memory");
pub const TIME: Reason = Cow::Borrowed("time");
/// It had more processes and threads than its limit, or more processes than are looked at.
pub const PROCESSES: Reason = Cow::Borrowed("processes");
/// It held too many objects of the kernel.
pub const OBJECTS: Reason = Cow::Borrowed("objects");
/// It could not be started.
pub const START: Reason = Cow::Borrowed("start");
/// Its environment went away.
pub const TERMINATED: Reason = Cow::Borrowed("terminated");

/// The end of a child. Its figures are those of the whole tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub reason: Reason,
    pub exit_code: Option<i32>,
    pub signal: Option<i32>,
    /// Bytes: the most that was seen at one time.
    pub peak_memory: u64,
    pub cpu: Duration,
    /// From its start to its end.
    pub wall: Duration,
}

impl Record {
    /// The record of a child that the system reports as ended. `reason` is why it was ended, if it did not end by itself.
    pub fn new(exit: Exit, reason: Option<Reason>, peak_memory: u64, cpu: Duration, wall: Duration) -> Self {
        let Exit { code, signal, cpu: counted } = exit;
        let reason = reason.unwrap_or_else(|| by_itself(signal));
        // The launcher's own end is not that of the command.
        let (code, signal) = if reason == START { (None, None) } else { (code, signal) };
        Self { reason, exit_code: code, signal, peak_memory, cpu: counted.max(cpu), wall }
    }

    /// The record of a child that was never started. `signal` is what it was ended with before that.
    pub fn never_started(reason: Option<Reason>, signal: Option<i32>) -> Self {
        let failed = || if signal.is_some() { by_itself(signal) } else { START };
        let (reason, zero) = (reason.unwrap_or_else(failed), Duration::ZERO);
        Self { reason, exit_code: None, signal, peak_memory: 0, cpu: zero, wall: zero }
    }
}

/// The system's own limit on processor time ends a process with a signal that nothing else sends.
fn by_itself(signal: Option<i32>) -> Reason {
    match signal {
        Some(libc::SIGXCPU) => CPU,
        Some(_) => "signal".into(),
        None => "exit".into(),
    }
}
