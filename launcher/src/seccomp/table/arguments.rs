//! Rules of the table about calls that are refused only with some arguments.

use libc::{EACCES, EINVAL, ENOLCK, ENOSYS, EPERM};

use crate::Network;
use crate::seccomp::conditions::Conditions;
use crate::seccomp::rule::{Rule, Test, allow_if, is, masked, refuse, refuse_if};

/// linux/personality.h: asks for the personality and does not set it.
const PERSONALITY_QUERY: u32 = 0xffff_ffff;
/// The requests of ioctl that are allowed: asm-generic/ioctls.h, linux/fs.h and linux/sockios.h. A request that only
/// reads a file's attributes may be made by a descriptor that only reads, and so may many that change them.
const IOCTLS: [u32; 18] = [
    0x5401, // TCGETS: whether it is a terminal
    0x5402, // TCSETS, TCSETSW, TCSETSF: modes of a terminal that was passed on
    0x5403,
    0x5404,
    0x540f,      // TIOCGPGRP
    0x5411,      // TIOCOUTQ, SIOCOUTQ
    0x5413,      // TIOCGWINSZ
    0x541b,      // FIONREAD, SIOCINQ
    0x5421,      // FIONBIO
    0x5429,      // TIOCGSID
    0x5450,      // FIONCLEX
    0x5451,      // FIOCLEX
    0x5460,      // FIOQSIZE
    0x8905,      // SIOCATMARK
    0x4004_9409, // FICLONE, of a file that is read into one that is written
    0x4020_940d, // FICLONERANGE
    0x8008_6601, // FS_IOC_GETFLAGS
    0x801c_581f, // FS_IOC_FSGETXATTR
];
/// Names, flags and addresses of the interfaces, where there is a network.
const INTERFACE_IOCTLS: [u32; 9] = [
    0x8910, // SIOCGIFNAME
    0x8912, // SIOCGIFCONF
    0x8913, // SIOCGIFFLAGS
    0x8915, // SIOCGIFADDR
    0x8919, // SIOCGIFBRDADDR
    0x891b, // SIOCGIFNETMASK
    0x8921, // SIOCGIFMTU
    0x8927, // SIOCGIFHWADDR
    0x8933, // SIOCGIFINDEX
];
/// Commands of membarrier that stop no more than this process: all but 1, 2 and 4 of linux/membarrier.h.
const BARRIERS: [u32; 8] = [0, 8, 16, 32, 64, 128, 256, 512];
/// Bits of a file mode mask that keep files from everybody but their user.
const OTHERS: u32 = 0o77;
/// Signals to another process when there is input, leases that stop others from opening a file, and names of
/// files outside. Locks without an owner that can be named. Larger pipes, of which a user has a number of pages.
const FCNTLS: [u32; 8] = [
    libc::F_SETOWN.unsigned_abs(),
    10, // F_SETSIG
    15, // F_SETOWN_EX
    libc::F_SETLEASE.unsigned_abs(),
    libc::F_NOTIFY.unsigned_abs(),
    libc::F_OFD_SETLK.unsigned_abs(),
    libc::F_OFD_SETLKW.unsigned_abs(),
    libc::F_SETPIPE_SZ.unsigned_abs(),
];
/// Memory layout, who may trace, and sharing a core or pages of memory with another process.
const PRCTLS: [u32; 4] = [
    libc::PR_SET_MM.unsigned_abs(),
    0x5961_6d61, // PR_SET_PTRACER
    62,          // PR_SCHED_CORE
    67,          // PR_SET_MEMORY_MERGE
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
        refuse_if(libc::SYS_fcntl, vec![is(1, &FCNTLS)], EPERM),
        refuse_if(libc::SYS_prctl, vec![is(0, &PRCTLS)], EPERM),
        // A process that hides itself could not be counted. There is none beside it that it could hide from.
        refuse_if(libc::SYS_prctl, vec![is(0, &[libc::PR_SET_DUMPABLE.unsigned_abs()])], 0),
        // A write to a page that the kernel has merged takes longer, which tells what others have in theirs. And merging is work of
        // the kernel's that no limit counts. The error is that of a kernel which does not merge.
        refuse_if(libc::SYS_madvise, vec![is(2, &[libc::MADV_MERGEABLE.unsigned_abs()])], EINVAL),
        allow_if(libc::SYS_personality, vec![is(0, &[PERSONALITY_QUERY])]),
        refuse(libc::SYS_personality, EPERM),
        // Copying a file ends with it, as with fchmod: without a path it is about a descriptor.
        refuse_if(libc::SYS_utimensat, vec![is(1, &[0])], 0),
        refuse(libc::SYS_utimensat, EPERM),
        refuse_if(libc::SYS_mmap, vec![shared_memory], EPERM),
        refuse_if(libc::SYS_mmap, vec![grows_down], EPERM),
        refuse_if(libc::SYS_mmap, vec![huge_pages], EPERM),
        allow_if(libc::SYS_membarrier, vec![is(0, &BARRIERS)]),
        refuse(libc::SYS_membarrier, EPERM),
        // The mask cannot be read without being set. A wider one seems to be set and is not: files stay their user's.
        allow_if(libc::SYS_umask, vec![masked(0, OTHERS, OTHERS)]),
        refuse(libc::SYS_umask, 0),
    ]
}

