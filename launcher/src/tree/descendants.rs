//! Finding and killing everything below a process, by `/proc`.

use std::time::Duration;
use std::{fs, ptr, thread};

/// Kills and reaps everything below this process. Processes that start meanwhile are below it too, since orphans
/// come back to it: the next round finds them.
pub(super) fn kill_all() {
    loop {
        let all = below(std::process::id());
        if all.is_empty() {
            return;
        }
        for process in all {
            // SAFETY: takes numbers.
            unsafe { libc::kill(process, libc::SIGKILL) };
        }
        // SAFETY: asks for no status.
        while unsafe { libc::waitpid(-1, ptr::null_mut(), libc::WNOHANG) } > 0 {}
        thread::sleep(Duration::from_millis(1));
    }
}

/// All processes whose line of parents leads to `ancestor`.
fn below(ancestor: u32) -> Vec<libc::pid_t> {
    let parents = parents();
    let mut found = vec![ancestor.cast_signed()];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
        next += 1;
    }
    found.split_off(1)
}

/// Each process with its parent.
fn parents() -> Vec<(libc::pid_t, libc::pid_t)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes.filter_map(|process| Some((process, parent_of(process)?))).collect()
}

/// The fourth field of `/proc/PID/stat`. The second is a name in brackets, which may hold anything.
fn parent_of(process: libc::pid_t) -> Option<libc::pid_t> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
