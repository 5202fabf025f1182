//! The filter program, run instruction by instruction as the kernel runs it.

use libc::{EACCES, ENOLCK, ENOSYS, EPERM, c_long};

use super::Conditions;
use super::rule::{Rule, Verdict};
use super::table;
use crate::Network;

const PID: u32 = 4321;

/// What the kernel's filter machine returns for a call: the instructions that are used here, run one by one.
fn run(program: &[libc::sock_filter], arch: u32, number: u32, arguments: [u64; 6]) -> u32 {
    let word = |offset: u32| match offset {
        0 => number,
        4 => arch,
        _ => u32::try_from(arguments[(offset as usize - 16) / 8] & 0xffff_ffff).unwrap(),
    };
    let (mut accumulator, mut next) = (0_u32, 0_usize);
    loop {
        let libc::sock_filter { code, jt, jf, k } = program[next];
        next += 1;
        match code {
            0x20 => accumulator = word(k),
            0x54 => accumulator &= k,
            0x15 => next += usize::from(if accumulator == k { jt } else { jf }),
            0x35 => next += usize::from(if accumulator >= k { jt } else { jf }),
            0x06 => return k,
            _ => panic!("instruction {code:#x}"),
        }
    }
}

fn verdict(conditions: &Conditions, call: c_long, arguments: [u64; 6]) -> Verdict {
    let program = super::program::assemble(&table::rules(conditions));
    match run(&program, table::ARCHITECTURE, u32::try_from(call).unwrap(), arguments) {
        libc::SECCOMP_RET_ALLOW => Verdict::Allow,
        refused if refused & 0xffff_0000 == libc::SECCOMP_RET_ERRNO => {
            Verdict::Errno(i32::try_from(refused & 0xffff).unwrap())
        }
        other => panic!("{other:#x}"),
    }
}

fn conditions(network: &Network, child_process: bool) -> Conditions<'_> {
    Conditions { network, child_process, writes: false, pid: PID, landlock: 7 }
}