/// Only requests that were reviewed: drivers and file systems have thousands.
pub(super) fn ioctls(network: &Network) -> Vec<Rule> {
    let mut rules = vec![allow_if(libc::SYS_ioctl, vec![is(1, &IOCTLS)])];
    if *network != Network::None {
        rules.push(allow_if(libc::SYS_ioctl, vec![is(1, &INTERFACE_IOCTLS)]));
    }
    rules.push(refuse(libc::SYS_ioctl, EPERM));
    rules
}

/// Where no file may be written a lock can only hold up others. The error is that of a file system without locks.
pub(super) fn locks() -> Vec<Rule> {
    let commands = [libc::F_SETLK.unsigned_abs(), libc::F_SETLKW.unsigned_abs()];
    vec![refuse(libc::SYS_flock, ENOLCK), refuse_if(libc::SYS_fcntl, vec![is(1, &commands)], ENOLCK)]
}

/// linux/in.h: the protocol of a stream socket by default, or by its name. Landlock does not see the other protocols that
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
    rules.extend(buffers());
    rules.extend(names(network));
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

/// Buffers of sockets keep the size that the machine gives them: what they hold is memory that no limit counts. The
/// kernel takes a wish for another size as a hint, and so does this.
fn buffers() -> Vec<Rule> {
    const SIZES: [u32; 2] = [libc::SO_SNDBUF.unsigned_abs(), libc::SO_RCVBUF.unsigned_abs()];
    const FORCED: [u32; 2] = [libc::SO_SNDBUFFORCE.unsigned_abs(), libc::SO_RCVBUFFORCE.unsigned_abs()];
    let of_sockets = || is(1, &[libc::SOL_SOCKET.unsigned_abs()]);
    vec![
        refuse_if(libc::SYS_setsockopt, vec![of_sockets(), is(2, &SIZES)], 0),
        refuse_if(libc::SYS_setsockopt, vec![of_sockets(), is(2, &FORCED)], EPERM),
    ]
}

