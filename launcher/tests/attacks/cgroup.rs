//! Commands in a cgroup that the starter has made.

use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::{fs, io};

use offloop_launcher::{Failure, Policy, Sandbox, Stage, Status};

use crate::attack::skip;
use crate::launch::{User, launch};
use crate::lifetime::read_id;
use crate::place::Place;

#[test]
fn a_command_and_its_supervisors_are_in_the_cgroup_from_the_start() {
    let Some(cgroup) = Cgroup::make() else {
        return skip("commands in a cgroup", "no cgroup of version 2 can be made here");
    };
    for child_process in [false, true] {
        let place = Place::new(User::Root);
        let (ends, held) = io::pipe().unwrap();
        let sandbox = Some(Sandbox { child_process, ..place.sandbox() });
        let policy = Policy { sandbox, cgroup: Some(cgroup.0.clone()), ..Policy::default() };
        let mut launched = launch(policy, "lingering", &place, vec![held.into()]);
        read_id(&mut OwnedFd::from(ends).into());
        let members = fs::read_to_string(cgroup.0.join("cgroup.procs")).unwrap();
        let processes = if child_process { 3 } else { 1 };
        assert_eq!(members.lines().count(), processes, "{members}");
        assert!(members.lines().any(|id| id == launched.child.id().to_string()), "{members}");
        fs::write(cgroup.0.join("cgroup.kill"), "1").unwrap();
        launched.child.wait().unwrap();
    }
}

#[test]
fn a_cgroup_that_cannot_be_entered_is_named() {
    let place = Place::new(User::current());
    let missing = place.outside("cgroup");
    let policy = Policy { cgroup: Some(missing.clone()), ..Policy::default() };
    let mut launched = launch(policy, "asking_for_a_size", &place, vec![]);
    launched.child.wait().unwrap();
    let failure = Failure { stage: Stage::Cgroup, errno: libc::ENOENT, path: Some(missing) };
    assert_eq!(launched.report(), Some(Status::Failed(failure)));
}

struct Cgroup(PathBuf);

impl Cgroup {
    fn make() -> Option<Cgroup> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
        let mount = mounts.lines().find(|line| line.contains(" - cgroup2 "))?;
        let folder = PathBuf::from(mount.split(' ').nth(4)?);
        let cgroup = folder.join(format!("offloop-attack-{}", std::process::id()));
        fs::create_dir(&cgroup).ok()?;
        Some(Cgroup(cgroup))
    }
}

impl Drop for Cgroup {
    fn drop(&mut self) {
        // A process that was just reaped may still be counted for a moment.
        for _ in 0..100 {
            if fs::remove_dir(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
}
