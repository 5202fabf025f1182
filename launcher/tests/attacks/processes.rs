//! Other processes: signals, memory, limits, priorities; and new ones.

#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "the calls take numbers, and locals that are read; signal 0 does nothing, and a child ends at once"
)]

use std::fs::File;
use std::os::fd::AsRawFd;
use std::process::Command;
use std::{io, mem, ptr};

use libc::{ENOSYS, EPERM};

use crate::attack::Plain::{MaySucceed, NeedsCapability};
use crate::launch::{check, check_long};
use crate::place::Place;

attacks! {
    signalling_another_process, refused: [EPERM], |place| check(unsafe { libc::kill(place.victim, 0) }).map(drop);
    signalling_its_group, refused: [EPERM], |_| check(unsafe { libc::kill(0, 0) }).map(drop);
    signalling_everybody, refused: [EPERM], |_| check(unsafe { libc::kill(-1, 0) }).map(drop);
    signalling_a_thread_of_another_process, refused: [EPERM], |place| {
        check_long(unsafe { libc::syscall(libc::SYS_tgkill, place.victim, place.victim, 0) }).map(drop)
    };
    signalling_a_thread_by_its_number_alone, refused: [EPERM], |place| {
        check_long(unsafe { libc::syscall(libc::SYS_tkill, place.victim, 0) }).map(drop)
    };
    queueing_a_signal, refused: [EPERM], |place| {
        let value = libc::sigval { sival_ptr: ptr::null_mut() };
        check(unsafe { libc::sigqueue(place.victim, 0, value) }).map(drop)
    };
    signalling_by_descriptor, refused: [EPERM], |place| {
        let process = process_descriptor(place)?;
        check_long(unsafe { libc::syscall(libc::SYS_pidfd_send_signal, process, 0, 0, 0) }).map(drop)
    };
    tracing_another_process
        { plain: MaySucceed("a security module can forbid it") }, refused: [EPERM], |place| {
        check_long(unsafe { libc::ptrace(libc::PTRACE_SEIZE, place.victim, 0, 0) }).map(drop)
    };
    reading_the_memory_of_another_process
        { plain: MaySucceed("a security module can forbid it") }, refused: [EPERM], |place| {
        let mut byte = 0_u8;
        let here = libc::iovec { iov_base: ptr::from_mut(&mut byte).cast(), iov_len: 1 };
        let there = libc::iovec { iov_base: ptr::without_provenance_mut(place.victim_memory), iov_len: 1 };
        // SAFETY: writes one byte, to a local.
        let read = unsafe { libc::process_vm_readv(place.victim, &raw const here, 1, &raw const there, 1, 0) };
        check(i32::try_from(read).unwrap()).map(drop)
    };
    taking_a_descriptor_of_another_process
        { plain: MaySucceed("a security module can forbid it") }, refused: [EPERM], |place| {
        let process = process_descriptor(place)?;
        check_long(unsafe { libc::syscall(libc::SYS_pidfd_getfd, process, 0, 0) }).map(drop)
    };
    comparing_with_another_process
        { plain: MaySucceed("it depends on the kernel") }, refused: [EPERM], |place| {
        let own = std::process::id();
        check_long(unsafe { libc::syscall(libc::SYS_kcmp, own, place.victim, 1, 0, 0) }).map(drop)
    };
    limiting_another_process, refused: [EPERM], |place| {
        let limit = libc::rlimit { rlim_cur: 10, rlim_max: 10 };
        // SAFETY: reads a local.
        check(unsafe { libc::prlimit(place.victim, libc::RLIMIT_NOFILE, &raw const limit, ptr::null_mut()) }).map(drop)
    };
    binding_another_process_to_a_core, refused: [EPERM], |place| {
        // SAFETY: cpu_set_t is plain data, which is filled and read as long as it is said to be.
        unsafe {
            let mut cores: libc::cpu_set_t = mem::zeroed();
            let size = size_of_val(&cores);
            check(libc::sched_getaffinity(0, size, &raw mut cores))?;
            check(libc::sched_setaffinity(place.victim, size, &raw const cores)).map(drop)
        }
    };
    scheduling_another_process, refused: [EPERM], |place| {
        let parameters = libc::sched_param { sched_priority: 0 };
        // SAFETY: reads a local.
        check(unsafe { libc::sched_setscheduler(place.victim, libc::SCHED_BATCH, &raw const parameters) }).map(drop)
    };
    slowing_another_process, refused: [EPERM], |place| {
        check(unsafe { libc::setpriority(libc::PRIO_PROCESS, place.victim.cast_unsigned(), 19) }).map(drop)
    };
    slowing_a_group, refused: [EPERM], |place| {
        check(unsafe { libc::setpriority(libc::PRIO_PGRP, place.victim.cast_unsigned(), 19) }).map(drop)
    };
    slowing_the_disk_of_another_process, refused: [EPERM], |place| {
        let idle = 3 << 13;
        check_long(unsafe { libc::syscall(libc::SYS_ioprio_set, 1, place.victim, idle) }).map(drop)
    };
    signalling_by_input, refused: [EPERM], |place| {
        let file = File::open("/dev/null")?;
        check(unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETOWN, place.victim) }).map(drop)
    };
    outliving_the_parent, refused: [EPERM], |_| check(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, 0) }).map(drop);
    adopting_orphans, refused: [EPERM], |_| {
        check(unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }).map(drop)
    };
    raising_its_limits
        { plain: MaySucceed("it needs a capability that root may lack") }, refused: [EPERM], |_| {
        set_open_files(100)?;
        set_open_files(200)
    };
    becoming_another_user
        // By raw calls: the C library would ask every thread to follow, by a signal.
        { plain: NeedsCapability }, refused: [EPERM], |_| {
        check_long(unsafe { libc::syscall(libc::SYS_setresuid, 12345, 12345, 12345) }).map(drop)
    };
    making_a_process_by_fork, refused: [EPERM], |_| {
        // SAFETY: the child ends at once.
        match unsafe { fork() }? {
            0 => unsafe { libc::_exit(0) },
            _ => Ok(()),
        }
    };
    making_a_process_by_clone, refused: [EPERM], |_| {
        // SAFETY: as fork: the child has its own memory, and ends at once.
        match check_long(unsafe { libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) })? {
            0 => unsafe { libc::_exit(0) },
            _ => Ok(()),
        }
    };
    making_a_process_by_the_newest_call
        { plain: MaySucceed("a container can forbid it") }, refused: [ENOSYS], |_| {
        let mut arguments = [0_u64; 8];
        arguments[4] = 17; // exit_signal: SIGCHLD
        // SAFETY: 64 bytes of arguments; as fork, the child ends at once.
        match check_long(unsafe { libc::syscall(libc::SYS_clone3, arguments.as_ptr(), 64) })? {
            0 => unsafe { libc::_exit(0) },
            _ => Ok(()),
        }
    };
    a_thread_with_descriptors_of_its_own, refused: [EPERM], |_| {
        let stack = Box::leak(vec![0_u128; 4096].into_boxed_slice()).as_mut_ptr_range();
        let flags = libc::CLONE_VM | libc::CLONE_SIGHAND | libc::CLONE_THREAD;
        // SAFETY: the stack is the thread's for good; it does one call, which needs nothing of this thread's.
        check(unsafe { libc::clone(end_thread, stack.end.cast(), flags, ptr::null_mut()) }).map(drop)
    };
    variables_that_load_code_or_trust_files, refused: [libc::ENOENT], |_| {
        let set = ["NODE_OPTIONS", "LD_X", "SSL_CERT_FILE"].iter().any(|name| std::env::var_os(name).is_some());
        if set { Ok(()) } else { Err(io::Error::from_raw_os_error(libc::ENOENT)) }
    };
    running_a_program, refused: [EPERM], |_| Command::new("/bin/true").status().map(drop);
}

extern "C" fn end_thread(_: *mut libc::c_void) -> libc::c_int {
    // SAFETY: ends this thread, and not the process.
    unsafe { libc::syscall(libc::SYS_exit, 0) };
    0
}

fn process_descriptor(place: &Place) -> io::Result<libc::c_long> {
    // SAFETY: takes numbers.
    check_long(unsafe { libc::syscall(libc::SYS_pidfd_open, place.victim, 0) })
}

fn set_open_files(limit: u64) -> io::Result<()> {
    let limit = libc::rlimit { rlim_cur: limit, rlim_max: limit };
    // SAFETY: reads a local.
    check(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit) }).map(drop)
}

/// Makes a process by the call for that, without the C library. aarch64 has none but clone.
///
/// # Safety
/// The child has one thread: it makes system calls only.
pub(crate) unsafe fn fork() -> io::Result<libc::c_long> {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: as the caller promises.
    return check_long(unsafe { libc::syscall(libc::SYS_fork) });
    #[cfg(target_arch = "aarch64")]
    // SAFETY: as the caller promises; without flags the child has its own memory.
    check_long(unsafe { libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) })
}
