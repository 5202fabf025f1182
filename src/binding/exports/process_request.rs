//! What lib/process asks of a child, as the process service and the launcher take it.

use std::ffi::{CString, OsStr, OsString};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use offloop_launcher::{Limits, Network, Policy, Sandbox, User};

use crate::process::{Budget, GroupLimits, Objects, Program};

/// A child to start. An absent limit means none.
#[napi(object, object_to_js = false)]
pub struct ProcessRequest {
    pub launcher: String,
    pub file: String,
    pub args: Vec<String>,
    /// The whole environment: `NAME=value`, each followed by a null byte.
    pub env: String,
    pub cwd: Option<String>,
    /// Added to this process's nice value; 0 to 19.
    pub nice: u8,
    /// For 0, 1 and 2: `pipe`, `socket`, `ignore` or `inherit`.
    pub stdio: Vec<String>,
    /// They become 3, 4, 5… and belong to the call: they are closed here, also after a failure.
    pub inherit: Vec<i32>,
    /// Bytes.
    pub memory: Option<f64>,
    pub cpu_ms: Option<f64>,
    pub wall_ms: Option<f64>,
    pub open_files: Option<f64>,
    /// Bytes.
    pub file_size: Option<f64>,
    pub cpu_seconds: Option<f64>,
    /// Processes and threads. The kernel holds the user to it, where that is possible.
    pub processes: Option<f64>,
    /// The same, of the child and its descendants, which end beyond it.
    pub tree_processes: Option<f64>,
    /// The signal for a child whose time is up, and the milliseconds from it to SIGKILL.
    pub kill_signal: i32,
    pub grace_ms: f64,
    pub sandbox: Option<SandboxRequest>,
    pub best_effort: bool,
}

/// What a sandboxed command may reach.
#[napi(object, object_to_js = false)]
pub struct SandboxRequest {
    pub read: Vec<String>,
    pub write: Vec<String>,
    /// `none`, `all`, or `tcp` with `ports`.
    pub network: String,
    pub ports: Vec<u16>,
    pub child_process: bool,
    /// Folders of programs. Files whose names begin with a dot are left out.
    pub packages: Vec<String>,
    /// User and group to run as.
    pub user: Option<UserIds>,
}

/// A user and a group, by number.
#[napi(object, object_to_js = false)]
pub struct UserIds {
    pub uid: u32,
    pub gid: u32,
}

impl ProcessRequest {
    /// What the watcher looks at.
    pub fn budget(&self) -> Budget {
        Budget::new(self.memory.map(whole), millis(self.cpu_ms), millis(self.wall_ms))
            .with_tasks(self.tree_processes.map(whole))
            .with_objects(self.counted_objects())
            .with_network(self.sandbox.as_ref().is_some_and(|sandbox| sandbox.network != "none"))
    }

    /// The filter of calls refuses locks to a sandbox that can write nothing, where there is a filter.
    fn counted_objects(&self) -> Option<Objects> {
        let sandbox = self.sandbox.as_ref()?;
        let has_no_locks = sandbox.write.is_empty() && !self.best_effort;
        Some(if has_no_locks { Objects::Watches } else { Objects::WatchesAndLocks })
    }

    /// Limits of a cgroup. A child without limits and sandbox needs none.
    pub fn group(&self) -> Option<GroupLimits> {
        let limits =
            GroupLimits { memory: self.memory.map(whole), processes: self.tree_processes.map(whole) };
        let is_kept = limits.memory.is_some() || limits.processes.is_some() || self.cpu_ms.is_some();
        (is_kept || self.sandbox.is_some()).then_some(limits)
    }

    /// The launcher as a program, with the policy and the command as its arguments.
    pub fn program(&self, descriptors: Vec<OwnedFd>) -> Result<Program> {
        let policy = Policy {
            parent: std::process::id(),
            inherit: self.inherit.len().try_into().unwrap_or(u32::MAX),
            nice: self.nice,
            directory: self.cwd.as_ref().map(Into::into),
            limits: Limits {
                open_files: self.open_files.map(whole),
                file_size: self.file_size.map(whole),
                cpu_seconds: self.cpu_seconds.map(whole),
                processes: self.processes.map(whole),
            },
            sandbox: self.sandbox.as_ref().map(sandbox),
            best_effort: self.best_effort,
            ..Policy::default()
        };
        let args: Vec<OsString> = self.args.iter().map(Into::into).collect();
        let words = policy.to_args(OsStr::new(&self.file), &args);
        Ok(Program {
            file: CString::new(self.launcher.as_str())?,
            args: words
                .iter()
                .map(|word| CString::new(word.as_bytes()))
                .collect::<std::result::Result<_, _>>()?,
            env: variables(&self.env),
            descriptors,
        })
    }
}

/// A string for each variable.
fn variables(env: &str) -> Vec<CString> {
    env.split_terminator('\0').filter_map(|pair| CString::new(pair).ok()).collect()
}

fn sandbox(request: &SandboxRequest) -> Sandbox {
    let paths = |paths: &[String]| paths.iter().map(Into::into).collect();
    Sandbox {
        read: paths(&request.read),
        write: paths(&request.write),
        network: match request.network.as_str() {
            "all" => Network::All,
            "tcp" => Network::Tcp(request.ports.clone()),
            _ => Network::None,
        },
        child_process: request.child_process,
        packages: paths(&request.packages),
        user: request.user.as_ref().map(|user| User { uid: user.uid, gid: user.gid }),
    }
}

/// Negative numbers and NaN become 0, infinity the most there is.
pub fn whole(number: f64) -> u64 {
    number as u64
}

pub fn millis(time: Option<f64>) -> Option<Duration> {
    time.map(|time| Duration::from_micros((time * 1000.0) as u64))
}
