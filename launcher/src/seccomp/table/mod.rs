//! Which system calls a sandboxed command cannot make, and the error that each returns. Every other call is allowed, and
//! subject to Landlock, limits and the absence of capabilities.
//!
//! Reviewed for x86_64 and aarch64 up to number 469 (Linux 6.17): from 424 on the two have the same numbers. A newer call
//! returns ENOSYS, as on a kernel without it, until it has been reviewed and [`FIRST_UNKNOWN`] raised.

mod arguments;
#[cfg(target_arch = "aarch64")]
mod only_aarch64;
#[cfg(target_arch = "x86_64")]
mod only_x86_64;

use libc::{EACCES, ENOSYS, EOPNOTSUPP, EPERM, c_long};

use super::conditions::Conditions;
use super::rule::{Rule, refuse};

#[cfg(target_arch = "aarch64")]
use only_aarch64 as only_here;
#[cfg(target_arch = "x86_64")]
use only_x86_64 as only_here;

pub(super) use only_here::ARCHITECTURE;

/// The lowest number that has not been reviewed.
pub(super) const FIRST_UNKNOWN: u32 = 470;

pub(super) fn rules(conditions: &Conditions) -> Vec<Rule> {
    let mut rules: Vec<Rule> =
        REFUSED.iter().flat_map(|(errno, calls)| calls.iter().map(|call| refuse(*call, *errno))).collect();
    rules.extend(only_here::REFUSED.iter().map(|call| refuse(*call, EPERM)));
    if !conditions.child_process {
        rules.extend(only_here::FORKS.iter().map(|call| refuse(*call, EPERM)));
    }
    rules.extend(arguments::general());
    rules.extend(arguments::ioctls(conditions.network));
    rules.extend(arguments::sockets(conditions.network));
    if !conditions.writes {
        rules.extend(arguments::locks());
    }
    rules.extend(arguments::processes(conditions));
    if conditions.landlock < 3 {
        rules.push(refuse(libc::SYS_truncate, EACCES));
    }
    rules
}

