//! The launcher from its arguments to the exec: the order in which it restricts itself.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, io};

use offloop_launcher::policy::Request;
use offloop_launcher::steps::{cgroup, command, descriptors, limits, parent, session};
use offloop_launcher::{Applied, During, Failure, Plan, Policy, ProcessTree, Stage, Status, tree};

use crate::sandbox;

/// The exit code of a failure that was written to the status descriptor.
const FAILED: u8 = 125;
/// The exit code where no status can be written: the parent is gone, or the arguments are not ours.
const NO_STATUS: u8 = 126;

/// Returns only when the command was not started.
pub(crate) fn run() -> ExitCode {
    let Ok(request) = Policy::from_args(env::args_os().skip(1)) else {
        return ExitCode::from(NO_STATUS);
    };
    if parent::die_with(request.policy.parent).is_err() {
        return ExitCode::from(NO_STATUS);
    }
    let Ok(number) = i32::try_from(3 + u64::from(request.policy.inherit)) else {
        return ExitCode::from(NO_STATUS);
    };
    let Ok(mut status) = descriptors::status(number) else {
        return ExitCode::from(NO_STATUS);
    };
    let outcome = start(&request, number, &mut status);
    // The reader may be gone, and then the exit code is all there is.
    let _ = write_status(&mut status, &outcome);
    ExitCode::from(FAILED)
}

/// Becomes the command, or says why not.
fn start(request: &Request, status_number: i32, status: &mut File) -> Status {
    let plan = Plan::here(&request.policy);
    if plan.is_short() && !request.policy.best_effort {
        return Status::Unavailable { missing: plan.missing.iter().map(ToString::to_string).collect() };
    }
    let applied = match apply(request, &plan, status_number) {
        Ok(applied) => applied,
        Err(failure) => return Status::Failed(failure),
    };
    if !request.policy.best_effort && applied.missing.iter().any(|name| name == sandbox::CAPABILITIES) {
        return Status::Unavailable { missing: applied.missing };
    }
    if let Err(error) = write_status(status, &Status::Applied(applied)) {
        return Status::Failed(Failure::new(Stage::Descriptors, &error));
    }
    let error = command::exec(&request.command, &request.args);
    Status::Failed(Failure::at(Stage::Exec, &error, Path::new(&request.command)))
}

/// The order matters: each step still needs what a later one takes away.
fn apply(request: &Request, plan: &Plan, status_number: i32) -> Result<Applied, Failure> {
    let policy = &request.policy;
    descriptors::close_above(status_number).during(Stage::Descriptors)?;
    descriptors::standard_ones_wait().during(Stage::Descriptors)?;
    session::begin().during(Stage::Session)?;
    session::reset_signals().during(Stage::Session)?;
    session::prefer_for_oom();
    if let Some(cgroup) = &policy.cgroup {
        cgroup::enter(cgroup).map_err(|error| Failure::at(Stage::Cgroup, &error, cgroup))?;
    }
    let priority = session::Priority::lower(policy.nice, policy.parent).during(Stage::Session)?;
    let parent =
        if plan.process_tree.is_supervised() { enter_tree(plan.process_tree)? } else { policy.parent };
    priority.apply_to_group();
    if let Some(directory) = &policy.directory {
        env::set_current_dir(directory).map_err(|error| Failure::at(Stage::Directory, &error, directory))?;
    }
    limits::apply(&policy.limits).during(Stage::Limits)?;
    match &policy.sandbox {
        None => Ok(sandbox::nothing_applied(plan)),
        Some(rules) => sandbox::enter(rules, request, plan, parent),
    }
}

/// Goes on in another process, the reaper's child, which dies with it and has a session of its own. Returns the process
/// id of the reaper.
fn enter_tree(kind: ProcessTree) -> Result<u32, Failure> {
    let reaper = tree::enter(kind).during(Stage::ProcessTree)?;
    parent::die_with(reaper).during(Stage::ProcessTree)?;
    session::begin().during(Stage::ProcessTree)?;
    Ok(reaper)
}

fn write_status(status: &mut File, what: &Status) -> io::Result<()> {
    status.write_all(format!("{}\n", what.to_line()).as_bytes())
}
