//! The start and the end of a child process become settled promises.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use offloop_launcher::{Applied, Network};

use super::ticket::Ticket;
use super::value::{IntoJs, Value};
use crate::process::{Listener, Record, StartFailure, Started};

/// The tickets of one child.
pub struct ChildEvents {
    started: Mutex<Option<Ticket>>,
    ended: Mutex<Option<Ticket>>,
}

impl ChildEvents {
    /// With the promise of the start, which keeps the loop alive, and that of the end, which does not.
    pub fn open(env: &Env) -> Result<(Self, Unknown<'_>, Unknown<'_>)> {
        let (started, start) = Ticket::open(env, None)?;
        let (ended, end) = Ticket::open_in_background(env)?;
        Ok((Self { started: Mutex::new(Some(started)), ended: Mutex::new(Some(ended)) }, start, end))
    }
}

impl Listener for ChildEvents {
    fn started(&self, result: std::result::Result<Started, StartFailure>) {
        settle(&self.started, result.map_or_else(StartOutcome::from, StartOutcome::from));
    }

    fn ended(&self, record: Record) {
        settle(&self.ended, ExitRecord::from(record));
    }
}

fn settle(ticket: &Mutex<Option<Ticket>>, value: impl IntoJs + 'static) {
    let ticket = ticket.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(ticket) = ticket {
        ticket.settle(Ok(Value::object(value)));
    }
}

/// The outcome of a start.
#[napi(discriminant = "kind", discriminant_case = "lowercase", object_from_js = false)]
pub enum StartOutcome {
    /// The command runs.
    Started { pid: i32, applied: AppliedIsolation },
    /// The system did not start the launcher.
    Spawn { errno: i32 },
    /// The launcher, or the loading of the command, failed at this stage.
    Setup { stage: &'static str, errno: i32, path: Option<Buffer> },
    /// This machine lacks what the sandbox needs.
    Unavailable { missing: Vec<String> },
    /// It was ended before the command ran.
    Ended,
    /// The launcher did not report in time, and was killed.
    Silent,
}

/// What holds for a command that runs.
#[napi(object, object_from_js = false)]
pub struct AppliedIsolation {
    /// Version of Landlock, 0 where the file system is not restricted.
    pub filesystem: u32,
    pub syscalls: bool,
    pub privileges: bool,
    /// The ports of TCP that it may connect to, where it is neither all nor nothing.
    #[napi(ts_type = "'none' | 'all' | number[]")]
    pub network: Either<&'static str, Vec<u16>>,
    pub process_tree: &'static str,
    /// What a cgroup of its own keeps exactly: some of `cpu`, `memory`, `processes`.
    pub cgroup: Vec<&'static str>,
    pub missing: Vec<String>,
}

/// How a child ended, with what it and its descendants used.
#[napi(object, object_from_js = false)]
pub struct ExitRecord {
    pub reason: String,
    pub exit_code: Option<i32>,
    pub signal: Option<i32>,
    /// Bytes: the most that was seen at one time.
    pub peak_memory: f64,
    pub cpu_ms: f64,
    pub wall_ms: f64,
}

impl From<Started> for StartOutcome {
    fn from(Started { pid, applied, cgroup }: Started) -> Self {
        let Applied { filesystem, syscalls, privileges, network, process_tree, missing } = applied;
        let network = match network {
            Network::None => Either::A("none"),
            Network::All => Either::A("all"),
            Network::Tcp(ports) => Either::B(ports),
        };
        let process_tree = process_tree.name();
        let applied =
            AppliedIsolation { filesystem, syscalls, privileges, network, process_tree, cgroup, missing };
        Self::Started { pid, applied }
    }
}

impl From<StartFailure> for StartOutcome {
    fn from(failure: StartFailure) -> Self {
        match failure {
            StartFailure::Spawn { errno } => Self::Spawn { errno },
            StartFailure::Setup { stage, errno, path } => {
                let path = path.map(|path| path.into_os_string().into_encoded_bytes().into());
                Self::Setup { stage, errno, path }
            }
            StartFailure::Unavailable { missing } => Self::Unavailable { missing },
            StartFailure::Ended => Self::Ended,
            StartFailure::Silent => Self::Silent,
        }
    }
}

impl From<Record> for ExitRecord {
    fn from(record: Record) -> Self {
        let Record { reason, exit_code, signal, peak_memory, cpu, wall } = record;
        Self {
            reason: reason.into_owned(),
            exit_code,
            signal,
            peak_memory: peak_memory as f64,
            cpu_ms: millis(cpu),
            wall_ms: millis(wall),
        }
    }
}

/// Whole microseconds, as milliseconds.
fn millis(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}
