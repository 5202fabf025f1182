//! Rules of the table about calls that are refused only with some arguments.

use libc::{EACCES, EPERM};

use super::{Rule, Test, allow_if, is, masked, refuse, refuse_if};
use crate::Network;
use crate::seccomp::Conditions;

/// linux/personality.h: asks for the personality and does not set it.
const PERSONALITY_QUERY: u32 = 0xffff_ffff;
/// asm-generic/ioctls.h and linux/fs.h.
const IOCTLS: [u32; 13] = [
    0x5412, // TIOCSTI: types into a terminal
    0x541c, // TIOCLINUX: pastes into a console
    0x540e, // TIOCSCTTY: takes a terminal over
    0x541d, // TIOCCONS: takes the console's output
    0x5423, // TIOCSETD: loads a line discipline
    0x8901, // FIOSETOWN, SIOCSPGRP: signals another process when there is input
    0x8902,
    0x4008_6602, // FS_IOC_SETFLAGS, by a descriptor that may only read
    0x4004_6602, // the same of 32-bit programs
    0x401c_5820, // FS_IOC_FSSETXATTR
    0x4008_7602, // FS_IOC_SETVERSION
    0x4080_6685, // FS_IOC_ENABLE_VERITY: the file can never be written again
    0x800c_6613, // FS_IOC_SET_ENCRYPTION_POLICY
];
/// Signals to another process when there is input, leases that stop others from opening a file, and names of
/// files outside.
const FCNTLS: [u32; 5] = [
    libc::F_SETOWN.unsigned_abs(),
    10, // F_SETSIG
    15, // F_SETOWN_EX
    libc::F_SETLEASE.unsigned_abs(),
    libc::F_NOTIFY.unsigned_abs(),
];
/// Memory layout, who may trace, and sharing a core with another process.
const PRCTLS: [u32; 3] = [
    libc::PR_SET_MM.unsigned_abs(),
    0x5961_6d61, // PR_SET_PTRACER
    62,          // PR_SCHED_CORE
];

/// Calls that are refused by their arguments.
pub(super) fn general() -> Vec<Rule> {
    let shared_memory = masked(
        3,
        (libc::MAP_TYPE | libc::MAP_ANONYMOUS).unsigned_abs(),
        (libc::MAP_SHARED | libc::MAP_ANONYMOUS).unsigned_abs(),
    );
    let grows_down = masked(3, libc::MAP_GROWSDOWN.unsigned_abs(), libc::MAP_GROWSDOWN.unsigned_abs());
    let huge_pages = masked(3, libc::MAP_HUGETLB.unsigned_abs(), libc::MAP_HUGETLB.unsigned_abs());
    vec![
        refuse_if(libc::SYS_ioctl, vec![is(1, &IOCTLS)], EPERM),
        refuse_if(libc::SYS_fcntl, vec![is(1, &FCNTLS)], EPERM),
        refuse_if(libc::SYS_prctl, vec![is(0, &PRCTLS)], EPERM),
        allow_if(libc::SYS_personality, vec![is(0, &[PERSONALITY_QUERY])]),
        refuse(libc::SYS_personality, EPERM),
        // Copying a file ends with it, as with fchmod: without a path it is about a descriptor.
        refuse_if(libc::SYS_utimensat, vec![is(1, &[0])], 0),
        refuse(libc::SYS_utimensat, EPERM),
        refuse_if(libc::SYS_mmap, vec![shared_memory], EPERM),
        refuse_if(libc::SYS_mmap, vec![grows_down], EPERM),
        refuse_if(libc::SYS_mmap, vec![huge_pages], EPERM),
    ]
}

/// linux/in.h: what a stream socket speaks by itself, or by name. Landlock does not see the other protocols that
/// can be asked for (MPTCP, SCTP, SMC).
const TCP: [u32; 2] = [0, libc::IPPROTO_TCP.unsigned_abs()];
/// The part of a socket's type that is not a flag.
const SOCKET_TYPE: u32 = 0xf;
const INTERNET: [u32; 2] = [libc::AF_INET.unsigned_abs(), libc::AF_INET6.unsigned_abs()];

