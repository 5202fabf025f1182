//! Starting an attack: plainly or under the launcher, as root or as an ordinary user.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io::{self, PipeReader, PipeWriter, Read};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::{env, ptr};

use offloop_launcher::{Policy, Sandbox, Status};

use crate::place::Place;
use crate::probe;

/// Who attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum User {
    Root,
    Ordinary,
}

/// `nobody`, in most systems.
const ORDINARY: u32 = 65534;

impl User {
    pub(crate) fn current() -> User {
        // SAFETY: takes nothing and cannot fail.
        if unsafe { libc::geteuid() } == 0 { User::Root } else { User::Ordinary }
    }

    /// Root can be an ordinary user too.
    pub(crate) fn all() -> &'static [User] {
        if User::current() == User::Root { &[User::Root, User::Ordinary] } else { &[User::Ordinary] }
    }

    /// Whether this is root with every capability that attacks need: CAP_SETUID, CAP_NET_RAW, CAP_SYS_CHROOT and
    /// CAP_SYS_ADMIN. Root of a container has less.
    pub(crate) fn is_almighty(self) -> bool {
        const NEEDED: u64 = 1 << 7 | 1 << 13 | 1 << 18 | 1 << 21;
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let effective = status.lines().find_map(|line| line.strip_prefix("CapEff:\t")).unwrap();
        self == User::Root && u64::from_str_radix(effective, 16).unwrap() & NEEDED == NEEDED
    }

    /// Gives a file of the test to the one who attacks, so that only the sandbox is in the way.
    pub(crate) fn own(self, path: &Path) {
        if User::current() == User::Root && self == User::Ordinary {
            chown(path, Some(ORDINARY), Some(ORDINARY)).unwrap();
        }
    }

    /// In a process that is about to run something for a test: its mounts are its own, and it is this user.
    fn become_it(self) -> io::Result<()> {
        if User::current() == User::Ordinary {
            return Ok(());
        }
        // SAFETY: numbers, and strings that live as long as the program.
        unsafe {
            // Root of a container has no such right, and can then mount nothing that would matter.
            if libc::unshare(libc::CLONE_NEWNS) == 0 {
                let private = libc::MS_REC | libc::MS_PRIVATE;
                check(libc::mount(ptr::null(), c"/".as_ptr(), ptr::null(), private, ptr::null()))?;
            }
            if self == User::Ordinary {
                check(libc::setgroups(0, ptr::null()))?;
                check(libc::setresgid(ORDINARY, ORDINARY, ORDINARY))?;
                check(libc::setresuid(ORDINARY, ORDINARY, ORDINARY))?;
            }
        }
        Ok(())
    }
}

/// How an attack went.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Succeeded,
    Failed(i32),
    Killed(i32),
}

impl Outcome {
    pub(crate) fn of(status: ExitStatus) -> Outcome {
        match (status.signal(), status.code()) {
            (Some(signal), _) => Outcome::Killed(signal),
            (_, Some(0)) => Outcome::Succeeded,
            (_, code) => Outcome::Failed(code.unwrap()),
        }
    }
}

/// Copies where every user can read them.
struct Programs {
    folder: PathBuf,
}

/// The variable with their path, for a probe.
const PROGRAMS_FOLDER: &str = "OFFLOOP_PROGRAMS";

static PROGRAMS: LazyLock<Programs> = LazyLock::new(|| {
    if let Some(folder) = env::var_os(PROGRAMS_FOLDER) {
        return Programs { folder: folder.into() };
    }
    let folder = fs::canonicalize(env::temp_dir()).unwrap();
    let folder = folder.join(format!("offloop-attack-programs-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    copy(&env::current_exe().unwrap(), &folder.join("attacks"));
    copy(Path::new(env!("CARGO_BIN_EXE_offloop-launch")), &folder.join("offloop-launch"));
    // SAFETY: the function lives as long as the program, and uses nothing that ends before it.
    unsafe { libc::atexit(remove_programs) };
    Programs { folder }
});

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
    fs::set_permissions(to, Permissions::from_mode(0o755)).unwrap();
}

extern "C" fn remove_programs() {
    let _ = fs::remove_dir_all(&PROGRAMS.folder);
}

pub(crate) fn own_program() -> &'static Path {
    static OWN: LazyLock<PathBuf> = LazyLock::new(|| PROGRAMS.folder.join("attacks"));
    &OWN
}

pub(crate) fn launcher() -> PathBuf {
    PROGRAMS.folder.join("offloop-launch")
}

pub(crate) fn plain(attack: &str, place: &Place) -> Outcome {
    Outcome::of(plain_child(attack, place, vec![]).wait().unwrap())
}

pub(crate) fn plain_child(attack: &str, place: &Place, inherit: Vec<OwnedFd>) -> Child {
    let mut command = Command::new(own_program());
    command.args(probe::ARGS);
    prepare(&mut command, attack, place, inherit);
    command.spawn().unwrap()
}

