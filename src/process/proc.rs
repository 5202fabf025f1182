//! What /proc and the processor clocks say of one process.

use std::fs;
use std::time::Duration;

use libc::pid_t;

/// Bytes of memory that the process itself has filled: anonymous and shared memory in use, and what was swapped out of
/// it. Files that are mapped or cached do not count: the system takes those back.
pub fn memory(pid: pid_t) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    Some(memory_of_status(&status))
}

fn memory_of_status(status: &str) -> u64 {
    let kib = |line: &str| {
        let (name, rest) = line.split_once(':')?;
        let counts = matches!(name, "RssAnon" | "RssShmem" | "VmSwap");
        counts.then(|| rest.split_whitespace().next()?.parse::<u64>().ok()).flatten()
    };
    status.lines().filter_map(kib).sum::<u64>() * 1024
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

/// Clock ticks: fields 16 and 17. The name, field 2, may hold anything, a parenthesis too.
fn waited_of_stat(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
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
    use super::*;

    #[test]
    fn memory_is_anonymous_shared_and_swapped() {
        let status =
            "VmRSS:\t  900 kB\nRssAnon:\t     100 kB\nRssFile:\t 800 kB\nRssShmem:\t 20 kB\nVmSwap:\t 3 kB\n";
        assert_eq!(memory_of_status(status), 123 * 1024);
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
