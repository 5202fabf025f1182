use std::{env, fs::File, io, io::Write, path::Path, process::ExitCode};

use offloop_launcher::{
    Applied, Failure, Network, Policy, ProcessTree, Stage, Status,
    policy::Request,
    steps::{command, descriptors, limits, parent, session},
};

/// The exit code where the status descriptor tells why.
const FAILED: u8 = 125;
/// The exit code where the parent is gone, or the arguments are not ours: nobody to tell.
const UNHEARD: u8 = 126;

/// Returns only when the command was not started.
pub(crate) fn run() -> ExitCode {
    let Ok(request) = Policy::from_args(env::args_os().skip(1)) else {
        return ExitCode::from(UNHEARD);
    };
    if parent::die_with(request.policy.parent).is_err() {
        return ExitCode::from(UNHEARD);
    }
    let Ok(number) = i32::try_from(3 + request.policy.inherit) else {
        return ExitCode::from(UNHEARD);
    };
    let Ok(mut status) = descriptors::status(number) else {
        return ExitCode::from(UNHEARD);
    };
    let outcome = start(&request, number, &mut status);
    // Nobody may read it any more, and there is nothing else to tell.
    let _ = tell(&mut status, &outcome);
    ExitCode::from(FAILED)
}

/// Becomes the command, or says why not.
fn start(request: &Request, status_number: i32, status: &mut File) -> Status {
    let applied = match apply(&request.policy, status_number) {
        Ok(applied) => applied,
        Err(failure) => return Status::Failed(failure),
    };
    if !applied.missing.is_empty() && !request.policy.best_effort {
        return Status::Unavailable { missing: applied.missing };
    }
    if let Err(error) = tell(status, &Status::Applied(applied)) {
        return Status::Failed(Failure::new(Stage::Descriptors, &error));
    }
    let error = command::exec(&request.command, &request.args);
    Status::Failed(Failure::at(Stage::Exec, &error, Path::new(&request.command)))
}

fn apply(policy: &Policy, status_number: i32) -> Result<Applied, Failure> {
    stage(Stage::Descriptors, descriptors::close_above(status_number))?;
    stage(Stage::Session, session::begin())?;
    stage(Stage::Session, session::reset_signals())?;
    session::prefer_for_oom();
    if let Some(directory) = &policy.directory {
        env::set_current_dir(directory).map_err(|error| Failure::at(Stage::Directory, &error, directory))?;
    }
    stage(Stage::Limits, limits::apply(&policy.limits))?;
    Ok(Applied {
        filesystem: 0,
        syscalls: false,
        privileges: false,
        network: Network::All,
        process_tree: ProcessTree::Group,
        missing: policy.sandbox.iter().flat_map(|_| ["landlock".into(), "seccomp".into()]).collect(),
    })
}

fn stage(stage: Stage, result: io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| Failure::new(stage, &error))
}

fn tell(status: &mut File, what: &Status) -> io::Result<()> {
    status.write_all(format!("{}\n", what.to_line()).as_bytes())
}
