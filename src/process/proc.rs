//! What /proc and the processor clocks say of one process.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use libc::pid_t;

/// What one process has now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Bytes of memory that the process itself has filled: anonymous and shared memory in use, what was swapped out of it, and the
    /// tables that map it. Files that are mapped or cached do not count: the system takes those back.
    pub memory: u64,
    pub threads: u64,
}

/// The status of a process; `None` where there is none.
pub fn status(pid: pid_t) -> Option<Status> {
    let first = status_of(&fs::read_to_string(format!("/proc/{pid}/status")).ok()?);
    // A process whose first thread has ended shows its memory in the others only.
    if first.memory > 0 || first.threads < 2 {
        return Some(first);
    }
    let living = living_thread(pid).and_then(|thread| fs::read_to_string(thread.join("status")).ok());
    let memory = living.map(|text| status_of(&text).memory);
    Some(Status { memory: memory.unwrap_or(0), ..first })
}

/// Bytes of memory, as in [`Status::memory`].
pub fn memory(pid: pid_t) -> Option<u64> {
    status(pid).map(|status| status.memory)
}

fn status_of(text: &str) -> Status {
    let mut status = Status::default();
    for line in text.lines() {
        let Some((name, rest)) = line.split_once(':') else { continue };
        let number = || rest.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0);
        match name {
            "RssAnon" | "RssShmem" | "VmSwap" | "VmPTE" => status.memory += number() * 1024,
            "Threads" => status.threads = number(),
            _ => {}
        }
    }
    status
}

/// Processor time of this process alone, all of its threads.
pub fn cpu(pid: pid_t) -> Option<Duration> {
    let mut clock = 0;
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: both places are ours to be written to.
    let failed = unsafe {
        libc::clock_getcpuclockid(pid, &mut clock) != 0 || libc::clock_gettime(clock, &mut time) != 0
    };
    if failed {
        return None;
    }
    Some(Duration::new(time.tv_sec.try_into().ok()?, time.tv_nsec.try_into().ok()?))
}

/// Processor time of the children that this process has waited for, and theirs.
pub fn waited_cpu(pid: pid_t) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // SAFETY: no memory is involved.
    let ticks = u64::try_from(unsafe { libc::sysconf(libc::_SC_CLK_TCK) }).ok()?;
    waited_of_stat(&stat).map(|waited| Duration::from_millis(waited * 1000 / ticks.max(1)))
}

/// The folder of the first of a process's threads that lives: the process may go on when the one that it began with has
/// ended. `None` where all of them have, such as those of a process that nobody has waited for.
pub fn living_thread(pid: pid_t) -> Option<PathBuf> {
    let process = PathBuf::from(format!("/proc/{pid}"));
    if is_living(&process) {
        return Some(process);
    }
    let threads = fs::read_dir(process.join("task")).ok()?;
    threads.flatten().map(|thread| thread.path()).find(|thread| is_living(thread))
}

/// Whether the thread of this folder has memory, which it gives back before it ends.
pub fn is_living(thread: &Path) -> bool {
    fs::read_to_string(thread.join("stat"))
        .is_ok_and(|stat| memory_of_stat(&stat).is_some_and(|size| size > 0))
}

/// Bytes of addresses.
fn memory_of_stat(stat: &str) -> Option<u64> {
    field_of_stat(stat, 23)
}

/// Clock ticks, in user mode and in the kernel.
fn waited_of_stat(stat: &str) -> Option<u64> {
    Some(field_of_stat(stat, 16)? + field_of_stat(stat, 17)?)
}

/// A field by its number, from 3 on. The name, field 2, may hold anything, a parenthesis too.
fn field_of_stat(stat: &str, number: usize) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().nth(number - 3)?.parse().ok()
}

/// The living children of all threads of this process.
pub fn children(pid: pid_t) -> Vec<pid_t> {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return Vec::new() };
    let lists =
        threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn memory_is_anonymous_shared_swapped_and_the_tables_that_map_it() {
        let status = "VmRSS:\t  900 kB\nRssAnon:\t     100 kB\nRssFile:\t 800 kB\nRssShmem:\t 20 kB\n\
            VmPTE:\t 4 kB\nVmSwap:\t 3 kB\nThreads:\t7\n";
        assert_eq!(status_of(status), Status { memory: 127 * 1024, threads: 7 });
    }

    #[test]
    fn a_process_whose_first_thread_has_ended_still_has_its_memory() {
        const MEMORY: usize = 64 << 20;
        extern "C" fn hold(_: *mut libc::c_void) -> *mut libc::c_void {
            let memory = vec![1_u8; MEMORY];
            std::thread::sleep(Duration::from_secs(60));
            std::hint::black_box(memory);
            ptr::null_mut()
        }
        // SAFETY: the child of a fork makes a thread of a function that needs nothing of this process, and ends its own
        // thread alone, by a system call that runs nothing.
        let pid = unsafe { libc::fork() };
        if pid == 0 {
            // SAFETY: as above.
            unsafe {
                let mut thread = std::mem::zeroed();
                libc::pthread_create(&mut thread, ptr::null(), hold, ptr::null_mut());
                libc::syscall(libc::SYS_exit, 0);
            }
        }
        let deadline = std::time::Instant::now() + Duration::from_secs(20);
        while memory(pid).unwrap() < MEMORY as u64 && std::time::Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
        let found = memory(pid).unwrap();
        // SAFETY: no memory is involved; the process is this test's own.
        unsafe {
            libc::kill(pid, libc::SIGKILL);
            libc::waitpid(pid, ptr::null_mut(), 0);
        }
        assert!(found >= MEMORY as u64, "{found}");
    }

    #[test]
    fn a_name_with_parentheses_does_not_move_the_fields() {
        let stat = "7 (a) b (c)) S 1 7 7 0 -1 0 0 0 0 0 11 12 30 4 20 0 1 0 5 0 0";
        assert_eq!(waited_of_stat(stat), Some(34));
    }

    #[test]
    fn this_process_has_memory_and_time() {
        let pid = std::process::id().cast_signed();
        assert!(memory(pid).unwrap() > 100_000);
        assert!(cpu(pid).unwrap() > Duration::ZERO);
        assert!(waited_cpu(pid).is_some());
    }

    #[test]
    fn a_process_that_is_not_there_has_nothing() {
        assert_eq!((memory(-5), waited_cpu(-5), children(-5)), (None, None, vec![]));
    }
}
