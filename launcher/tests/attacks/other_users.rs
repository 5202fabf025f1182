//! Commands of a service that is root, which run as another user.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;

use offloop_launcher::{Policy, Sandbox, Status, User as Ids};

use crate::attack::{Attack, skip};
use crate::launch::{Outcome, User, launch, plain, sandboxed};
use crate::lifetime::{LONG, ends_within, inherited, read_id};
use crate::place::Place;

/// Any but those that are used elsewhere here.
const OTHER: Ids = Ids { uid: 54_321, gid: 54_322 };

pub(crate) const HELPERS: &[Attack] = &[
    Attack {
        name: "reading_the_private_file_of_root",
        run: |place| fs::read(place.readable_file()).map(drop),
        ..Attack::USUAL
    },
    Attack { name: "being_another_user", run: |_| be_another_user(), ..Attack::USUAL },
    Attack { name: "becoming_root_again", run: |_| become_root(), ..Attack::USUAL },
    Attack { name: "launching_as_another_user", run: launch_as_another_user, ..Attack::USUAL },
];

#[test]
fn a_command_of_another_user_is_that_user_in_no_other_group_for_good() {
    if !User::Root.is_almighty() {
        return skip("commands as another user", "it needs root");
    }
    for child_process in [false, true] {
        let place = Place::new(User::Root);
        let sandbox = || Sandbox { user: Some(OTHER), child_process, ..place.sandbox() };
        assert_eq!(plain("being_another_user", &place), Outcome::Failed(libc::EPERM));
        assert_eq!(sandboxed("being_another_user", &place, sandbox()), Outcome::Succeeded);
        assert_eq!(plain("becoming_root_again", &place), Outcome::Succeeded);
        assert_eq!(sandboxed("becoming_root_again", &place, sandbox()), Outcome::Failed(libc::EPERM));
    }
}

#[test]
fn private_files_of_root_are_closed_to_a_command_of_another_user() {
    if !User::Root.is_almighty() {
        return skip("private files of root", "it needs root");
    }
    let place = Place::new(User::Root);
    fs::set_permissions(place.readable_file(), Permissions::from_mode(0o600)).unwrap();
    let attack = "reading_the_private_file_of_root";
    assert_eq!(plain(attack, &place), Outcome::Succeeded);
    assert_eq!(sandboxed(attack, &place, place.sandbox()), Outcome::Succeeded);
    let sandbox = Sandbox { user: Some(OTHER), ..place.sandbox() };
    assert_eq!(sandboxed(attack, &place, sandbox), Outcome::Failed(libc::EACCES));
}

#[test]
fn a_command_of_another_user_dies_with_its_starter() {
    if !User::Root.is_almighty() {
        return skip("commands as another user", "it needs root");
    }
    let place = Place::new(User::Root);
    let (ends, held) = io::pipe().unwrap();
    let mut starter = crate::launch::plain_child("launching_as_another_user", &place, vec![held.into()]);
    let mut ends = File::from(OwnedFd::from(ends));
    read_id(&mut ends);
    starter.kill().unwrap();
    starter.wait().unwrap();
    assert!(ends_within(&mut ends, LONG));
}

#[test]
fn an_ordinary_user_cannot_start_commands_as_another() {
    let place = Place::new(User::Ordinary);
    let sandbox = Some(Sandbox { user: Some(OTHER), ..place.sandbox() });
    let policy = Policy { sandbox, ..Policy::default() };
    let missing = vec!["users".to_string()];
    let mut launched = launch(policy.clone(), "asking_for_a_size", &place, vec![]);
    launched.child.wait().unwrap();
    assert_eq!(launched.report(), Some(Status::Unavailable { missing: missing.clone() }));
    let mut launched = launch(Policy { best_effort: true, ..policy }, "asking_for_a_size", &place, vec![]);
    assert_eq!(Outcome::of(launched.child.wait().unwrap()), Outcome::Succeeded);
    let Some(Status::Applied(applied)) = launched.report() else { panic!("it ran") };
    assert_eq!(applied.missing, missing);
}

fn be_another_user() -> io::Result<()> {
    let mut groups = [0; 64];
    // SAFETY: fills as many numbers as the list has, and takes nothing otherwise.
    let (count, ids) = unsafe {
        (libc::getgroups(64, groups.as_mut_ptr()), Ids { uid: libc::geteuid(), gid: libc::getegid() })
    };
    if ids == OTHER && count == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(libc::EPERM)) }
}

fn become_root() -> io::Result<()> {
    // SAFETY: takes numbers. A raw call changes this thread only.
    crate::launch::check_long(unsafe { libc::syscall(libc::SYS_setresuid, 0, 0, 0) }).map(drop)
}

fn launch_as_another_user(place: &Place) -> io::Result<()> {
    let pipe = inherited();
    let sandbox = Some(Sandbox { user: Some(OTHER), ..place.sandbox() });
    let policy = Policy { sandbox, ..Policy::default() };
    let mut launched = launch(policy, "lingering", place, vec![pipe.try_clone()?.into()]);
    drop(pipe);
    launched.child.wait().map(drop)
}
