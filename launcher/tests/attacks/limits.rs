//! Limits that the kernel holds a command to.

use std::fs::{self, File};
use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use libc::{EAGAIN, EFBIG, EMFILE};
use offloop_launcher::{Limits, Policy};

use crate::attack::Attack;
use crate::launch::{Outcome, User, launch, plain};
use crate::place::Place;

const MIB: usize = 1024 * 1024;

pub(crate) const HELPERS: &[Attack] = &[
    Attack { name: "opening_many_files", run: |_| open_many_files(), ..Attack::USUAL },
    Attack { name: "writing_a_large_file", run: write_large_file, ..Attack::USUAL },
    Attack { name: "starting_many_threads", run: |_| start_many_threads(), ..Attack::USUAL },
    Attack { name: "computing_for_long", run: |_| compute(4), ..Attack::USUAL },
    Attack { name: "computing_past_the_warning", run: |_| compute_past_the_warning(), ..Attack::USUAL },
];

#[test]
fn limits_end_what_a_plain_process_can_go_on_with() {
    let none = Limits::default;
    for (attack, limits, users, outcome) in [
        (
            "opening_many_files",
            Limits { open_files: Some(64), ..none() },
            User::all(),
            Outcome::Failed(EMFILE),
        ),
        (
            "writing_a_large_file",
            Limits { file_size: Some(MIB as u64), ..none() },
            User::all(),
            Outcome::Failed(EFBIG),
        ),
        (
            "starting_many_threads",
            Limits { processes: Some(100), ..none() },
            &[User::Ordinary],
            Outcome::Failed(EAGAIN),
        ),
        (
            "computing_for_long",
            Limits { cpu_seconds: Some(1), ..none() },
            &[User::current()],
            Outcome::Killed(libc::SIGXCPU),
        ),
        (
            "computing_past_the_warning",
            Limits { cpu_seconds: Some(1), ..none() },
            &[User::current()],
            Outcome::Killed(libc::SIGKILL),
        ),
    ] {
        for &user in users {
            assert_eq!(
                plain(attack, &Place::new(user)),
                Outcome::Succeeded,
                "{attack} as {user:?}, in the open"
            );
            let policy = Policy { limits: limits.clone(), ..Policy::default() };
            let place = Place::new(user);
            let mut launched = launch(policy, attack, &place, vec![]);
            assert_eq!(Outcome::of(launched.child.wait().unwrap()), outcome, "{attack} as {user:?}");
        }
    }
}

fn open_many_files() -> io::Result<()> {
    (0..200).map(|_| File::open("/dev/null")).collect::<io::Result<Vec<_>>>().map(drop)
}

fn write_large_file(place: &Place) -> io::Result<()> {
    // SAFETY: ignoring a signal runs no code.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    let mut file = fs::File::create(place.writable("large"))?;
    (0..4).try_for_each(|_| file.write_all(&vec![0; MIB]))
}

fn start_many_threads() -> io::Result<()> {
    let start = || thread::Builder::new().spawn(|| thread::sleep(Duration::from_secs(1)));
    (0..200).map(|_| start()).collect::<io::Result<Vec<_>>>().map(drop)
}

/// Seconds of processor time, far beyond the limit. The kernel looks at ticks: the time by which the clock of an emulator on a
/// busy machine jumps had none, and does not count.
fn compute(seconds: u64) -> io::Result<()> {
    const TICK: Duration = Duration::from_millis(10);
    let (mut counted, mut before) = (Duration::ZERO, processor_time());
    while counted < Duration::from_secs(seconds) {
        let now = processor_time();
        counted += (now - before).min(TICK);
        before = now;
    }
    Ok(())
}

fn processor_time() -> Duration {
    let mut used = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills a local.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut used) };
    Duration::new(used.tv_sec.unsigned_abs(), used.tv_nsec.unsigned_abs() as u32)
}

fn compute_past_the_warning() -> io::Result<()> {
    // SAFETY: ignoring a signal runs no code.
    unsafe { libc::signal(libc::SIGXCPU, libc::SIG_IGN) };
    compute(6)
}
