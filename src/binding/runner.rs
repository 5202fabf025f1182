//! Runs the scheduler's jobs: on the pool, and on a few threads that may block on files.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::completions::Completions;
use super::job::{Finished, Job};
use super::job_class::JobClass;
use super::runner_count::Wake;
use super::scheduler::{FILE_THREADS, Schedule};
use super::shared_scheduler::scheduler;
use super::threads::{lower_priority, pool, settings};
use crate::engine::password;

/// Outcomes of brief jobs that one runner gathers before it notifies their environment.
const NOTIFIED_TOGETHER: usize = 32;
/// After this long it notifies the environment of those that it has.
const NOTIFIED_WITHIN: Duration = Duration::from_micros(500);

static FILE_RUNNERS: FileRunners = FileRunners { state: Mutex::new(FileThreads::NONE), wake: Condvar::new() };

/// Starts one more runner for jobs of this class.
pub fn start_runner(class: JobClass) {
    match class {
        JobClass::Cpu | JobClass::Password { .. } => pool().spawn(run_some),
        JobClass::File => FILE_RUNNERS.start(),
    }
}

/// Runs one job and the brief ones behind it, then puts itself at the end of the pool's queue. It does not run the whole
/// queue: a job that waits for its own parallel parts may pick this up meanwhile, and must not be kept from its end.
fn run_some() {
    let Some((class, job, wake)) = scheduler().next(JobClass::Cpu) else { return };
    if matches!(wake, Wake::OneMore) {
        start_runner(class);
    }
    let began = Instant::now();
    let environment = run_with_another(class, job);
    for gathered in 1..NOTIFIED_TOGETHER {
        if began.elapsed() > NOTIFIED_WITHIN {
            break;
        }
        let wanted = |job: &Job| job.is_brief_one_of(&environment);
        let Some(job) = scheduler().next_brief(gathered, wanted) else { break };
        let _same = complete(JobClass::Cpu, job.run());
    }
    if class != JobClass::Cpu && scheduler().has_no_password_job() {
        password::free_spares();
    }
    environment.notify();
    pool().spawn(run_some);
}

/// Runs the job, and beside it the next one where both gain from that. Returns the environment of the job, which has to
/// be notified.
fn run_with_another(class: JobClass, job: Job) -> Arc<Completions> {
    let another = job.gains_from_another().then(|| {
        scheduler().next_beside(job.estimate(), rayon::current_num_threads(), |other| job.gains_from(other))
    });
    let Some(another) = another.flatten() else { return complete(class, job.run()) };
    let [first, second] = Job::run_two(job, another);
    let environment = complete(class, first);
    complete(class, second).notify();
    environment
}

/// Gives back what the job had, then leaves its outcome for its environment, which has to be notified.
fn complete(class: JobClass, mut finished: Finished) -> Arc<Completions> {
    let reservation = finished.reservation.take();
    scheduler().ended(class, &finished.end, reservation);
    finished.leave()
}

/// Threads that read and write files. They are not those of a pool: such a thread would pick up another file while it
/// waits for the computing pool, and a read that hangs would then hold up two.
struct FileRunners {
    state: Mutex<FileThreads>,
    wake: Condvar,
}

struct FileThreads {
    /// Runners asked for that no thread has begun.
    wanted: usize,
    idle: usize,
    started: usize,
}

impl FileThreads {
    const NONE: Self = Self { wanted: 0, idle: 0, started: 0 };
}

impl FileRunners {
    fn lock(&self) -> MutexGuard<'_, FileThreads> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&'static self) {
        // File threads hand their computing to the pool.
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

    /// The loop of a file thread: waits until a runner is wanted, and runs jobs until there are none.
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
            while let Some((class, job, _)) = scheduler().next(JobClass::File) {
                complete(class, job.run()).notify();
            }
        }
    }
}