pub(crate) fn sandboxed(attack: &str, place: &Place, sandbox: Sandbox) -> Outcome {
    let policy = Policy { sandbox: Some(sandbox), ..Policy::default() };
    let mut launched = launch(policy, attack, place, vec![]);
    let status = launched.child.wait().unwrap();
    let report = launched.report();
    assert!(matches!(report, Some(Status::Applied(_))), "{report:?}");
    Outcome::of(status)
}

pub(crate) struct Launched {
    pub child: Child,
    status: PipeReader,
}

impl Launched {
    /// What the launcher reported.
    pub(crate) fn report(&mut self) -> Option<Status> {
        let mut report = vec![];
        self.status.read_to_end(&mut report).unwrap();
        Status::of_report(&report)
    }
}

/// Starts an attack under the launcher, by a policy whose parent and descriptors are filled in.
pub(crate) fn launch(policy: Policy, attack: &str, place: &Place, inherit: Vec<OwnedFd>) -> Launched {
    let args = probe::ARGS.map(OsString::from);
    launch_by(|_| {}, policy, own_program(), &args, attack, place, inherit)
}

/// The same of any program, by a launcher that is prepared for it.
pub(crate) fn launch_by(
    prepare_launcher: impl FnOnce(&mut Command),
    policy: Policy,
    program: &Path,
    args: &[OsString],
    attack: &str,
    place: &Place,
    mut inherit: Vec<OwnedFd>,
) -> Launched {
    let (status, report): (PipeReader, PipeWriter) = io::pipe().unwrap();
    let parent = std::process::id();
    let policy = Policy { parent, inherit: u32::try_from(inherit.len()).unwrap(), ..policy };
    inherit.push(report.into());
    let mut command = Command::new(launcher());
    command.args(policy.to_args(program.as_os_str(), args));
    prepare(&mut command, attack, place, inherit);
    prepare_launcher(&mut command);
    Launched { child: command.spawn().unwrap(), status }
}

/// The variables of a probe, quiet output, descriptors as 3, 4, 5…, and the user.
fn prepare(command: &mut Command, attack: &str, place: &Place, inherit: Vec<OwnedFd>) {
    command.env(probe::ATTACK, attack).envs(place.describe()).env("RUST_BACKTRACE", "0");
    command
        .env(PROGRAMS_FOLDER, &PROGRAMS.folder)
        .env("NODE_OPTIONS", "--require=/x")
        .env("LD_X", "x")
        .env("SSL_CERT_FILE", "/x");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let user = place.user;
    let place_descriptors = move || {
        // First out of the way of the numbers that they will get.
        let above: Vec<RawFd> = inherit.iter().map(move_above).collect::<Result<_, _>>()?;
        for (number, descriptor) in (3..).zip(above) {
            // SAFETY: both are numbers; what had this one belongs to a parent that keeps its own.
            check(unsafe { libc::dup2(descriptor, number) })?;
        }
        user.become_it()
    };
    // SAFETY: what runs between fork and exec makes system calls, and allocates a few bytes: the C library makes
    // its allocator usable in a forked child.
    unsafe { command.pre_exec(place_descriptors) };
}

fn move_above(descriptor: &OwnedFd) -> io::Result<RawFd> {
    // SAFETY: duplicates a descriptor that is open.
    check(unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 100) })
}

/// A process of the user that does nothing, in a group of its own.
pub(crate) fn victim(user: User) -> Child {
    let mut command = Command::new("sleep");
    command.arg("1000").process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // SAFETY: system calls only.
    unsafe { command.pre_exec(move || user.become_it()) };
    command.spawn().unwrap()
}

/// A filter answers one call as a kernel without it does.
pub(crate) fn take_away(command: &mut Command, call: libc::c_long) {
    let filter = move || {
        let call = u32::try_from(call).unwrap();
        let refused = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
        let instruction = |code, jt, jf, k| libc::sock_filter { code, jt, jf, k };
        let mut filter = [
            instruction(0x20, 0, 0, 0),
            instruction(0x15, 0, 1, call),
            instruction(0x06, 0, 0, refused),
            instruction(0x06, 0, 0, libc::SECCOMP_RET_ALLOW),
        ];
        let program = libc::sock_fprog { len: 4, filter: filter.as_mut_ptr() };
        // SAFETY: numbers, and a structure that points to four instructions which live through the call.
        unsafe {
            check(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))?;
            let mode = libc::SECCOMP_MODE_FILTER;
            check(libc::prctl(libc::PR_SET_SECCOMP, mode, ptr::from_ref(&program))).map(drop)
        }
    };
    // SAFETY: system calls only.
    unsafe { command.pre_exec(filter) };
}

pub(crate) fn check(result: libc::c_int) -> io::Result<libc::c_int> {
    if result == -1 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

pub(crate) fn check_long(result: libc::c_long) -> io::Result<libc::c_long> {
    if result == -1 { Err(io::Error::last_os_error()) } else { Ok(result) }
}
