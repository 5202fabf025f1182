//! What of a policy this machine will enforce.

use crate::steps::landlock;
use crate::{Policy, ProcessTree, Sandbox, Support, User};

/// What will be done, and what was asked for and cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Version of Landlock to use; 0 for none.
    pub landlock: u32,
    pub seccomp: bool,
    pub process_tree: ProcessTree,
    /// The user to become.
    pub user: Option<User>,
    /// Names as in [`crate::Applied::missing`].
    pub missing: Vec<&'static str>,
}

impl Plan {
    /// For the machine that this runs on.
    pub fn here(policy: &Policy) -> Plan {
        Plan::new(policy, &Support::for_policy(policy))
    }

    pub fn new(policy: &Policy, support: &Support) -> Plan {
        let mut plan = match &policy.sandbox {
            None => Plan {
                landlock: 0,
                seccomp: false,
                process_tree: ProcessTree::Group,
                user: None,
                missing: vec![],
            },
            Some(sandbox) => Plan::of_sandbox(sandbox, support),
        };
        let is_counted = support.processes_limit || plan.user.is_some_and(|user| user.uid != 0);
        if policy.limits.processes.is_some() && !is_counted {
            plan.missing.push("processes-limit");
        }
        plan
    }

    fn of_sandbox(sandbox: &Sandbox, support: &Support) -> Plan {
        let process_tree = process_tree(sandbox, support);
        let mut missing = vec![];
        if support.landlock == 0 {
            missing.push("landlock");
        }
        if !support.seccomp {
            missing.push("seccomp");
        }
        if matches!(sandbox.network, crate::Network::Tcp(_)) && support.landlock < landlock::NETWORK_VERSION {
            missing.push("landlock-network");
        }
        if sandbox.child_process && process_tree == ProcessTree::Group {
            missing.push("process-tree");
        }
        if sandbox.user.is_some() && !support.users {
            missing.push("users");
        }
        Plan {
            landlock: support.landlock,
            seccomp: support.seccomp,
            process_tree,
            user: sandbox.user.filter(|_| support.users),
            missing,
        }
    }

    /// Whether something is missing that a sandbox must not run without. The kernel never limits the
    /// processes of root; that is reported and not refused.
    pub fn is_short(&self) -> bool {
        self.missing.iter().any(|name| *name != "processes-limit")
    }
}

/// A supervisor is enough only where Landlock keeps signals from it.
fn process_tree(sandbox: &Sandbox, support: &Support) -> ProcessTree {
    match sandbox.child_process {
        false if support.seccomp => ProcessTree::None,
        true if support.pid_namespace => ProcessTree::PidNamespace,
        true if support.landlock >= landlock::SCOPE_VERSION => ProcessTree::Subreaper,
        _ => ProcessTree::Group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Network};

    fn machine(landlock: u32, seccomp: bool, pid_namespace: bool) -> Support {
        Support {
            landlock,
            seccomp,
            pid_namespace,
            processes_limit: true,
            users: false,
            architecture: "x86_64",
            kernel: "6.18".into(),
        }
    }

    fn sandboxed(network: Network, child_process: bool) -> Policy {
        Policy {
            sandbox: Some(Sandbox { network, child_process, ..Sandbox::default() }),
            ..Policy::default()
        }
    }

    #[test]
    fn what_a_machine_lacks_is_named() {
        let tcp = || Network::Tcp(vec![443]);
        for (policy, support, tree, missing) in [
            (Policy::default(), machine(0, false, false), ProcessTree::Group, &[][..]),
            (sandboxed(Network::None, false), machine(1, true, false), ProcessTree::None, &[]),
            (sandboxed(Network::None, false), machine(0, true, false), ProcessTree::None, &["landlock"]),
            (
                sandboxed(Network::None, false),
                machine(0, false, true),
                ProcessTree::Group,
                &["landlock", "seccomp"],
            ),
            (sandboxed(tcp(), false), machine(3, true, true), ProcessTree::None, &["landlock-network"]),
            (sandboxed(tcp(), false), machine(4, true, true), ProcessTree::None, &[]),
            (sandboxed(Network::None, true), machine(1, true, true), ProcessTree::PidNamespace, &[]),
            (sandboxed(Network::None, true), machine(6, true, false), ProcessTree::Subreaper, &[]),
            (sandboxed(Network::None, true), machine(5, true, false), ProcessTree::Group, &["process-tree"]),
        ] {
            let plan = Plan::new(&policy, &support);
            assert_eq!((plan.process_tree, &plan.missing[..]), (tree, missing), "{policy:?} on {support:?}");
            assert_eq!(plan.is_short(), !missing.is_empty());
        }
    }

    #[test]
    fn another_user_needs_the_right_to_become_one() {
        let user = Some(User { uid: 1000, gid: 1000 });
        let policy = |limits| Policy {
            limits,
            sandbox: Some(Sandbox { user, ..Sandbox::default() }),
            ..Policy::default()
        };
        let ordinary = Plan::new(&policy(Limits::default()), &machine(7, true, true));
        assert_eq!((ordinary.user, &ordinary.missing[..]), (None, &["users"][..]));
        assert!(ordinary.is_short());
        let root = Support { users: true, processes_limit: false, ..machine(7, true, true) };
        let limits = Limits { processes: Some(60), ..Limits::default() };
        let plan = Plan::new(&policy(limits), &root);
        assert_eq!((plan.user, &plan.missing[..]), (user, &[][..]));
    }

    #[test]
    fn the_number_of_processes_is_reported_as_not_limited_for_root() {
        let limits = Limits { processes: Some(60), ..Limits::default() };
        let root = Support { processes_limit: false, ..machine(7, true, true) };
        let plan = Plan::new(&Policy { limits, ..Policy::default() }, &root);
        assert_eq!(plan.missing, ["processes-limit"]);
        assert!(!plan.is_short());
    }
}
