//! Memory that the starter shares by a sealed descriptor.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::{io, ptr};

use libc::{EACCES, EPERM, F_SEAL_FUTURE_WRITE, F_SEAL_GROW, F_SEAL_SEAL, F_SEAL_SHRINK};
use offloop_launcher::Policy;

use crate::attack::Attack;
use crate::launch::{Outcome, User, check, launch, plain_child};
use crate::place::Place;

const SIZE: usize = 4096;

pub(crate) const HELPERS: &[Attack] = &[
    Attack { name: "shrinking_shared_memory", run: |_| truncate(0), ..Attack::USUAL },
    Attack { name: "growing_shared_memory", run: |_| truncate(2 * SIZE), ..Attack::USUAL },
    Attack { name: "writing_shared_memory", run: |_| map_to_write(), ..Attack::USUAL },
];

#[test]
fn sealed_memory_keeps_its_size_and_what_was_sent_in_it() {
    for &user in User::all() {
        for (attack, seals, errnos) in [
            ("shrinking_shared_memory", F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL, &[EPERM][..]),
            ("growing_shared_memory", F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL, &[EPERM]),
            ("writing_shared_memory", F_SEAL_FUTURE_WRITE | F_SEAL_SEAL, &[EPERM, EACCES]),
        ] {
            let place = Place::new(user);
            let mut open = plain_child(attack, &place, vec![memory(0)]);
            assert_eq!(Outcome::of(open.wait().unwrap()), Outcome::Succeeded, "{attack}, not sealed");
            let policy = Policy { sandbox: Some(place.sandbox()), ..Policy::default() };
            let mut launched = launch(policy, attack, &place, vec![memory(seals)]);
            match Outcome::of(launched.child.wait().unwrap()) {
                Outcome::Failed(errno) if errnos.contains(&errno) => {}
                outcome => panic!("{attack} as {user:?}: {outcome:?}"),
            }
        }
    }
}

fn memory(seals: libc::c_int) -> OwnedFd {
    // SAFETY: a string that ends in NUL and numbers; the descriptor is new and nobody else's.
    unsafe {
        let flags = libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
        let memory = OwnedFd::from_raw_fd(check(libc::memfd_create(c"shared".as_ptr(), flags)).unwrap());
        check(libc::ftruncate(memory.as_raw_fd(), libc::off_t::try_from(SIZE).unwrap())).unwrap();
        check(libc::fcntl(memory.as_raw_fd(), libc::F_ADD_SEALS, seals)).unwrap();
        memory
    }
}

fn truncate(size: usize) -> io::Result<()> {
    // SAFETY: takes numbers.
    check(unsafe { libc::ftruncate(3, libc::off_t::try_from(size).unwrap()) }).map(drop)
}

fn map_to_write() -> io::Result<()> {
    let rights = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: new memory, where the kernel likes, which nobody uses.
    let memory = unsafe { libc::mmap(ptr::null_mut(), SIZE, rights, libc::MAP_SHARED, 3, 0) };
    if memory == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
}