#[test]
fn arguments_decide_where_a_call_has_rules_about_them() {
    use Verdict::{Allow, Errno};
    let tcp = Network::Tcp(vec![80]);
    let alone = || conditions(&Network::None, false);
    let children = || conditions(&Network::None, true);
    let pid = u64::from(PID);
    let inet = 2;
    for (name, conditions, call, arguments, expected) in [
        ("read", alone(), libc::SYS_read, &[3][..], Allow),
        ("kill itself", alone(), libc::SYS_kill, &[pid, 9], Allow),
        ("kill another", alone(), libc::SYS_kill, &[1, 9], Errno(EPERM)),
        ("kill the group", alone(), libc::SYS_kill, &[0, 9], Errno(EPERM)),
        ("kill all", alone(), libc::SYS_kill, &[u64::MAX, 9], Errno(EPERM)),
        ("kill a child", children(), libc::SYS_kill, &[1, 9], Allow),
        ("start a thread", alone(), libc::SYS_clone, &[0x003d_0f00], Allow),
        ("fork by clone", alone(), libc::SYS_clone, &[17], Errno(EPERM)),
        ("fork a child by clone", children(), libc::SYS_clone, &[17], Allow),
        ("a user namespace", children(), libc::SYS_clone, &[0x1000_0011], Errno(EPERM)),
        ("a thread in a namespace", alone(), libc::SYS_clone, &[0x403d_0f00], Errno(EPERM)),
        ("a thread with its own descriptors", alone(), libc::SYS_clone, &[0x003d_0b00], Errno(EPERM)),
        ("the same in a child", children(), libc::SYS_clone, &[0x003d_0b00], Errno(EPERM)),
        ("start a thread in a child", children(), libc::SYS_clone, &[0x003d_0f00], Allow),
        ("own limits", alone(), libc::SYS_prlimit64, &[0], Allow),
        ("own limits by id", alone(), libc::SYS_prlimit64, &[pid], Allow),
        ("limits of another", alone(), libc::SYS_prlimit64, &[1], Errno(EPERM)),
        ("limits of another from a child", children(), libc::SYS_prlimit64, &[pid], Errno(EPERM)),
        ("own priority", alone(), libc::SYS_setpriority, &[0, 0], Allow),
        ("priority of the user", alone(), libc::SYS_setpriority, &[2, 0], Errno(EPERM)),
        ("die with the parent", alone(), libc::SYS_prctl, &[1, 9], Allow),
        ("outlive the parent", alone(), libc::SYS_prctl, &[1, 0], Errno(EPERM)),
        ("a signal for a child's parent's end", children(), libc::SYS_prctl, &[1, 15], Allow),
        ("hide from the watcher", alone(), libc::SYS_prctl, &[4, 0], Errno(0)),
        ("name a thread", alone(), libc::SYS_prctl, &[15], Allow),
        ("times of a file by name", alone(), libc::SYS_utimensat, &[3, 0x7fff_0000_1000], Errno(EPERM)),
        ("times of an open file", alone(), libc::SYS_utimensat, &[3, 0], Errno(0)),
        ("type into a terminal", alone(), libc::SYS_ioctl, &[0, 0x5412], Errno(EPERM)),
        ("the same with high bits set", alone(), libc::SYS_ioctl, &[0, 0x1_0000_5412], Errno(EPERM)),
        ("size of a terminal", alone(), libc::SYS_ioctl, &[0, 0x5413], Allow),
        ("the generation of a file", alone(), libc::SYS_ioctl, &[0, 0x4008_6604], Errno(EPERM)),
        ("interfaces without a network", alone(), libc::SYS_ioctl, &[0, 0x8912], Errno(EPERM)),
        ("interfaces", conditions(&tcp, false), libc::SYS_ioctl, &[0, 0x8912], Allow),
        ("a wider mask", alone(), libc::SYS_umask, &[0o22], Errno(0)),
        ("a mask that keeps all from others", alone(), libc::SYS_umask, &[0o177], Allow),
        ("a larger pipe", alone(), libc::SYS_fcntl, &[0, 1031, 1 << 20], Errno(EPERM)),
        ("a lock without anything to write", alone(), libc::SYS_fcntl, &[0, 6], Errno(ENOLCK)),
        ("a lock", Conditions { writes: true, ..alone() }, libc::SYS_fcntl, &[0, 6], Allow),
        ("a barrier of this process", alone(), libc::SYS_membarrier, &[8], Allow),
        ("a barrier of all", alone(), libc::SYS_membarrier, &[1], Errno(EPERM)),
        ("a larger buffer", alone(), libc::SYS_setsockopt, &[0, 1, 7], Errno(0)),
        ("a much larger buffer", alone(), libc::SYS_setsockopt, &[0, 1, 32], Errno(EPERM)),
        ("without delay", alone(), libc::SYS_setsockopt, &[0, 6, 1], Allow),
        ("a name", alone(), libc::SYS_bind, &[3, 0x1000, 16], Errno(EACCES)),
        ("an address", conditions(&tcp, false), libc::SYS_bind, &[3, 0x1000, 16], Allow),
        ("an abstract name", conditions(&tcp, false), libc::SYS_bind, &[3, 0x1000, 22], Errno(EACCES)),
        (
            "a name of the kernel's choice",
            conditions(&tcp, false),
            libc::SYS_bind,
            &[3, 0x1000, 2],
            Errno(EACCES),
        ),
        ("a routing socket", conditions(&Network::All, false), libc::SYS_bind, &[3, 0x1000, 12], Allow),
        ("rules of its own", alone(), libc::SYS_landlock_create_ruleset, &[], Errno(ENOSYS)),
        ("rules for a child", children(), libc::SYS_landlock_create_ruleset, &[], Allow),
        ("map private memory", alone(), libc::SYS_mmap, &[0, 1, 3, 0x22], Allow),
        ("map a file", alone(), libc::SYS_mmap, &[0, 1, 3, 0x01], Allow),
        ("map shared memory", alone(), libc::SYS_mmap, &[0, 1, 3, 0x21], Errno(EPERM)),
        ("a pair of streams", alone(), libc::SYS_socketpair, &[1, 0x80801], Allow),
        ("a pair of packet sockets", alone(), libc::SYS_socketpair, &[1, 5], Allow),
        ("a pair of datagram sockets", alone(), libc::SYS_socketpair, &[1, 2], Errno(EACCES)),
        ("a TCP socket", alone(), libc::SYS_socket, &[inet, 1], Errno(EACCES)),
        ("a TCP socket for ports", conditions(&tcp, false), libc::SYS_socket, &[inet, 0x801, 6], Allow),
        ("an MPTCP socket", conditions(&tcp, false), libc::SYS_socket, &[inet, 1, 262], Errno(EACCES)),
        ("a UDP socket", conditions(&tcp, false), libc::SYS_socket, &[inet, 2], Errno(EACCES)),
        ("send", conditions(&tcp, false), libc::SYS_sendto, &[3, 0, 0, 0x4000], Allow),
        (
            "connect by sending",
            conditions(&tcp, false),
            libc::SYS_sendto,
            &[3, 0, 0, 0x2000_0000],
            Errno(EACCES),
        ),
        ("UDP anywhere", conditions(&Network::All, false), libc::SYS_socket, &[inet, 2], Allow),
        ("a Unix socket", conditions(&Network::All, false), libc::SYS_socket, &[1, 1], Errno(EACCES)),
        ("AF_ALG", conditions(&Network::All, false), libc::SYS_socket, &[38, 5], Errno(EACCES)),
        ("addresses of this machine", conditions(&Network::All, false), libc::SYS_socket, &[16, 3, 0], Allow),
        ("audit", conditions(&Network::All, false), libc::SYS_socket, &[16, 3, 9], Errno(EACCES)),
    ] {
        let mut six = [0; 6];
        six[..arguments.len()].copy_from_slice(arguments);
        assert_eq!(verdict(&conditions, call, six), expected, "{name}");
    }
}

