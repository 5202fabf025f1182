//! Commands that may start processes: nothing of what they start is left.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

use offloop_launcher::steps::landlock::SCOPE_VERSION;
use offloop_launcher::{Limits, Policy, ProcessTree, Sandbox, Status, support_without_trying};

use crate::attack::{Attack, skip};
use crate::launch::{Launched, Outcome, User, check, launch, launch_by, launcher, own_program};
use crate::lifetime::{LONG, ends_within, inherited, read_id, tell_id, wait_forever};
use crate::place::Place;
use crate::probe;

pub(crate) const HELPERS: &[Attack] = &[
    Attack {
        name: "leaving_a_daemon",
        run: |_| leave_daemon().and_then(|()| wait_forever()),
        ..Attack::USUAL
    },
    Attack { name: "leaving_a_daemon_and_ending", run: |_| leave_daemon(), ..Attack::USUAL },
    Attack { name: "making_many_processes", run: |_| make_many_processes(), ..Attack::USUAL },
    Attack { name: "ending_by_a_signal", run: |_| end_by_signal(), ..Attack::USUAL },
    Attack { name: "signalling_outside_the_tree", run: signal_outside, ..Attack::USUAL },
    Attack { name: "beginning_another_sandbox", run: |place| begin_another(place, false), ..Attack::USUAL },
    Attack { name: "beginning_another_tree", run: |place| begin_another(place, true), ..Attack::USUAL },
];

#[test]
fn a_process_group_alone_leaves_a_daemon_behind() {
    for &user in User::all() {
        let place = Place::new(user);
        let (ends, held) = io::pipe().unwrap();
        let mut launched = launch(Policy::default(), "leaving_a_daemon", &place, vec![held.into()]);
        let mut ends = file(ends);
        let daemon = read_id(&mut ends);
        launched.child.kill().unwrap();
        launched.child.wait().unwrap();
        assert!(!ends_within(&mut ends, Duration::from_millis(300)));
        // SAFETY: takes numbers: the process has sent its own.
        check(unsafe { libc::kill(daemon, libc::SIGKILL) }).unwrap();
        assert!(ends_within(&mut ends, LONG));
    }
}

#[test]
fn nothing_is_left_of_a_tree_whose_launcher_is_killed() {
    for_each_tree(|kind, user| {
        for attack in ["leaving_a_daemon", "making_many_processes"] {
            let place = Place::new(user);
            let (ends, held) = io::pipe().unwrap();
            let mut launched = launch_tree(kind, attack, &place, held);
            let mut ends = file(ends);
            read_id(&mut ends);
            launched.child.kill().unwrap();
            launched.child.wait().unwrap();
            assert!(ends_within(&mut ends, LONG), "{attack}, {kind:?} as {user:?}");
        }
    });
}

#[test]
fn nothing_is_left_of_a_tree_whose_command_ended() {
    for_each_tree(|kind, user| {
        let place = Place::new(user);
        let (ends, held) = io::pipe().unwrap();
        let mut launched = launch_tree(kind, "leaving_a_daemon_and_ending", &place, held);
        assert_eq!(Outcome::of(launched.child.wait().unwrap()), Outcome::Succeeded);
        assert!(ends_within(&mut file(ends), LONG), "{kind:?} as {user:?}");
    });
}

#[test]
fn the_launcher_of_a_tree_ends_as_its_command_did() {
    for_each_tree(|kind, user| {
        let place = Place::new(user);
        for (attack, outcome) in [
            ("ending_by_a_signal", Outcome::Killed(libc::SIGSEGV)),
            ("reading_a_file_outside", Outcome::Failed(libc::EACCES)),
        ] {
            let (_ends, held) = io::pipe().unwrap();
            let mut launched = launch_tree(kind, attack, &place, held);
            assert_eq!(Outcome::of(launched.child.wait().unwrap()), outcome, "{kind:?} as {user:?}");
        }
    });
}

#[test]
fn signals_reach_the_command_of_a_tree() {
    for_each_tree(|kind, user| {
        let place = Place::new(user);
        let (ends, held) = io::pipe().unwrap();
        let mut launched = launch_tree(kind, "lingering", &place, held);
        read_id(&mut file(ends));
        // SAFETY: takes numbers: a child that was not waited for.
        check(unsafe { libc::kill(launched.child.id().cast_signed(), libc::SIGTERM) }).unwrap();
        let outcome = Outcome::of(launched.child.wait().unwrap());
        assert_eq!(outcome, Outcome::Killed(libc::SIGTERM), "{kind:?} as {user:?}");
    });
}

#[test]
fn processes_outside_a_tree_cannot_be_signalled() {
    for_each_tree(|kind, user| {
        let place = Place::new(user);
        let (_ends, held) = io::pipe().unwrap();
        let mut launched = launch_tree(kind, "signalling_outside_the_tree", &place, held);
        let outcome = Outcome::of(launched.child.wait().unwrap());
        // In a namespace there is no such process.
        let refused = if kind == ProcessTree::PidNamespace { libc::ESRCH } else { libc::EPERM };
        assert_eq!(outcome, Outcome::Failed(refused), "{kind:?} as {user:?}");
    });
}

#[test]
fn a_command_that_may_start_processes_can_put_them_into_another_sandbox() {
    // Within a namespace there is no second one, and without scopes of Landlock no other tree: the sandbox is refused.
    let of_tree =
        if support_without_trying().landlock >= SCOPE_VERSION { libc::EACCES } else { libc::EPROTO };
    for_each_tree(|kind, user| {
        for (attack, errno) in
            [("beginning_another_sandbox", libc::EACCES), ("beginning_another_tree", of_tree)]
        {
            let place = Place::new(user);
            let (_ends, held) = io::pipe().unwrap();
            let mut launched = launch_tree(kind, attack, &place, held);
            let outcome = Outcome::of(launched.child.wait().unwrap());
            assert_eq!(outcome, Outcome::Failed(errno), "{attack}, {kind:?} as {user:?}");
        }
    });
}

