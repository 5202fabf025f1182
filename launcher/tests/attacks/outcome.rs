//! What the launcher tells when it does not start a command, and what a command is started with.

use std::{ffi::OsString, os::unix::process::CommandExt, path::PathBuf, process::Command, ptr};

use libc::{EACCES, ENOENT};
use offloop_launcher::{Applied, Failure, Network, Policy, ProcessTree, Sandbox, Stage, Status};

use crate::{
    launch::{User, check, launch_by, own_program},
    place::Place,
    probe,
};

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
fn a_kernel_without_landlock_runs_no_sandbox_unless_less_will_do() {
    for &user in User::all() {
        let place = Place::new(user);
        let strict = Policy { sandbox: Some(place.sandbox()), ..Policy::default() };
        let lenient = Policy { best_effort: true, ..strict.clone() };
        let missing = vec!["landlock".to_string()];
        let refused = report(strict, own_program(), &place, take_landlock_away);
        assert_eq!(refused, Status::Unavailable { missing: missing.clone() });
        let run = report(lenient, own_program(), &place, take_landlock_away);
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
fn what_was_applied_is_told() {
    let place = Place::new(User::current());
    let plain = report(Policy::default(), own_program(), &place, |_| {});
    let Status::Applied(plain) = plain else { panic!("{plain:?}") };
    assert_eq!(
        (plain.syscalls, plain.process_tree, plain.network),
        (false, ProcessTree::Group, Network::All)
    );
    let network = Network::Tcp(vec![443]);
    let sandbox = Sandbox { network: network.clone(), ..place.sandbox() };
    let sandboxed = Policy { sandbox: Some(sandbox), ..Policy::default() };
    let sandboxed = report(sandboxed, own_program(), &place, |_| {});
    let Status::Applied(sandboxed) = sandboxed else { panic!("{sandboxed:?}") };
    assert!(sandboxed.filesystem >= 4 && sandboxed.syscalls && sandboxed.privileges);
    assert_eq!((sandboxed.process_tree, sandboxed.network), (ProcessTree::None, network));
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

/// A filter of the test's own answers as a kernel without Landlock does.
fn take_landlock_away(command: &mut Command) {
    let filter = || {
        let call = u32::try_from(libc::SYS_landlock_create_ruleset).unwrap();
        let refused = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
        let instruction = |code, jt, jf, k| libc::sock_filter { code, jt, jf, k };
        let mut filter = [
            instruction(0x20, 0, 0, 0),
            instruction(0x15, 0, 1, call),
            instruction(0x06, 0, 0, refused),
            instruction(0x06, 0, 0, libc::SECCOMP_RET_ALLOW),
        ];
        let program = libc::sock_fprog { len: 4, filter: filter.as_mut_ptr() };
        // SAFETY: numbers, and a structure that points to four instructions which live through the call.
        unsafe {
            check(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))?;
            let mode = libc::SECCOMP_MODE_FILTER;
            check(libc::prctl(libc::PR_SET_SECCOMP, mode, ptr::from_ref(&program))).map(drop)
        }
    };
    // SAFETY: system calls only.
    unsafe { command.pre_exec(filter) };
}
