//! The session, signals, priority, OOM score and file mode mask of the command.

use std::time::Duration;
use std::{fs, io, mem, ptr, thread};

use super::call::check;

/// A session of its own: no terminal to type into, and a process group that the starter can kill.
pub fn begin() -> io::Result<()> {
    // SAFETY: takes and returns numbers.
    let leads = unsafe { libc::getsid(0) == libc::getpid() };
    // SAFETY: as above.
    if leads { Ok(()) } else { check(unsafe { libc::setsid() }).map(drop) }
}

/// All signals unblocked and at their defaults, as a program expects to find them. The starter's are inherited
/// otherwise, and Rust's start-up ignores SIGPIPE.
pub fn reset_signals() -> io::Result<()> {
    for signal in 1..=libc::SIGRTMAX() {
        // SAFETY: a default disposition runs no code of this process. The few signals that cannot be set
        // (SIGKILL, SIGSTOP, those of the C library) have it already.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    // SAFETY: sigset_t is plain data, and sigemptyset fills it before it is read.
    unsafe {
        let mut none = mem::zeroed();
        libc::sigemptyset(&raw mut none);
        check(libc::sigprocmask(libc::SIG_SETMASK, &raw const none, ptr::null_mut())).map(drop)
    }
}

/// When memory runs out the kernel ends the command before the server that started it. Where `/proc` is not
/// mounted it goes by size alone.
pub fn prefer_for_oom() {
    let _ = fs::write("/proc/self/oom_score_adj", "1000");
}

/// Files of the command are its user's alone.
pub fn keep_files_private() {
    // SAFETY: takes a number and cannot fail.
    unsafe { libc::umask(0o077) };
}

/// How often, and for how long, the kernel is asked again for a priority that it does not take yet: it takes one in a tenth
/// of a second, of all users but root.
const GROUP_PAUSE: Duration = Duration::from_millis(10);
const GROUP_TRIES: u32 = 200;

/// How much less the command gets of a busy processor than its starter.
///
/// A nice value counts among the processes of a scheduling group. Where the kernel makes a group of each session
/// (`sched_autogroup`), a command in a session of its own is in another group than its starter, and the nice values of the
/// two groups divide the processor between them.
#[derive(Clone, Copy, Debug)]
pub struct Priority {
    /// The nice value of the command's group; none where the kernel has no such groups, or no nice value was asked for.
    group: Option<i32>,
}

impl Priority {
    /// Raises the nice value of this process by this much, up to 19, and looks up that of its starter's group. Before
    /// process namespaces, in which the starter has another number.
    pub fn lower(by: u8, starter: u32) -> io::Result<Priority> {
        if by == 0 {
            return Ok(Priority { group: None });
        }
        // SAFETY: takes and returns numbers. -1 is a value too; reading one's own cannot fail.
        let own = unsafe { libc::getpriority(libc::PRIO_PROCESS, 0) };
        let lowered = (own + i32::from(by)).min(LOWEST);
        // SAFETY: takes numbers.
        check(unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, lowered) })?;
        let text = fs::read_to_string(format!("/proc/{starter}/autogroup"));
        let group = text.ok().and_then(|text| group_nice(&text)).map(|nice| below(nice, by));
        Ok(Priority { group })
    }

    /// Gives the group of this process's session its nice value. Before Landlock, which keeps the file from being written.
    /// The command has its own nice value in any case, so that what fails here is not reported.
    pub fn apply_to_group(self) {
        let Some(nice) = self.group else { return };
        for _ in 0..GROUP_TRIES {
            match fs::write("/proc/self/autogroup", nice.to_string()) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(GROUP_PAUSE),
                _ => return,
            }
        }
    }
}

/// The nice value of the least priority.
const LOWEST: i32 = 19;

/// The nice value of a group that gets less than its starter's. A new group has 0, and only root may give it less.
fn below(starter: i32, by: u8) -> i32 {
    (starter + i32::from(by)).clamp(0, LOWEST)
}

/// The nice value in a file like `/autogroup-7 nice 5`.
fn group_nice(text: &str) -> Option<i32> {
    text.trim_end().rsplit_once(" nice ")?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_as_much_below_that_of_its_starter_as_was_asked_for() {
        for (file, by, nice) in [
            ("/autogroup-7 nice 0\n", 10, Some(10)),
            ("/autogroup-7 nice 15\n", 10, Some(19)),
            ("/autogroup-7 nice -5\n", 3, Some(0)),
            ("/autogroup-7 nice -5\n", 7, Some(2)),
            ("", 7, None),
            ("/autogroup-7", 7, None),
        ] {
            assert_eq!(group_nice(file).map(|group| below(group, by)), nice, "{file:?}");
        }
    }
}
