//! Namespaces, mounts, and what else only the kernel's owner should do.

#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "the calls take numbers, null pointers, strings that end in NUL, and arrays of the size they are said to have"
)]

use std::{fs, io, ptr};

use libc::{ENOSYS, EPERM};

use crate::attack::Attack;
use crate::attack::Plain::{MaySucceed, NeedsCapability};
#[cfg(target_arch = "x86_64")]
use crate::attack::skip;
use crate::files::c_path;
#[cfg(target_arch = "x86_64")]
use crate::launch::{Outcome, User, plain, sandboxed};
use crate::launch::{check, check_long};
use crate::place::Place;

const CONTAINER: &str = "a container can forbid it";
const DEPENDS: &str = "it depends on the kernel";

attacks! {
    leaving_a_namespace { plain: NeedsCapability }, refused: [EPERM], |_| {
        check(unsafe { libc::unshare(libc::CLONE_NEWNET) }).map(drop)
    };
    unsharing_anything { plain: MaySucceed(CONTAINER) }, refused: [EPERM], |_| check(unsafe { libc::unshare(libc::CLONE_FILES) }).map(drop);
    entering_a_namespace { plain: NeedsCapability }, refused: [EPERM], |place| {
        // By the descriptor of a process, setns enters its namespaces.
        let process = check_long(unsafe { libc::syscall(libc::SYS_pidfd_open, place.victim, 0) })?;
        check_long(unsafe { libc::syscall(libc::SYS_setns, process, libc::CLONE_NEWUTS) }).map(drop)
    };
    mounting { plain: NeedsCapability }, refused: [EPERM], |place| mount_on(place);
    opening_a_tree_of_mounts { plain: NeedsCapability }, refused: [EPERM], |_| {
        let clone = 1; // OPEN_TREE_CLONE
        check_long(unsafe { libc::syscall(libc::SYS_open_tree, libc::AT_FDCWD, c"/".as_ptr(), clone) }).map(drop)
    };
    opening_a_file_system { plain: NeedsCapability }, refused: [EPERM], |_| {
        check_long(unsafe { libc::syscall(libc::SYS_fsopen, c"tmpfs".as_ptr(), 0) }).map(drop)
    };
    changing_the_root { plain: NeedsCapability }, refused: [EPERM], |_| {
        check(unsafe { libc::chroot(c"/".as_ptr()) }).map(drop)
    };
    loading_a_program_into_the_kernel { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        // BPF_MAP_CREATE of an array of one number.
        let attributes: [u32; 16] = [2, 4, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        check_long(unsafe { libc::syscall(libc::SYS_bpf, 0, attributes.as_ptr(), 64) }).map(drop)
    };
    keeping_a_key { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        let (kind, name) = (c"user".as_ptr(), c"offloop".as_ptr());
        let process_keyring = -2;
        check_long(unsafe { libc::syscall(libc::SYS_add_key, kind, name, name, 1, process_keyring) }).map(drop)
    };
    joining_a_keyring { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        check_long(unsafe { libc::syscall(libc::SYS_keyctl, 1, ptr::null::<u8>()) }).map(drop)
    };
    counting_events { plain: MaySucceed("a sysctl can forbid it") }, refused: [EPERM], |_| {
        // PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK, without the kernel.
        let mut attributes = [0_u64; 14];
        (attributes[0], attributes[1], attributes[5]) = (1 | 112 << 32, 1, 0b110_0000);
        let call = libc::SYS_perf_event_open;
        check_long(unsafe { libc::syscall(call, attributes.as_ptr(), 0, -1, -1, 0) }).map(drop)
    };
    setting_the_name_of_the_machine { plain: NeedsCapability }, refused: [EPERM], |_| {
        let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let name = name.trim_end();
        // SAFETY: a string and its length. It is the name that the machine has.
        check(unsafe { libc::sethostname(name.as_ptr().cast(), name.len()) }).map(drop)
    };
    reading_the_log_of_the_kernel { plain: MaySucceed("a sysctl can forbid it") }, refused: [EPERM], |_| {
        check_long(unsafe { libc::syscall(libc::SYS_syslog, 10, 0, 0) }).map(drop)
    };
    changing_the_personality { plain: MaySucceed(CONTAINER) }, refused: [EPERM], |_| {
        let no_randomisation = 0x004_0000;
        check(unsafe { libc::personality(no_randomisation) }).map(drop)
    };
    listing_mounts { plain: MaySucceed(DEPENDS) }, refused: [EPERM], |_| {
        // struct mnt_id_req: size, spare, all of the root of the namespace.
        let (request, mut mounts) = ([24_u64, u64::MAX, 0], [0_u64; 8]);
        check_long(unsafe { libc::syscall(458, request.as_ptr(), mounts.as_mut_ptr(), 8, 0) }).map(drop)
    };
    a_call_that_is_not_known_yet
        { plain: MaySucceed("it is a call that this kernel has not either") }, refused: [ENOSYS],
        |_| check_long(unsafe { libc::syscall(470, 0, 0, 0, 0) }).map(drop);
    a_call_of_the_x32_interface { plain: MaySucceed(DEPENDS) }, refused: [ENOSYS], |_| {
        check_long(unsafe { libc::syscall(0x4000_0000 + libc::SYS_getpid) }).map(drop)
    };
}

/// Rows of tests that are not about an error.
#[cfg(target_arch = "aarch64")]
pub(crate) const HELPERS: &[Attack] = &[];
#[cfg(target_arch = "x86_64")]
pub(crate) const HELPERS: &[Attack] =
    &[Attack { name: "calling_as_a_32_bit_program", run: |_| call_as_32_bits(), ..Attack::USUAL }];

#[cfg(target_arch = "x86_64")]
#[test]
fn a_call_of_the_32_bit_interface_ends_the_process() {
    for &user in User::all() {
        let place = Place::new(user);
        let attack = HELPERS[0].name;
        match plain(attack, &place) {
            Outcome::Succeeded => {}
            outcome => skip(attack, &format!("this kernel has no such interface ({outcome:?})")),
        }
        assert_eq!(sandboxed(attack, &place, place.sandbox()), Outcome::Killed(libc::SIGSYS));
    }
}

#[cfg(target_arch = "x86_64")]
/// getpid by the number and the instruction of 32-bit programs.
fn call_as_32_bits() -> io::Result<()> {
    let id: u64;
    unsafe {
        std::arch::asm!("int 0x80", inlateout("rax") 20_u64 => id, out("r8") _, out("r9") _, out("r10") _, out("r11") _)
    };
    if id == u64::from(std::process::id()) { Ok(()) } else { Err(io::Error::from_raw_os_error(ENOSYS)) }
}

fn mount_on(place: &Place) -> io::Result<()> {
    let target = c_path(&place.outside(""));
    let kind = c"tmpfs".as_ptr();
    // SAFETY: strings that end in NUL. The mount namespace is this process's own.
    check(unsafe { libc::mount(kind, target.as_ptr(), kind, 0, ptr::null()) }).map(drop)
}
