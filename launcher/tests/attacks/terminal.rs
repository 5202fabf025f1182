//! A terminal that a command has got from its starter.

use std::os::fd::{FromRawFd, OwnedFd};
use std::{io, ptr};

use libc::EPERM;
use offloop_launcher::Policy;

use crate::attack::{Attack, skip};
use crate::launch::{Outcome, User, check, launch, plain_child};
use crate::place::Place;

pub(crate) const HELPERS: &[Attack] = &[
    Attack { name: "typing_into_a_terminal", run: |_| type_into_terminal(), ..Attack::USUAL },
    Attack { name: "taking_a_terminal_over", run: |_| take_terminal(), ..Attack::USUAL },
];

#[test]
fn a_terminal_that_is_passed_on_cannot_be_typed_into() {
    for &user in User::all() {
        for attack in HELPERS {
            let place = Place::new(user);
            let (_keyboard, terminal) = terminal();
            match Outcome::of(plain_child(attack.name, &place, vec![terminal]).wait().unwrap()) {
                Outcome::Succeeded => {}
                outcome => skip(
                    &format!("{} as {user:?}", attack.name),
                    &format!("a sysctl can forbid it ({outcome:?})"),
                ),
            }
            let (_keyboard, terminal) = self::terminal();
            let policy = Policy { sandbox: Some(place.sandbox()), ..Policy::default() };
            let outcome = launch(policy, attack.name, &place, vec![terminal]).child.wait().unwrap();
            assert_eq!(Outcome::of(outcome), Outcome::Failed(EPERM), "{} as {user:?}", attack.name);
        }
    }
}

/// Both ends.
fn terminal() -> (OwnedFd, OwnedFd) {
    let mut ends = [0; 2];
    // SAFETY: two numbers to fill, and nothing else; the descriptors are new and nobody else's.
    unsafe {
        let [first, second] = &mut ends;
        check(libc::openpty(first, second, ptr::null_mut(), ptr::null(), ptr::null())).unwrap();
        ends.map(|end| OwnedFd::from_raw_fd(end)).into()
    }
}

fn take_terminal() -> io::Result<()> {
    // SAFETY: takes numbers. A leader of a session cannot begin another one, and need not.
    unsafe {
        libc::setsid();
        check(libc::ioctl(3, libc::TIOCSCTTY, 0)).map(drop)
    }
}

fn type_into_terminal() -> io::Result<()> {
    let taken = take_terminal();
    // SAFETY: a number, and one byte.
    check(unsafe { libc::ioctl(3, libc::TIOCSTI, c"x".as_ptr()) })?;
    taken
}
