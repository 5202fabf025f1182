//! Our threads: a pool for computing, and a few that may block on files.

use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::admission::{FILE_THREADS, Lane, Limits, Scheduler};
use super::completions::Completions;
use super::job::Job;
use super::runners::Next;
use crate::engine::password;

/// Chosen before the first job, fixed after it.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Threads that compute.
    pub threads: usize,
    /// How far they give way to the event loop: what is added to its nice value, 0 to 19.
    pub nice: i32,
}

/// Gives way to the event loop when both want a core, yet gets its share beside other processes.
const DEFAULT_NICE: i32 = 10;
const DEFAULT_QUEUED_JOBS: usize = 65_536;
const DEFAULT_QUEUED_BYTES: u64 = 256 << 20;
const DEFAULT_HARD_MEMORY: u64 = 256 << 20;

/// Outcomes of brief jobs that one runner gathers before it tells their environment.
const TOLD_TOGETHER: usize = 32;
/// After this long it tells of those that it has.
const TOLD_WITHIN: Duration = Duration::from_micros(500);

static SETTINGS: LazyLock<Mutex<Settings>> =
    LazyLock::new(|| Mutex::new(Settings { threads: cores(), nice: DEFAULT_NICE }));

static POOL: OnceLock<ThreadPool> = OnceLock::new();

static SCHEDULER: LazyLock<Scheduler> = LazyLock::new(|| {
    Scheduler::new(Limits {
        concurrent: settings().threads,
        queued_jobs: DEFAULT_QUEUED_JOBS,
        queued_bytes: DEFAULT_QUEUED_BYTES,
        hard_memory: DEFAULT_HARD_MEMORY,
    })
});

static FILE_RUNNERS: FileRunners = FileRunners { state: Mutex::new(Parked::NONE), wake: Condvar::new() };

/// The processors that this process may use.
pub fn cores() -> usize {
    // The standard library asks for the affinity mask and the cgroup's quota.
    thread::available_parallelism().map_or(1, Into::into)
}

pub fn scheduler() -> &'static Scheduler {
    &SCHEDULER
}

pub fn settings() -> MutexGuard<'static, Settings> {
    SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// True once threads run: from then on the settings are fixed.
pub fn is_built() -> bool {
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

/// Starts running the lane's jobs on one more of its threads.
pub fn start_runner(lane: Lane) {
    match lane {
        Lane::Cpu | Lane::Hard { .. } => pool().spawn(run_some),
        Lane::File => FILE_RUNNERS.start(),
    }
}

/// Runs one job and the brief ones behind it, then comes again. Not the whole queue: a job that waits for
/// its own parallel parts may pick this up meanwhile, and must not be kept from its end.
fn run_some() {
    let Some((lane, job, next)) = scheduler().next(Lane::Cpu) else { return };
    if matches!(next, Next::Run) {
        start_runner(lane);
    }
    let began = Instant::now();
    let environment = run_with_another(lane, job);
    for _ in 1..TOLD_TOGETHER {
        if began.elapsed() > TOLD_WITHIN {
            break;
        }
        let Some(job) = scheduler().next_brief(&environment) else { break };
        let _same = job.run(Lane::Cpu);
    }
    if lane != Lane::Cpu && scheduler().lock().hard.is_idle() {
        password::free_spares();
    }
    environment.tell();
    pool().spawn(run_some);
}

/// Runs the job, and beside it the next one where both gain from that. Returns the environment that has to be told
/// of the job.
fn run_with_another(lane: Lane, job: Job) -> Arc<Completions> {
    let beside =
        job.gains_from_another().then(|| scheduler().next_beside(&job, rayon::current_num_threads()));
    let Some(another) = beside.flatten() else { return job.run(lane) };
    let [environment, others] = Job::run_two(job, another, lane);
    others.tell();
    environment
}

/// Threads that read and write files. Plain ones: a thread of a pool would pick up another file while
/// it waits for the computing pool, and a read that hangs would then hold up two.
struct FileRunners {
    state: Mutex<Parked>,
    wake: Condvar,
}

struct Parked {
    /// Runners asked for and not taken up yet.
    wanted: usize,
    idle: usize,
    started: usize,
}

impl Parked {
    const NONE: Self = Self { wanted: 0, idle: 0, started: 0 };
}

impl FileRunners {
    fn lock(&self) -> MutexGuard<'_, Parked> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&'static self) {
        // The pool is what these threads hand their computing to.
        pool();
        let mut state = self.lock();
        state.wanted += 1;
        if state.wanted <= state.idle || state.started == FILE_THREADS {
            self.wake.notify_one();
            return;
        }
        state.started += 1;
        let name = format!("offloop-file-{}", state.started - 1);
        drop(state);
        let nice = settings().nice;
        let body = move || {
            lower_priority(nice);
            self.serve();
        };
        thread::Builder::new().name(name).spawn(body).expect("the system can start threads");
    }

    /// The life of a file thread: take up a runner's work until the lane is empty, then wait.
    fn serve(&self) {
        loop {
            let mut state = self.lock();
            state.idle += 1;
            while state.wanted == 0 {
                state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.idle -= 1;
            state.wanted -= 1;
            drop(state);
            while let Some((lane, job, _)) = scheduler().next(Lane::File) {
                job.run(lane).tell();
            }
        }
    }
}

/// Makes the current thread give way to the one that started it, from which it has its nice value. Where the
/// system refuses it stays as it is.
#[cfg(target_os = "linux")]
fn lower_priority(nice: i32) {
    // SAFETY: no memory is involved. On Linux a thread's own id names that thread alone.
    unsafe {
        let thread = libc::gettid().cast_unsigned();
        let inherited = libc::getpriority(libc::PRIO_PROCESS, thread);
        libc::setpriority(libc::PRIO_PROCESS, thread, inherited + nice);
    }
}

/// Elsewhere a priority belongs to the whole process: left alone.
#[cfg(not(target_os = "linux"))]
fn lower_priority(_nice: i32) {}