/// Both kinds, where the machine can make them.
fn for_each_tree(test: impl Fn(ProcessTree, User)) {
    for &user in User::all() {
        if support_without_trying().landlock >= SCOPE_VERSION {
            test(ProcessTree::Subreaper, user);
        } else {
            skip(&format!("a tree with a subreaper, as {user:?}"), "Landlock has no scopes here");
        }
        if makes_process_namespaces(user) {
            test(ProcessTree::PidNamespace, user);
        } else {
            skip(&format!("a tree in a process namespace, as {user:?}"), "it cannot be made here");
        }
    }
}

fn makes_process_namespaces(user: User) -> bool {
    let place = Place::new(user);
    let mut launched = launch(policy(&place), "asking_for_a_size", &place, vec![]);
    launched.child.wait().unwrap();
    match launched.report() {
        Some(Status::Applied(applied)) => applied.process_tree == ProcessTree::PidNamespace,
        other => panic!("{other:?}"),
    }
}

fn launch_tree(kind: ProcessTree, attack: &str, place: &Place, held: io::PipeWriter) -> Launched {
    let forbid = kind == ProcessTree::Subreaper && makes_process_namespaces(place.user);
    let prepare = |command: &mut Command| {
        if forbid {
            // SAFETY: system calls only.
            unsafe { command.pre_exec(forbid_process_namespaces) };
        }
    };
    let args = probe::ARGS.map(Into::into);
    let held = vec![held.into()];
    let mut launched = launch_by(prepare, policy(place), own_program(), &args, attack, place, held);
    match launched.report() {
        Some(Status::Applied(applied)) => assert_eq!(applied.process_tree, kind),
        other => panic!("{other:?}"),
    }
    launched
}

fn policy(place: &Place) -> Policy {
    Policy {
        sandbox: Some(Sandbox { child_process: true, ..with_launcher(place.sandbox()) }),
        limits: Limits { processes: Some(80), ..Limits::default() },
        ..Policy::default()
    }
}

fn with_launcher(mut sandbox: Sandbox) -> Sandbox {
    sandbox.read.push(launcher());
    sandbox
}

/// By a user namespace whose limit of process namespaces is 0.
fn forbid_process_namespaces() -> io::Result<()> {
    // SAFETY: take numbers or nothing.
    let (user, group) = unsafe { (libc::geteuid(), libc::getegid()) };
    // SAFETY: as above. A process that has just changed its user may not write these files otherwise.
    unsafe {
        check(libc::prctl(libc::PR_SET_DUMPABLE, 1, 0, 0, 0))?;
        check(libc::unshare(libc::CLONE_NEWUSER))?;
    }
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
    fs::write("/proc/self/gid_map", format!("{group} {group} 1"))?;
    fs::write("/proc/sys/user/max_pid_namespaces", "0")
}

/// In a session of its own, and with a parent that is gone.
fn leave_daemon() -> io::Result<()> {
    let pipe = inherited();
    if fork()? == 0 {
        // SAFETY: takes nothing.
        unsafe { libc::setsid() };
        if fork()? == 0 {
            tell_id(&pipe)?;
            wait_forever()
        }
        std::process::exit(0)
    }
    Ok(())
}

/// Starts up to 200 processes that linger, until one is refused.
fn make_many_processes() -> io::Result<()> {
    let pipe = inherited();
    for _ in 0..200 {
        match fork() {
            Ok(0) => wait_forever(),
            Ok(_) => {}
            Err(error) if error.raw_os_error() == Some(libc::EAGAIN) => break,
            Err(error) => return Err(error),
        }
    }
    tell_id(&pipe)?;
    wait_forever()
}

fn end_by_signal() -> io::Result<()> {
    // SAFETY: take numbers; this process has installed no handler that matters when it ends.
    unsafe {
        libc::signal(libc::SIGSEGV, libc::SIG_DFL);
        check(libc::raise(libc::SIGSEGV)).map(drop)
    }
}

fn signal_outside(place: &Place) -> io::Result<()> {
    // SAFETY: takes numbers, and the signal does nothing.
    check(unsafe { libc::kill(place.victim, 0) }).map(drop)
}

/// A sandbox in a sandbox, which may not even write what the outer one may. Ends with the error of that.
/// Fails as the attack of the sandbox within does, or with EPROTO where that is not entered.
fn begin_another(place: &Place, child_process: bool) -> io::Result<()> {
    let sandbox = Sandbox { write: vec![], packages: vec![], child_process, ..place.sandbox() };
    let policy = Policy { sandbox: Some(sandbox), ..Policy::default() };
    let mut launched = launch(policy, "writing_what_may_be_written", place, vec![]);
    let outcome = Outcome::of(launched.child.wait()?);
    match (launched.report(), outcome) {
        (Some(Status::Applied(_)), Outcome::Failed(errno)) => Err(io::Error::from_raw_os_error(errno)),
        _ => Err(io::Error::from_raw_os_error(libc::EPROTO)),
    }
}

fn fork() -> io::Result<libc::c_long> {
    // SAFETY: the child makes system calls and sleeps.
    unsafe { crate::processes::fork() }
}

fn file(pipe: io::PipeReader) -> fs::File {
    std::os::fd::OwnedFd::from(pipe).into()
}