/// Unix sockets are closed in every setting: they reach services that trust every process that can connect. A pair of
/// connected sockets reaches no other process; datagram sockets could send to any path.
pub(super) fn sockets(network: &Network) -> Vec<Rule> {
    let kind = |argument, kinds: &[libc::c_int]| Test {
        argument,
        mask: SOCKET_TYPE,
        values: kinds.iter().map(|kind| kind.unsigned_abs()).collect(),
    };
    let connected = [libc::SOCK_STREAM, libc::SOCK_SEQPACKET];
    let pair = vec![is(0, &[libc::AF_UNIX.unsigned_abs()]), kind(1, &connected)];
    let mut rules = vec![allow_if(libc::SYS_socketpair, pair), refuse(libc::SYS_socketpair, EACCES)];
    match network {
        Network::None => {}
        Network::Tcp(_) => {
            rules.push(allow_if(
                libc::SYS_socket,
                vec![is(0, &INTERNET), kind(1, &[libc::SOCK_STREAM]), is(2, &TCP)],
            ));
            rules.extend(fast_open());
        }
        Network::All => {
            let routes = vec![is(0, &[libc::AF_NETLINK.unsigned_abs()]), is(2, &[0])];
            rules.push(allow_if(libc::SYS_socket, vec![is(0, &INTERNET)]));
            rules.push(allow_if(libc::SYS_socket, routes));
        }
    }
    rules.push(refuse(libc::SYS_socket, EACCES));
    rules
}

/// Sending may connect too, and Landlock does not look at that.
fn fast_open() -> Vec<Rule> {
    let flag = libc::MSG_FASTOPEN.unsigned_abs();
    [(libc::SYS_sendto, 3), (libc::SYS_sendmsg, 2), (libc::SYS_sendmmsg, 3)]
        .map(|(call, flags)| refuse_if(call, vec![masked(flags, flag, flag)], EACCES))
        .into()
}

/// The flags of clone that make a namespace.
const NAMESPACES: u32 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET)
    .unsigned_abs();
const THREAD: u32 = libc::CLONE_THREAD.unsigned_abs();

/// Without child processes there is one process, which can name itself. With them, a process namespace or
/// Landlock keeps signals inside, but limits and priorities are then each process's own (number 0) only.
pub(super) fn processes(conditions: &Conditions) -> Vec<Rule> {
    let own: &[u32] = if conditions.child_process { &[0] } else { &[0, conditions.pid] };
    let mut rules = Vec::new();
    for call in [
        libc::SYS_prlimit64,
        libc::SYS_sched_setaffinity,
        libc::SYS_sched_setscheduler,
        libc::SYS_sched_setparam,
        libc::SYS_sched_setattr,
        libc::SYS_get_robust_list,
    ] {
        rules.push(allow_if(call, vec![is(0, own)]));
        rules.push(refuse(call, EPERM));
    }
    for (call, process) in
        [(libc::SYS_setpriority, libc::PRIO_PROCESS), (libc::SYS_ioprio_set, 1 /* IOPRIO_WHO_PROCESS */)]
    {
        rules.push(allow_if(call, vec![is(0, &[process]), is(1, own)]));
        rules.push(refuse(call, EPERM));
    }
    rules.extend(if conditions.child_process { with_children() } else { alone(conditions.pid) });
    rules
}

fn with_children() -> Vec<Rule> {
    let plain = masked(0, NAMESPACES, 0);
    vec![allow_if(libc::SYS_clone, vec![plain]), refuse(libc::SYS_clone, EPERM)]
}

/// What the launcher asked the kernel for stays: to die with the starter. With children that is the tree's concern,
/// and programs use the same call for processes of their own.
fn alone(pid: u32) -> Vec<Rule> {
    const PARENT_AND_ORPHANS: [u32; 2] =
        [libc::PR_SET_PDEATHSIG.unsigned_abs(), libc::PR_SET_CHILD_SUBREAPER.unsigned_abs()];
    let die_with_parent =
        vec![is(0, &[libc::PR_SET_PDEATHSIG.unsigned_abs()]), is(1, &[libc::SIGKILL.unsigned_abs()])];
    let thread = masked(0, NAMESPACES | THREAD, THREAD);
    let mut rules = vec![
        allow_if(libc::SYS_clone, vec![thread]),
        refuse(libc::SYS_clone, EPERM),
        refuse(libc::SYS_fork, EPERM),
        refuse(libc::SYS_vfork, EPERM),
        refuse(libc::SYS_tkill, EPERM),
        refuse(libc::SYS_pidfd_send_signal, EPERM),
        allow_if(libc::SYS_prctl, die_with_parent),
        refuse_if(libc::SYS_prctl, vec![is(0, &PARENT_AND_ORPHANS)], EPERM),
    ];
    for call in [libc::SYS_kill, libc::SYS_tgkill, libc::SYS_rt_sigqueueinfo, libc::SYS_rt_tgsigqueueinfo] {
        rules.push(allow_if(call, vec![is(0, &[pid])]));
        rules.push(refuse(call, EPERM));
    }
    rules
}
