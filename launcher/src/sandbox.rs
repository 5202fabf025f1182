//! The part of the order that only a sandbox has: environment, limits, privileges, Landlock, seccomp.

use std::ffi::OsStr;
use std::io;

use offloop_launcher::policy::Request;
use offloop_launcher::seccomp::{self, Conditions};
use offloop_launcher::steps::landlock::{NETWORK_VERSION, Ruleset};
use offloop_launcher::steps::{command, environment, files, limits, parent, privileges, session};
use offloop_launcher::{Applied, During, Failure, Network, Plan, Sandbox, Stage};

/// Missing where root cannot give up its capabilities for good.
pub(crate) const CAPABILITIES: &str = "capabilities";

/// Takes away from this process what the sandbox does not allow, as far as the plan goes. `parent` is the process that
/// it dies with.
pub(crate) fn enter(
    sandbox: &Sandbox,
    request: &Request,
    plan: &Plan,
    parent: u32,
) -> Result<Applied, Failure> {
    session::keep_files_private();
    environment::scrub();
    limits::apply_sandbox(&request.policy.limits).during(Stage::Limits)?;
    privileges::renounce_new().during(Stage::Privileges)?;
    if let Some(user) = plan.user {
        privileges::become_user(user).during(Stage::Privileges)?;
        parent::die_with(parent).during(Stage::Parent)?;
    }
    let privileges = privileges::drop_capabilities().during(Stage::Privileges)?;
    if plan.landlock > 0 {
        restrict_files_and_ports(sandbox, plan.landlock, &request.command)?;
    }
    if plan.seccomp {
        filter_calls(sandbox, plan.landlock).during(Stage::Seccomp)?;
    }
    let mut applied = Applied { privileges, ..nothing_applied(plan) };
    applied.filesystem = plan.landlock;
    applied.syscalls = plan.seccomp;
    applied.network = enforced_network(&sandbox.network, plan);
    applied.missing.extend((!privileges).then(|| CAPABILITIES.into()));
    Ok(applied)
}

/// A command with all the rights of its starter.
pub(crate) fn nothing_applied(plan: &Plan) -> Applied {
    Applied {
        filesystem: 0,
        syscalls: false,
        privileges: false,
        network: Network::All,
        process_tree: plan.process_tree,
        missing: plan.missing.iter().map(ToString::to_string).collect(),
    }
}

fn restrict_files_and_ports(sandbox: &Sandbox, version: u32, program: &OsStr) -> Result<(), Failure> {
    let restrict_tcp = version >= NETWORK_VERSION && sandbox.network != Network::All;
    let ruleset = Ruleset::new(version, restrict_tcp).during(Stage::Landlock)?;
    let program = command::find(program);
    let pinned = files::allow(&ruleset, sandbox, program.as_deref())
        .map_err(|(error, path)| Failure::at(Stage::Landlock, &error, &path))?;
    if let (true, Network::Tcp(ports)) = (restrict_tcp, &sandbox.network) {
        ports.iter().try_for_each(|port| ruleset.allow_port(*port)).during(Stage::Landlock)?;
    }
    pinned.hand_over().during(Stage::Landlock)?;
    ruleset.restrict_self().during(Stage::Landlock)
}

fn filter_calls(sandbox: &Sandbox, landlock: u32) -> io::Result<()> {
    seccomp::install(&Conditions {
        network: &sandbox.network,
        child_process: sandbox.child_process,
        writes: !sandbox.write.is_empty(),
        pid: std::process::id(),
        landlock,
    })
}

/// Sockets are the filter's, ports Landlock's: without either a list of ports is not kept.
fn enforced_network(asked: &Network, plan: &Plan) -> Network {
    match asked {
        Network::Tcp(_) if plan.landlock < NETWORK_VERSION => Network::All,
        _ if plan.seccomp => asked.clone(),
        _ => Network::All,
    }
}
