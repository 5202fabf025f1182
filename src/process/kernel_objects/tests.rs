//! The counts, of real processes.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::time::{Duration, Instant};

use super::*;

#[test]
fn watches_of_duplicates_and_locks_of_parts_are_counted() {
    let own = std::process::id().cast_signed();
    let before = held(&[own], Objects::WatchesAndLocks);
    let file = tempfile::tempfile().unwrap();
    // SAFETY: descriptors that were just made, and structures that live through the calls.
    let kept: Vec<OwnedFd> = unsafe {
        let epoll = OwnedFd::from_raw_fd(libc::epoll_create1(libc::EPOLL_CLOEXEC));
        let counter = OwnedFd::from_raw_fd(libc::eventfd(0, libc::EFD_CLOEXEC));
        for _ in 0..30 {
            let copy = OwnedFd::from_raw_fd(libc::fcntl(counter.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 0));
            let mut event = libc::epoll_event { events: 1, u64: 0 };
            let add = libc::EPOLL_CTL_ADD;
            assert_eq!(libc::epoll_ctl(epoll.as_raw_fd(), add, copy.as_raw_fd(), &mut event), 0);
            // The watch stays, since the file has another descriptor; a later copy may have the same number.
            std::mem::forget(copy);
        }
        for start in 0..20 {
            let mut lock: libc::flock = std::mem::zeroed();
            lock.l_type = libc::F_WRLCK as libc::c_short;
            (lock.l_start, lock.l_len) = (2 * start, 1);
            assert_eq!(libc::fcntl(file.as_raw_fd(), libc::F_SETLK, &lock), 0);
        }
        vec![epoll, counter]
    };
    let after = held(&[own], Objects::WatchesAndLocks);
    assert!(after >= before + 50, "{after} after {before}");
    let watches = held(&[own], Objects::Watches);
    assert!(watches >= 30 && watches < after, "{watches} of {after}");
    drop(kept);
}

/// A process that does this and ends, with 0 where it is true.
fn forked(act: impl FnOnce() -> bool) -> pid_t {
    // SAFETY: the child of a fork takes no lock of this process but the allocator's.
    let process = unsafe { libc::fork() };
    if process == 0 {
        // SAFETY: takes a number.
        unsafe { libc::_exit(i32::from(!act())) };
    }
    process
}

/// What a process without rights of root says to a question.
fn as_ordinary_user(ask: impl FnOnce() -> bool) -> bool {
    let asking = forked(|| {
        // SAFETY: take numbers. Children of who has changed the user could not be looked at otherwise.
        unsafe {
            libc::setresuid(65534, 65534, 65534);
            libc::prctl(libc::PR_SET_DUMPABLE, 1, 0, 0, 0);
        }
        ask()
    });
    let mut status = 0;
    // SAFETY: a child of this process, and a number that is ours to be written to.
    assert_eq!(unsafe { libc::waitpid(asking, &mut status, 0) }, asking);
    status == 0
}

#[test]
fn a_process_that_has_ended_holds_nothing_until_it_is_waited_for() {
    assert!(as_ordinary_user(|| {
        let ended = forked(|| true);
        // SAFETY: waits for a child, and leaves it there.
        unsafe {
            let mut info = std::mem::zeroed();
            libc::waitid(libc::P_PID, ended.unsigned_abs(), &mut info, libc::WEXITED | libc::WNOWAIT);
        }
        held(&[ended], Objects::Watches) == 0
    }));
}

#[test]
fn descriptors_that_are_hidden_count_as_too_many() {
    assert!(as_ordinary_user(|| {
        let hidden = forked(|| {
            // SAFETY: take numbers.
            unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && libc::raise(libc::SIGSTOP) == 0 }
        });
        // SAFETY: waits until a child has stopped itself, and ends it.
        unsafe {
            libc::waitpid(hidden, std::ptr::null_mut(), libc::WUNTRACED);
            let count = held(&[hidden], Objects::Watches);
            libc::kill(hidden, libc::SIGKILL);
            libc::waitpid(hidden, std::ptr::null_mut(), 0);
            count > MAX_OBJECTS
        }
    }));
}

#[test]
fn watches_are_counted_when_the_first_thread_has_ended() {
    extern "C" fn hold(epoll: *mut libc::c_void) -> *mut libc::c_void {
        // SAFETY: a descriptor of this process as long as it lives, and structures that live through the calls.
        unsafe {
            for _ in 0..30 {
                let mut event = libc::epoll_event { events: 1, u64: 0 };
                let counter = libc::eventfd(0, libc::EFD_CLOEXEC);
                libc::epoll_ctl(epoll as i32, libc::EPOLL_CTL_ADD, counter, &mut event);
            }
            libc::sleep(60);
        }
        std::ptr::null_mut()
    }
    // SAFETY: makes a thread of a function that needs nothing of this process, and ends its own thread alone, by a
    // system call that runs nothing.
    let process = forked(|| unsafe {
        let epoll = libc::epoll_create1(libc::EPOLL_CLOEXEC) as usize;
        let mut thread = std::mem::zeroed();
        libc::pthread_create(&mut thread, std::ptr::null(), hold, epoll as *mut libc::c_void);
        libc::syscall(libc::SYS_exit, 0) == 0
    });
    let is_first_over = || !proc::is_living(&Path::new("/proc").join(process.to_string()));
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline && !(is_first_over() && held(&[process], Objects::Watches) >= 30) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let (is_over, watches) = (is_first_over(), held(&[process], Objects::Watches));
    // SAFETY: a child of this process that has not been waited for.
    unsafe {
        libc::kill(process, libc::SIGKILL);
        libc::waitpid(process, std::ptr::null_mut(), 0);
    }
    assert!(is_over);
    assert_eq!(watches, 30);
}
