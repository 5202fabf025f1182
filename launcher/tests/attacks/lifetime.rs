//! A command does not outlive its starter.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, FromRawFd, OwnedFd};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use offloop_launcher::{Policy, Sandbox};

use crate::attack::Attack;
use crate::launch::{User, check, launch, launcher, plain_child};
use crate::place::Place;

/// Processes of these tests: they hold the other end of a pipe as descriptor 3 until they end.
pub(crate) const HELPERS: &[Attack] = &[
    Attack { name: "lingering", run: |_| linger(), ..Attack::USUAL },
    Attack { name: "starting", run: |place| start_plainly(place), ..Attack::USUAL },
    Attack { name: "launching", run: |place| start_launched(place, None), ..Attack::USUAL },
    Attack {
        name: "launching_sandboxed",
        run: |place| start_launched(place, Some(place.sandbox())),
        ..Attack::USUAL
    },
    Attack {
        name: "launching_with_children",
        run: |place| start_launched(place, Some(Sandbox { child_process: true, ..place.sandbox() })),
        ..Attack::USUAL
    },
];

#[test]
fn without_a_launcher_a_process_outlives_its_starter() {
    for &user in User::all() {
        let (lingers, mut ends) = kill_starter("starting", user);
        assert!(!ends_within(&mut ends, Duration::from_millis(300)));
        // SAFETY: takes numbers: the process has sent its own.
        check(unsafe { libc::kill(lingers, libc::SIGKILL) }).unwrap();
        assert!(ends_within(&mut ends, LONG));
    }
}

#[test]
fn a_launched_command_dies_with_its_starter() {
    for &user in User::all() {
        for starter in ["launching", "launching_sandboxed", "launching_with_children"] {
            let (_, mut ends) = kill_starter(starter, user);
            assert!(ends_within(&mut ends, LONG), "{starter} as {user:?}");
        }
    }
}

#[test]
fn a_launcher_whose_starter_is_gone_runs_nothing() {
    let place = Place::new(User::current());
    let mark = place.writable("mark");
    let mut command = Command::new(launcher());
    command.args(["--parent=1", "--inherit=0", "--", "touch"]).arg(&mark).stderr(Stdio::null());
    assert_eq!(command.status().unwrap().code(), Some(126));
    assert!(!mark.exists());
}

/// Longer than anything here takes on a busy machine.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// Starts a starter, waits for what it starts, and kills it. Returns what was started and a pipe that ends when
/// all that was started has.
fn kill_starter(attack: &str, user: User) -> (libc::pid_t, File) {
    let place = Place::new(user);
    let (ends, held) = io::pipe().unwrap();
    let mut starter = plain_child(attack, &place, vec![held.into()]);
    let mut ends = File::from(OwnedFd::from(ends));
    let started = read_id(&mut ends);
    starter.kill().unwrap();
    starter.wait().unwrap();
    (started, ends)
}

pub(crate) fn read_id(pipe: &mut File) -> libc::pid_t {
    let mut id = [0; 4];
    pipe.read_exact(&mut id).unwrap();
    libc::pid_t::from_ne_bytes(id)
}

/// Whether the other end is closed.
pub(crate) fn ends_within(pipe: &mut File, time: Duration) -> bool {
    use std::os::fd::AsRawFd;
    let until = Instant::now() + time;
    while Instant::now() < until {
        let mut poll = libc::pollfd { fd: pipe.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one structure, which lives through the call.
        let ready = unsafe { libc::poll(&raw mut poll, 1, 50) };
        if ready == 1 && pipe.read(&mut [0; 64]).unwrap() == 0 {
            return true;
        }
    }
    false
}

/// The pipe, in a helper.
pub(crate) fn inherited() -> File {
    // SAFETY: the test passes it on as this number, and a helper takes it once.
    unsafe { File::from_raw_fd(3) }
}

pub(crate) fn tell_id(mut pipe: &File) -> io::Result<()> {
    pipe.write_all(&std::process::id().to_ne_bytes())
}

pub(crate) fn linger() -> io::Result<()> {
    let pipe = inherited();
    tell_id(&pipe)?;
    wait_forever()
}

pub(crate) fn wait_forever() -> ! {
    loop {
        std::thread::sleep(Duration::from_secs(1000));
    }
}

fn start_plainly(place: &Place) -> io::Result<()> {
    plain_child("lingering", place, vec![inherited().into()]).wait().map(drop)
}

fn start_launched(place: &Place, sandbox: Option<Sandbox>) -> io::Result<()> {
    let policy = Policy { sandbox, ..Policy::default() };
    let pipe = inherited();
    let mut launched = launch(policy, "lingering", place, vec![pipe.as_fd().try_clone_to_owned()?]);
    drop(pipe);
    launched.child.wait().map(drop)
}