#[test]
fn truncating_by_name_is_refused_where_landlock_does_not_guard_it() {
    let network = Network::None;
    let old = Conditions { landlock: 2, ..conditions(&network, false) };
    assert_eq!(verdict(&old, libc::SYS_truncate, [0; 6]), Verdict::Errno(EACCES));
    assert_eq!(verdict(&conditions(&network, false), libc::SYS_truncate, [0; 6]), Verdict::Allow);
}

#[test]
fn calls_of_other_tables_do_not_exist() {
    let network = Network::All;
    let program = super::program::assemble(&table::rules(&conditions(&network, true)));
    let nonexistent = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.unsigned_abs();
    for number in [470, 0x4000_0000, 0x4000_0029, u32::MAX] {
        assert_eq!(run(&program, table::ARCHITECTURE, number, [0; 6]), nonexistent, "{number:#x}");
    }
    // i386 and arm of 32 bits, and each of x86_64 and aarch64 on the other.
    for other in [0x4000_0003, 0x4000_0028, 0xc000_003e, 0xc000_00b7] {
        if other == table::ARCHITECTURE {
            continue;
        }
        assert_eq!(run(&program, other, 1, [0; 6]), libc::SECCOMP_RET_KILL_PROCESS, "{other:#x}");
    }
}

#[test]
fn no_rule_stands_behind_one_that_always_decides() {
    for network in [Network::None, Network::All, Network::Tcp(vec![])] {
        for child_process in [false, true] {
            let rules = table::rules(&conditions(&network, child_process));
            let decided =
                |before: &[Rule], call| before.iter().any(|rule| rule.call == call && rule.tests.is_empty());
            for (index, rule) in rules.iter().enumerate() {
                assert!(!decided(&rules[..index], rule.call), "call {}", rule.call);
            }
        }
    }
}

#[test]
fn the_program_fits_the_kernel() {
    let network = Network::Tcp(vec![]);
    let program = super::program::assemble(&table::rules(&conditions(&network, false)));
    assert!(program.len() <= 4096, "{}", program.len());
}
