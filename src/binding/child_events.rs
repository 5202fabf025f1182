//! The start and the end of a child process become settled promises.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use napi::bindgen_prelude::*;
use offloop_launcher::{Applied, Network};

use super::job::Ticket;
use super::outcome::Value;
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
        settle(&self.started, result.map_or_else(failure, started));
    }

    fn ended(&self, record: Record) {
        settle(&self.ended, ended(record));
    }
}

fn settle(ticket: &Mutex<Option<Ticket>>, value: Vec<Value>) {
    let ticket = ticket.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(ticket) = ticket {
        ticket.settle(Ok(Value::Array(value)));
    }
}

/// `['started', pid, filesystem, syscalls, privileges, network, processTree, missing]`
fn started(Started { pid, applied }: Started) -> Vec<Value> {
    let Applied { filesystem, syscalls, privileges, network, process_tree, missing } = applied;
    vec![
        text("started"),
        number(pid),
        Value::Number(filesystem.into()),
        Value::Number(syscalls.into()),
        Value::Number(privileges.into()),
        ports(network),
        text(process_tree.name()),
        texts(missing),
    ]
}

/// `['spawn', errno]`, `['setup', stage, errno, path?]`, `['unavailable', missing]`, `['ended']` or `['silent']`
fn failure(failure: StartFailure) -> Vec<Value> {
    match failure {
        StartFailure::Spawn { errno } => vec![text("spawn"), number(errno)],
        StartFailure::Setup { stage, errno, path } => {
            [text("setup"), text(stage), number(errno)].into_iter().chain(path.map(bytes)).collect()
        }
        StartFailure::Unavailable { missing } => vec![text("unavailable"), texts(missing)],
        StartFailure::Ended => vec![text("ended")],
        StartFailure::Silent => vec![text("silent")],
    }
}

/// `[reason, exitCode?, signal?, peakMemory, cpu, wall]`: the reason in UTF-8, times in microseconds
fn ended(record: Record) -> Vec<Value> {
    let Record { reason, exit_code, signal, peak_memory, cpu, wall } = record;
    vec![
        Value::Bytes(reason.into_owned().into_bytes()),
        exit_code.map_or(Value::Done, number),
        signal.map_or(Value::Done, number),
        Value::Number(peak_memory),
        Value::Number(micros(cpu)),
        Value::Number(micros(wall)),
    ]
}

/// `none`, `all` or the ports of TCP.
fn ports(network: Network) -> Value {
    match network {
        Network::None => text("none"),
        Network::All => text("all"),
        Network::Tcp(ports) => {
            Value::Array(ports.into_iter().map(|port| Value::Number(port.into())).collect())
        }
    }
}

/// The system's number of something, which is never negative.
fn number(number: i32) -> Value {
    Value::Number(number.unsigned_abs().into())
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn texts(texts: Vec<String>) -> Value {
    Value::Array(texts.into_iter().map(Value::Text).collect())
}

fn bytes(path: PathBuf) -> Value {
    Value::Bytes(path.into_os_string().into_encoded_bytes())
}

fn micros(time: Duration) -> u64 {
    time.as_micros().try_into().unwrap_or(u64::MAX)
}