/// Calls that are refused whatever their arguments are.
const REFUSED: &[(i32, &[c_long])] = &[
    // Sockets and files past all that is decided here.
    (ENOSYS, &[libc::SYS_io_uring_setup, libc::SYS_io_uring_enter, libc::SYS_io_uring_register]),
    // Events of asynchronous input and output, of which the whole machine has a number (fs.aio-max-nr).
    (
        ENOSYS,
        &[
            libc::SYS_io_setup,
            libc::SYS_io_destroy,
            libc::SYS_io_submit,
            libc::SYS_io_cancel,
            libc::SYS_io_getevents,
            IO_PGETEVENTS,
        ],
    ),
    // Its flags are behind a pointer. The C library falls back to clone.
    (ENOSYS, &[libc::SYS_clone3]),
    // What other processes hold.
    (
        EPERM,
        &[
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_process_madvise,
            libc::SYS_process_mrelease,
            libc::SYS_pidfd_getfd,
            libc::SYS_kcmp,
            libc::SYS_move_pages,
            libc::SYS_migrate_pages,
            libc::SYS_perf_event_open,
        ],
    ),
    // Namespaces, mounts and roots.
    (
        EPERM,
        &[
            libc::SYS_unshare,
            libc::SYS_setns,
            libc::SYS_mount,
            libc::SYS_umount2,
            libc::SYS_pivot_root,
            libc::SYS_chroot,
            libc::SYS_move_mount,
            libc::SYS_open_tree,
            OPEN_TREE_ATTR,
            libc::SYS_fsopen,
            libc::SYS_fsconfig,
            libc::SYS_fsmount,
            libc::SYS_fspick,
            libc::SYS_mount_setattr,
            STATMOUNT,
            LISTMOUNT,
        ],
    ),
    // Memory that neither the memory limit nor its watcher counts, and objects that outlive the process.
    (
        EPERM,
        &[
            libc::SYS_memfd_create,
            libc::SYS_memfd_secret,
            libc::SYS_shmget,
            libc::SYS_shmat,
            libc::SYS_shmctl,
            libc::SYS_semget,
            libc::SYS_semctl,
            libc::SYS_semop,
            libc::SYS_semtimedop,
            libc::SYS_msgget,
            libc::SYS_msgctl,
            libc::SYS_msgsnd,
            libc::SYS_msgrcv,
            libc::SYS_mq_open,
            libc::SYS_mq_unlink,
            libc::SYS_userfaultfd,
            // Gives pages to a pipe.
            libc::SYS_vmsplice,
        ],
    ),
    // Properties of files that Landlock leaves alone: they could be changed anywhere.
    (
        EPERM,
        &[
            libc::SYS_fchmodat,
            FCHMODAT2,
            libc::SYS_fchown,
            libc::SYS_fchownat,
            libc::SYS_setxattr,
            libc::SYS_lsetxattr,
            libc::SYS_fsetxattr,
            SETXATTRAT,
            libc::SYS_removexattr,
            libc::SYS_lremovexattr,
            libc::SYS_fremovexattr,
            REMOVEXATTRAT,
            FILE_SETATTR,
        ],
    ),
    // Attributes of files anywhere, which can hold anything: as on a file system that has none.
    (
        EOPNOTSUPP,
        &[
            libc::SYS_getxattr,
            libc::SYS_lgetxattr,
            GETXATTRAT,
            libc::SYS_listxattr,
            libc::SYS_llistxattr,
            LISTXATTRAT,
        ],
    ),
    // Copying a file ends with it, so it seems to work; a file that may only be read is not changed.
    (0, &[libc::SYS_fchmod]),
    // Names of files outside, as they change, and files without a path. A user has a number of instances.
    (
        EPERM,
        &[
            libc::SYS_inotify_init1,
            libc::SYS_inotify_add_watch,
            libc::SYS_fanotify_init,
            libc::SYS_fanotify_mark,
            libc::SYS_name_to_handle_at,
            libc::SYS_open_by_handle_at,
        ],
    ),
    // Writing back what every process has written, which makes the others wait.
    (EPERM, &[libc::SYS_sync, libc::SYS_syncfs]),
    // The kernel and the machine.
    (
        EPERM,
        &[
            libc::SYS_bpf,
            libc::SYS_add_key,
            libc::SYS_request_key,
            libc::SYS_keyctl,
            libc::SYS_init_module,
            libc::SYS_finit_module,
            libc::SYS_delete_module,
            libc::SYS_kexec_load,
            only_here::KEXEC_FILE_LOAD,
            libc::SYS_reboot,
            libc::SYS_swapon,
            libc::SYS_swapoff,
            libc::SYS_settimeofday,
            libc::SYS_clock_settime,
            libc::SYS_clock_adjtime,
            libc::SYS_adjtimex,
            libc::SYS_sethostname,
            libc::SYS_setdomainname,
            libc::SYS_acct,
            libc::SYS_quotactl,
            libc::SYS_quotactl_fd,
            libc::SYS_syslog,
            libc::SYS_vhangup,
            libc::SYS_lookup_dcookie,
        ],
    ),
];

/// Newer than the constants of the libc crate, or missing there.
#[cfg(target_arch = "x86_64")]
const IO_PGETEVENTS: c_long = 333;
#[cfg(target_arch = "aarch64")]
const IO_PGETEVENTS: c_long = 292;
const FCHMODAT2: c_long = 452;
const STATMOUNT: c_long = 457;
const LISTMOUNT: c_long = 458;
const SETXATTRAT: c_long = 463;
const GETXATTRAT: c_long = 464;
const LISTXATTRAT: c_long = 465;
const REMOVEXATTRAT: c_long = 466;
const OPEN_TREE_ATTR: c_long = 467;
const FILE_SETATTR: c_long = 469;
