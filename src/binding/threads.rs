//! The pool's threads: how many, with which priority, started on first use.

use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Chosen before the first job, fixed after it.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Threads that compute.
    pub threads: usize,
    /// What is added to the nice value of the threads, 0 to 19: how far they give way to the event loop.
    pub nice: i32,
}

/// Gives way to the event loop when both want a core, yet gets its share beside other processes.
const DEFAULT_NICE: i32 = 10;

static SETTINGS: LazyLock<Mutex<Settings>> =
    LazyLock::new(|| Mutex::new(Settings { threads: cores(), nice: DEFAULT_NICE }));

static POOL: OnceLock<ThreadPool> = OnceLock::new();

/// The processors that this process may use.
pub fn cores() -> usize {
    // The standard library asks for the affinity mask and the cgroup's quota.
    thread::available_parallelism().map_or(1, Into::into)
}

pub fn settings() -> MutexGuard<'static, Settings> {
    SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// True once the pool's threads run: from then on the settings are fixed.
pub fn is_started() -> bool {
    POOL.get().is_some()
}

/// The pool for computing, built on first use and never torn down.
pub fn pool() -> &'static ThreadPool {
    POOL.get_or_init(|| {
        let Settings { threads, nice } = *settings();
        ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|index| format!("offloop-{index}"))
            .start_handler(move |_| lower_priority(nice))
            // Jobs catch their own panics; without a handler one that slipped through would abort.
            .panic_handler(|_| {})
            .build()
            .expect("the system can start threads")
    })
}

/// Lowers the priority of the current thread by `nice`, from that of the thread that started it. Where the system
/// refuses, the priority stays as it is.
#[cfg(target_os = "linux")]
pub fn lower_priority(nice: i32) {
    // SAFETY: no memory is involved. On Linux a thread's own id names that thread alone.
    unsafe {
        let thread = libc::gettid().cast_unsigned();
        let inherited = libc::getpriority(libc::PRIO_PROCESS, thread);
        libc::setpriority(libc::PRIO_PROCESS, thread, inherited + nice);
    }
}

/// Elsewhere a priority belongs to the whole process: left alone.
#[cfg(not(target_os = "linux"))]
pub fn lower_priority(_nice: i32) {}
