//! What the launcher reports when it does not start a command, and what was applied when it does.

use std::ffi::OsString;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use libc::{EACCES, ENOENT};
use offloop_launcher::{Applied, Failure, Network, Policy, ProcessTree, Sandbox, Stage, Status};

use crate::attack::{NO_RULES, has_rules_for, skip};
use crate::launch::{User, launch_by, own_program, take_away};
use crate::place::Place;
use crate::probe;

#[test]
fn what_cannot_be_set_up_is_named_with_its_stage() {
    for &user in User::all() {
        let place = Place::new(user);
        let missing = place.outside("missing");
        let sandbox = |read: &PathBuf, write: &PathBuf| {
            Some(Sandbox { read: vec![read.clone()], write: vec![write.clone()], ..Sandbox::default() })
        };
        let folder = &place.folder;
        let program = own_program().to_path_buf();
        let usual = Policy::default;
        for (policy, program, stage, errno, path) in [
            (
                Policy { sandbox: sandbox(folder, &missing), ..usual() },
                &program,
                Stage::Landlock,
                ENOENT,
                &missing,
            ),
            (
                Policy { sandbox: sandbox(&missing, folder), ..usual() },
                &program,
                Stage::Landlock,
                ENOENT,
                &missing,
            ),
            (
                Policy { directory: Some(missing.clone()), ..usual() },
                &program,
                Stage::Directory,
                ENOENT,
                &missing,
            ),
            (usual(), &missing, Stage::Exec, ENOENT, &missing),
            (usual(), &place.secret(), Stage::Exec, EACCES, &place.secret()),
            (Policy { sandbox: sandbox(folder, folder), ..usual() }, &missing, Stage::Exec, ENOENT, &missing),
        ] {
            let report = report(policy, program, &place, |_| {});
            assert_eq!(
                report,
                Status::Failed(Failure { stage, errno, path: Some(path.clone()) }),
                "as {user:?}"
            );
        }
    }
}

#[test]
fn a_link_in_a_listed_path_is_refused_by_its_name() {
    for &user in User::all() {
        let place = Place::new(user);
        let (folder, file) = (place.outside("folder"), place.outside("file"));
        symlink(place.folder.join("readable"), &folder).unwrap();
        symlink(place.secret(), &file).unwrap();
        for (listed, at_fault) in
            [(folder.clone(), &folder), (folder.join("file"), &folder), (file.clone(), &file)]
        {
            for writes in [false, true] {
                let paths = |listed| if writes { (vec![], listed) } else { (listed, vec![]) };
                let (read, write) = paths(vec![listed.clone()]);
                let policy = Policy {
                    sandbox: Some(Sandbox { read, write, ..Sandbox::default() }),
                    ..Policy::default()
                };
                let report = report(policy, own_program(), &place, |_| {});
                let failure =
                    Failure { stage: Stage::Landlock, errno: libc::ELOOP, path: Some(at_fault.clone()) };
                assert_eq!(report, Status::Failed(failure), "{listed:?} as {user:?}");
            }
        }
    }
}

#[test]
fn a_kernel_without_landlock_runs_no_sandbox_unless_less_will_do() {
    for &user in User::all() {
        let place = Place::new(user);
        let strict = Policy { sandbox: Some(place.sandbox()), ..Policy::default() };
        let lenient = Policy { best_effort: true, ..strict.clone() };
        let missing = vec!["landlock".to_string()];
        let refused = report(strict, own_program(), &place, |launcher| {
            take_away(launcher, libc::SYS_landlock_create_ruleset);
        });
        assert_eq!(refused, Status::Unavailable { missing: missing.clone() });
        let run = report(lenient, own_program(), &place, |launcher| {
            take_away(launcher, libc::SYS_landlock_create_ruleset);
        });
        let applied = Applied {
            filesystem: 0,
            syscalls: true,
            privileges: true,
            network: Network::None,
            process_tree: ProcessTree::None,
            missing,
        };
        assert_eq!(run, Status::Applied(applied));
    }
}

#[test]
fn what_was_applied_is_reported() {
    let place = Place::new(User::current());
    let plain = report(Policy::default(), own_program(), &place, |_| {});
    let Status::Applied(plain) = plain else { panic!("{plain:?}") };
    assert_eq!(
        (plain.syscalls, plain.process_tree, plain.network),
        (false, ProcessTree::Group, Network::All)
    );
    let network = Network::Tcp(vec![443]);
    if !has_rules_for(&network) {
        return skip("what was applied of a network of one port", NO_RULES);
    }
    let sandbox = Sandbox { network: network.clone(), ..place.sandbox() };
    let sandboxed = Policy { sandbox: Some(sandbox), ..Policy::default() };
    let sandboxed = report(sandboxed, own_program(), &place, |_| {});
    let Status::Applied(sandboxed) = sandboxed else { panic!("{sandboxed:?}") };
    assert!(sandboxed.filesystem >= 4 && sandboxed.syscalls && sandboxed.privileges);
    assert_eq!((sandboxed.process_tree, sandboxed.network), (ProcessTree::None, network));
}

#[test]
fn a_kernel_without_rules_for_ports_runs_no_sandbox_with_a_port() {
    let network = Network::Tcp(vec![443]);
    if has_rules_for(&network) {
        return skip("a sandbox with a port on an old kernel", "Landlock has rules for ports here");
    }
    for &user in User::all() {
        let place = Place::new(user);
        let sandbox = Sandbox { network: network.clone(), ..place.sandbox() };
        let policy = Policy { sandbox: Some(sandbox), ..Policy::default() };
        let missing = vec!["landlock-network".to_string()];
        assert_eq!(report(policy, own_program(), &place, |_| {}), Status::Unavailable { missing });
    }
}

fn report(
    policy: Policy,
    program: &std::path::Path,
    place: &Place,
    prepare: impl FnOnce(&mut Command),
) -> Status {
    let args = probe::ARGS.map(OsString::from);
    let mut launched = launch_by(prepare, policy, program, &args, "asking_for_a_size", place, vec![]);
    launched.child.wait().unwrap();
    launched.report().expect("a whole line")
}
