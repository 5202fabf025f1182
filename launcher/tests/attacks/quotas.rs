//! What the kernel counts by user or by machine: what an attacker takes of it the service and others lack.

#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "the calls take numbers, and locals or literals that live through them"
)]

use std::fs::{File, OpenOptions};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::{io, mem, ptr};

use libc::{EACCES, EAGAIN, EMFILE, ENOLCK, ENOSYS, EPERM};
use offloop_launcher::{Network, Sandbox};

use crate::attack::Plain::MaySucceed;
use crate::launch::{check, check_long};
use crate::place::Place;

const READ_ONLY: fn(Sandbox) -> Sandbox = |sandbox| Sandbox { write: vec![], ..sandbox };
const DEPENDS: &str = "it depends on the kernel";

attacks! {
    events_of_the_machine, refused: [ENOSYS], |_| {
        let mut context = 0_u64;
        check_long(unsafe { libc::syscall(libc::SYS_io_setup, 1, &raw mut context) })?;
        check_long(unsafe { libc::syscall(libc::SYS_io_destroy, context) }).map(drop)
    };
    an_instance_of_inotify, refused: [EPERM], |_| check(unsafe { libc::inotify_init1(0) }).map(drop);
    an_instance_of_inotify_by_the_old_call, refused: [EPERM], |_| {
        check(unsafe { libc::inotify_init() }).map(drop)
    };
    a_group_of_fanotify { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        check(unsafe { libc::fanotify_init(0, libc::O_RDONLY.unsigned_abs()) }).map(drop)
    };
    giving_pages_to_a_pipe, refused: [EPERM], |_| {
        let (_reader, writer) = io::pipe()?;
        let mut page = [0_u8; 4096];
        let part = libc::iovec { iov_base: page.as_mut_ptr().cast(), iov_len: page.len() };
        let given = unsafe { libc::vmsplice(writer.as_raw_fd(), &raw const part, 1, 0) };
        check(i32::try_from(given).unwrap()).map(drop)
    };
    a_larger_pipe, refused: [EPERM], |_| {
        let (reader, _writer) = io::pipe()?;
        check(unsafe { libc::fcntl(reader.as_raw_fd(), libc::F_SETPIPE_SZ, 1 << 17) }).map(drop)
    };
    larger_buffers_of_sockets, refused: [EPERM], |_| enlarge_buffer();
    writing_everything_back, refused: [EPERM], |_| check_long(unsafe { libc::syscall(libc::SYS_sync) }).map(drop);
    writing_a_file_system_back, refused: [EPERM], |place| {
        let file = File::open(place.readable_file())?;
        check(unsafe { libc::syncfs(file.as_raw_fd()) }).map(drop)
    };
    stopping_all_processors { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        let global = 1;
        check_long(unsafe { libc::syscall(libc::SYS_membarrier, global, 0, 0) }).map(drop)
    };
    many_timers, refused: [EAGAIN], |_| {
        (0..1000).try_for_each(|_| {
            let mut timer = ptr::null_mut();
            let mut none: libc::sigevent = unsafe { mem::zeroed() };
            none.sigev_notify = libc::SIGEV_NONE;
            check(unsafe { libc::timer_create(libc::CLOCK_MONOTONIC, &raw mut none, &raw mut timer) }).map(drop)
        })
    };
    many_waiting_signals, refused: [EAGAIN], |_| queue_signals();
    many_descriptors, refused: [EMFILE], |_| {
        (0..300).map(|_| File::open("/dev/null")).collect::<io::Result<Vec<_>>>().map(drop)
    };
    many_watches_of_epoll, refused: [EMFILE], |_| watch_many();
    locking_a_file_that_may_be_read { sandbox: READ_ONLY }, refused: [ENOLCK], |place| {
        let file = File::open(place.readable_file())?;
        check(unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX) }).map(drop)
    };
    locking_a_part_of_a_file_that_may_be_read { sandbox: READ_ONLY }, refused: [ENOLCK], |place| {
        lock_part(&File::open(place.readable_file())?, libc::F_SETLK)
    };
    locks_without_an_owner, refused: [EPERM], |place| {
        let file = OpenOptions::new().create(true).append(true).read(true).open(place.writable("new"))?;
        lock_part(&file, libc::F_OFD_SETLK)
    };
    rules_for_every_port { plain: MaySucceed(DEPENDS) }, refused: [ENOSYS], |_| {
        let handled = [0x1fff_u64, 0, 0];
        let call = libc::SYS_landlock_create_ruleset;
        check_long(unsafe { libc::syscall(call, handled.as_ptr(), 8, 0) }).map(drop)
    };
    a_user_namespace { plain: MaySucceed("a sysctl can forbid it") }, refused: [EPERM], |_| {
        check(unsafe { libc::unshare(libc::CLONE_NEWUSER) }).map(drop)
    };
    a_mount_namespace { plain: MaySucceed("it needs a capability") }, refused: [EPERM], |_| {
        check(unsafe { libc::unshare(libc::CLONE_NEWNS) }).map(drop)
    };
    an_abstract_name, refused: [EACCES], |place| bind_pair(place, b"name");
    an_abstract_name_where_there_is_a_network
        { sandbox: |sandbox| Sandbox { network: Network::All, ..sandbox } }, refused: [EACCES],
        |place| bind_pair(place, b"name");
    an_abstract_name_where_there_is_tcp
        { sandbox: |sandbox| Sandbox { network: Network::Tcp(vec![80]), ..sandbox } }, refused: [EACCES],
        |place| bind_pair(place, b"name");
    an_abstract_name_that_the_kernel_chooses, refused: [EACCES], |place| bind_pair(place, b"");
}

