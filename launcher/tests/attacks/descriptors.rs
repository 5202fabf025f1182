//! Descriptors that the starter has open and did not mean to pass on.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use offloop_launcher::Policy;

use crate::attack::Attack;
use crate::launch::{Outcome, User, check, launch_by, own_program, take_away};
use crate::place::Place;
use crate::probe;

pub(crate) const HELPERS: &[Attack] =
    &[Attack { name: "using_a_forgotten_descriptor", run: |_| use_descriptor(), ..Attack::USUAL }];

const FORGOTTEN: i32 = 50;

#[test]
fn only_what_is_meant_for_a_command_stays_open() {
    for &user in User::all() {
        let place = Place::new(user);
        let mut open = Command::new(own_program());
        open.args(probe::ARGS).env(probe::ATTACK, HELPERS[0].name).envs(place.describe());
        forget(&mut open);
        assert!(open.output().unwrap().status.success());
        for without_the_call in [false, true] {
            let prepare = |launcher: &mut Command| {
                forget(launcher);
                if without_the_call {
                    take_away(launcher, libc::SYS_close_range);
                }
            };
            let args = probe::ARGS.map(Into::into);
            let (policy, name) = (Policy::default(), HELPERS[0].name);
            let mut launched = launch_by(prepare, policy, own_program(), &args, name, &place, vec![]);
            assert_eq!(Outcome::of(launched.child.wait().unwrap()), Outcome::Failed(libc::EBADF));
        }
    }
}

fn forget(command: &mut Command) {
    // SAFETY: takes numbers.
    unsafe { command.pre_exec(|| check(libc::dup2(0, FORGOTTEN)).map(drop)) };
}

fn use_descriptor() -> io::Result<()> {
    // SAFETY: takes numbers.
    check(unsafe { libc::fcntl(FORGOTTEN, libc::F_GETFD) }).map(drop)
}
