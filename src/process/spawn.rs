//! Starts a program without copying this process: `posix_spawn` shares its memory until the program is loaded, so
//! that the cost does not grow with the memory of the parent, and other threads go on meanwhile.

use std::ffi::CString;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::ptr;
use std::time::Instant;

use libc::{c_char, c_int, pid_t};

use super::descriptors::lift;
use super::scheduling::Policy;

/// A program and all that it is given: it inherits nothing else.
pub struct Program {
    pub file: CString,
    /// The arguments after the name of the program.
    pub args: Vec<CString>,
    /// `NAME=value`.
    pub env: Vec<CString>,
    /// They become 0, 1, 2 and so on.
    pub descriptors: Vec<OwnedFd>,
}

/// A child that has not been reaped: its number is not used for another process.
pub struct Process {
    pub pid: pid_t,
    /// Readable when the child has ended.
    pub pidfd: OwnedFd,
    pub started_at: Instant,
}

/// Starts the program, under this scheduling policy or that of the calling thread. Its descriptors are closed here in any
/// case.
///
/// # Errors
/// The system's, those of loading the program included: `ENOENT`, `EACCES`, `EAGAIN`, `EMFILE`…
pub fn spawn(program: Program, policy: Option<Policy>) -> io::Result<Process> {
    let Program { file, args, env, descriptors } = program;
    let started_at = Instant::now();
    let (_above, actions) = placing(descriptors)?;
    let attributes = Attributes::new(policy)?;
    let argv = pointers([&file].into_iter().chain(&args));
    let envp = pointers(env.iter());
    let mut pid = 0;
    // SAFETY: the file, the arguments and the environment are strings that end with a null, in lists that end with
    // one; they, the actions and the attributes outlive the call, which only reads them.
    check(unsafe {
        libc::posix_spawn(&mut pid, file.as_ptr(), &actions.0, &attributes.0, argv.as_ptr(), envp.as_ptr())
    })?;
    match pidfd_open(pid) {
        Ok(pidfd) => Ok(Process { pid, pidfd, started_at }),
        Err(error) => {
            abandon(pid);
            Err(error)
        }
    }
}

/// What puts each descriptor in its place, and the descriptors, lifted above all places first so that none is
/// overwritten before its turn.
fn placing(descriptors: Vec<OwnedFd>) -> io::Result<(Vec<OwnedFd>, FileActions)> {
    let places =
        RawFd::try_from(descriptors.len()).map_err(|_| io::Error::from_raw_os_error(libc::EMFILE))?;
    let above = descriptors.into_iter().map(|one| lift(one, places)).collect::<io::Result<Vec<_>>>()?;
    let mut actions = FileActions::new()?;
    for (place, descriptor) in (0..).zip(&above) {
        actions.place(descriptor, place)?;
    }
    Ok((above, actions))
}

struct FileActions(libc::posix_spawn_file_actions_t);

impl FileActions {
    fn new() -> io::Result<Self> {
        let mut actions = MaybeUninit::uninit();
        // SAFETY: the call makes the value, or says that it did not.
        check(unsafe { libc::posix_spawn_file_actions_init(actions.as_mut_ptr()) })?;
        // SAFETY: made just above.
        Ok(Self(unsafe { actions.assume_init() }))
    }

    fn place(&mut self, descriptor: &OwnedFd, place: RawFd) -> io::Result<()> {
        // SAFETY: `self` was initialised by `new`.
        check(unsafe { libc::posix_spawn_file_actions_adddup2(&mut self.0, descriptor.as_raw_fd(), place) })
    }
}

impl Drop for FileActions {
    fn drop(&mut self) {
        // SAFETY: initialised by `new`, destroyed once.
        unsafe { libc::posix_spawn_file_actions_destroy(&mut self.0) };
    }
}

struct Attributes(libc::posix_spawnattr_t);

impl Attributes {
    fn new(policy: Option<Policy>) -> io::Result<Self> {
        let mut attributes = MaybeUninit::uninit();
        // SAFETY: the call makes the value, or says that it did not.
        check(unsafe { libc::posix_spawnattr_init(attributes.as_mut_ptr()) })?;
        // SAFETY: made just above.
        let mut attributes = Self(unsafe { attributes.assume_init() });
        if let Some(policy) = policy {
            // SAFETY: the value was made above; the parameter is only read.
            unsafe {
                check(libc::posix_spawnattr_setschedpolicy(&mut attributes.0, policy.number))?;
                check(libc::posix_spawnattr_setschedparam(&mut attributes.0, &policy.parameter))?;
                let flag = libc::POSIX_SPAWN_SETSCHEDULER as libc::c_short;
                check(libc::posix_spawnattr_setflags(&mut attributes.0, flag))?;
            }
        }
        Ok(attributes)
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        // SAFETY: initialised by `new`, destroyed once.
        unsafe { libc::posix_spawnattr_destroy(&mut self.0) };
    }
}

/// The list that C wants, valid for as long as the strings.
fn pointers<'a>(strings: impl Iterator<Item = &'a CString>) -> Vec<*mut c_char> {
    strings.map(|string| string.as_ptr().cast_mut()).chain([ptr::null_mut()]).collect()
}

fn pidfd_open(pid: pid_t) -> io::Result<OwnedFd> {
    // SAFETY: no memory is involved.
    let descriptor = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) };
    let descriptor = RawFd::try_from(descriptor).unwrap_or(-1);
    if descriptor < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: a descriptor just made, which nothing else owns.
    Ok(unsafe { OwnedFd::from_raw_fd(descriptor) })
}

/// Ends and reaps a child that cannot be watched.
fn abandon(pid: pid_t) {
    // SAFETY: the child is ours and not reaped yet; no status is asked for.
    unsafe {
        libc::kill(pid, libc::SIGKILL);
        libc::waitpid(pid, ptr::null_mut(), 0);
    }
}

/// The result of a call that returns the error itself.
fn check(errno: c_int) -> io::Result<()> {
    if errno == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(errno)) }
}