/// Succeeds if the buffer has grown.
fn enlarge_buffer() -> io::Result<()> {
    let [ours, _theirs] = pair()?;
    let size = || {
        let (mut size, mut length) = (0_i32, 4);
        let place = ptr::from_mut(&mut size).cast();
        let kind = libc::SO_SNDBUF;
        check(unsafe { libc::getsockopt(ours.as_raw_fd(), libc::SOL_SOCKET, kind, place, &raw mut length) })?;
        io::Result::Ok(size)
    };
    // First smaller, since the size that a socket begins with may be the largest that there is.
    for wanted in [8192, 1 << 20] {
        let before = size()?;
        let wish = ptr::from_ref(&wanted).cast();
        check(unsafe { libc::setsockopt(ours.as_raw_fd(), libc::SOL_SOCKET, libc::SO_SNDBUF, wish, 4) })?;
        if size()? == before {
            return Err(io::Error::from_raw_os_error(EPERM));
        }
    }
    Ok(())
}

/// To this thread, where the signal is blocked.
fn queue_signals() -> io::Result<()> {
    let signal = libc::SIGRTMAX();
    let mut about: libc::siginfo_t = unsafe { mem::zeroed() };
    about.si_signo = signal;
    about.si_code = libc::SI_QUEUE;
    let (process, thread) = unsafe {
        let mut blocked: libc::sigset_t = mem::zeroed();
        check(libc::sigaddset(&raw mut blocked, signal))?;
        check(libc::sigprocmask(libc::SIG_BLOCK, &raw const blocked, ptr::null_mut()))?;
        (libc::getpid(), libc::gettid())
    };
    let call = libc::SYS_rt_tgsigqueueinfo;
    (0..1000).try_for_each(|_| {
        check_long(unsafe { libc::syscall(call, process, thread, signal, &raw const about) }).map(drop)
    })
}

/// A watch for each of many descriptors of one file.
fn watch_many() -> io::Result<()> {
    let epoll = unsafe { OwnedFd::from_raw_fd(check(libc::epoll_create1(0))?) };
    let counter = unsafe { OwnedFd::from_raw_fd(check(libc::eventfd(0, 0))?) };
    for _ in 0..300 {
        let number = check(unsafe { libc::dup(counter.as_raw_fd()) })?;
        let mut event = libc::epoll_event { events: 1, u64: 0 };
        let add = libc::EPOLL_CTL_ADD;
        check(unsafe { libc::epoll_ctl(epoll.as_raw_fd(), add, number, &raw mut event) })?;
    }
    Ok(())
}

fn lock_part(file: &File, command: libc::c_int) -> io::Result<()> {
    let mut lock: libc::flock = unsafe { mem::zeroed() };
    lock.l_type = libc::F_RDLCK.try_into().unwrap();
    lock.l_len = 1;
    check(unsafe { libc::fcntl(file.as_raw_fd(), command, &raw const lock) }).map(drop)
}

fn pair() -> io::Result<[OwnedFd; 2]> {
    let mut ends = [0; 2];
    check(unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_STREAM, 0, ends.as_mut_ptr()) })?;
    Ok(ends.map(|end| unsafe { OwnedFd::from_raw_fd(end) }))
}

/// Gives one end of a pair an abstract name, or with an empty one any.
fn bind_pair(place: &Place, name: &[u8]) -> io::Result<()> {
    let [ours, _theirs] = pair()?;
    let mut address: libc::sockaddr_un = unsafe { mem::zeroed() };
    address.sun_family = libc::sa_family_t::try_from(libc::AF_UNIX).unwrap();
    let whole = if name.is_empty() { vec![] } else { [b"\0", name, &*place.abstract_name()].concat() };
    for (to, from) in address.sun_path.iter_mut().zip(&whole) {
        *to = libc::c_char::from_ne_bytes([*from]);
    }
    let length = libc::socklen_t::try_from(size_of::<libc::sa_family_t>() + whole.len()).unwrap();
    check(unsafe { libc::bind(ours.as_raw_fd(), ptr::from_ref(&address).cast(), length) }).map(drop)
}