/// A socket of a pair can be given an abstract name, which takes it from every other process of the machine. Where
/// there is a network the address is behind a pointer, and only its length can be looked at: that of an Internet
/// address, of a routing socket's, or of a structure for any, which is too long for a Unix socket.
fn names(network: &Network) -> Vec<Rule> {
    const ANY: usize = size_of::<libc::sockaddr_storage>();
    const INTERNET: [usize; 3] = [size_of::<libc::sockaddr_in>(), size_of::<libc::sockaddr_in6>(), ANY];
    const ROUTING: usize = size_of::<libc::sockaddr_nl>();
    let of = |lengths: &[usize]| Test {
        argument: 2,
        mask: u32::MAX,
        values: lengths.iter().filter_map(|&length| u32::try_from(length).ok()).collect(),
    };
    let calls = match network {
        Network::None => &[libc::SYS_bind, libc::SYS_connect][..],
        _ => &[libc::SYS_bind],
    };
    let mut rules = vec![];
    // A service gets sockets that listen already, and node asks for that once more. There are no others to listen on.
    if *network == Network::None {
        rules.push(refuse(libc::SYS_listen, 0));
    }
    if *network != Network::None {
        rules.push(allow_if(libc::SYS_bind, vec![of(&INTERNET)]));
    }
    if *network == Network::All {
        rules.push(allow_if(libc::SYS_bind, vec![of(&[ROUTING])]));
    }
    rules.extend(calls.iter().map(|call| refuse(*call, EACCES)));
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
/// The flags of clone for a thread. One with descriptors of its own would hide them: those that are counted are the
/// process's.
const PLAIN_THREAD: u32 = THREAD | libc::CLONE_FILES.unsigned_abs();

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
    // Numbers: libc's constant has another type with each C library.
    for (call, process) in
        [(libc::SYS_setpriority, 0 /* PRIO_PROCESS */), (libc::SYS_ioprio_set, 1 /* IOPRIO_WHO_PROCESS */)]
    {
        rules.push(allow_if(call, vec![is(0, &[process]), is(1, own)]));
        rules.push(refuse(call, EPERM));
    }
    rules.extend(if conditions.child_process { with_children() } else { alone(conditions.pid) });
    rules
}

fn with_children() -> Vec<Rule> {
    let hides_descriptors = masked(0, PLAIN_THREAD, THREAD);
    let plain = masked(0, NAMESPACES, 0);
    vec![
        refuse_if(libc::SYS_clone, vec![hides_descriptors], EPERM),
        allow_if(libc::SYS_clone, vec![plain]),
        refuse(libc::SYS_clone, EPERM),
    ]
}

/// The command cannot undo that it dies with its starter, which the launcher asked the kernel for. With children the
/// tree sees to that, and programs use the same call for their own children.
fn alone(pid: u32) -> Vec<Rule> {
    const PARENT_AND_ORPHANS: [u32; 2] =
        [libc::PR_SET_PDEATHSIG.unsigned_abs(), libc::PR_SET_CHILD_SUBREAPER.unsigned_abs()];
    let die_with_parent =
        vec![is(0, &[libc::PR_SET_PDEATHSIG.unsigned_abs()]), is(1, &[libc::SIGKILL.unsigned_abs()])];
    let thread = masked(0, NAMESPACES | PLAIN_THREAD, PLAIN_THREAD);
    let mut rules = vec![
        allow_if(libc::SYS_clone, vec![thread]),
        refuse(libc::SYS_clone, EPERM),
        refuse(libc::SYS_tkill, EPERM),
        refuse(libc::SYS_pidfd_send_signal, EPERM),
        // A ruleset holds a rule for each port, in memory that no limit counts. As on a kernel without Landlock.
        refuse(libc::SYS_landlock_create_ruleset, ENOSYS),
        refuse(libc::SYS_landlock_add_rule, ENOSYS),
        refuse(libc::SYS_landlock_restrict_self, ENOSYS),
        allow_if(libc::SYS_prctl, die_with_parent),
        refuse_if(libc::SYS_prctl, vec![is(0, &PARENT_AND_ORPHANS)], EPERM),
    ];
    for call in [libc::SYS_kill, libc::SYS_tgkill, libc::SYS_rt_sigqueueinfo, libc::SYS_rt_tgsigqueueinfo] {
        rules.push(allow_if(call, vec![is(0, &[pid])]));
        rules.push(refuse(call, EPERM));
    }
    rules
}
