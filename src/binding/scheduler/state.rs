//! What waits and what runs, under the scheduler's lock.

use std::time::Duration;

use crate::binding::byte_budget::ByteBudget;
use crate::binding::cancellable_fifo::CancellableFifo;
use crate::binding::fair_queue::FairQueue;
use crate::binding::job_class::JobClass;
use crate::binding::password_queue::PasswordQueue;
use crate::binding::runner_count::{RunnerCount, Wake};
use crate::binding::statistics::Statistics;
use crate::engine::failure::Failure;

/// What the scheduler has to know of a job.
pub trait Schedule: Send + 'static {
    /// How long it takes a thread, more or less.
    fn estimate(&self) -> Duration;
}

/// A caller that waits for room.
pub trait Waiter: Send + 'static {
    /// Called once the bytes are held for it, with no lock held.
    fn grant(self);
}

/// How much may be going on at once.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Jobs that compute at the same time.
    pub concurrent: usize,
    /// Calls that wait, whether for bytes or for a thread.
    pub queued_jobs: usize,
    /// Bytes of input held by jobs that have not ended.
    pub queued_bytes: u64,
    /// Bytes of working memory that jobs of [`JobClass::Password`] may use at the same time.
    pub password_memory: u64,
}

/// Files that are read at the same time. Their reads may block, so these are not the pool's threads.
pub const FILE_THREADS: usize = 4;

/// Jobs `J`, and callers `W` that wait for room.
pub struct State<J, W> {
    pub(super) limits: Limits,
    pub(super) last_id: u64,
    pub(super) bytes: ByteBudget<W>,
    pub(super) cpu: FairQueue<J>,
    pub(super) passwords: PasswordQueue<J>,
    pub(super) file: CancellableFifo<J>,
    /// The pool's, which run jobs of [`JobClass::Cpu`] and [`JobClass::Password`].
    pub(super) cpu_runners: RunnerCount,
    pub(super) file_runners: RunnerCount,
    pub statistics: Statistics,
}

/// How much is going on.
#[derive(Debug, PartialEq, Eq)]
pub struct Load {
    pub running: usize,
    pub queued: usize,
    pub held_bytes: u64,
    pub password_memory: u64,
}

/// What was taken back before it started.
#[derive(Debug, PartialEq, Eq)]
pub enum Withdrawn<J, W> {
    Job(J),
    Waiter(W),
}

impl<J: Schedule, W: Waiter> State<J, W> {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            last_id: 0,
            bytes: ByteBudget::default(),
            cpu: FairQueue::default(),
            passwords: PasswordQueue::default(),
            file: CancellableFifo::default(),
            cpu_runners: RunnerCount::default(),
            file_runners: RunnerCount::default(),
            statistics: Statistics::default(),
        }
    }

    pub fn load(&self) -> Load {
        Load {
            running: self.cpu_runners.running + self.file_runners.running,
            queued: self.queued(),
            held_bytes: self.bytes.held(),
            password_memory: self.passwords.used(),
        }
    }

    fn queued(&self) -> usize {
        self.bytes.len() + self.cpu.len() + self.passwords.len() + self.file.len()
    }

    /// Takes the next job for a runner of the class, with its own class.
    pub(super) fn take(&mut self, class: JobClass) -> Option<(JobClass, J)> {
        if class == JobClass::File {
            return self.file.pop_first().map(|job| (class, job));
        }
        let others_wait = !self.cpu.is_empty();
        if let Some((memory, job)) = self.passwords.take(self.limits.password_memory, others_wait) {
            return Some((JobClass::Password { memory }, job));
        }
        self.cpu.take().map(|job| (JobClass::Cpu, job))
    }

    /// Takes one more job of [`JobClass::Cpu`] for a runner that has one, unless a password job could run instead.
    pub(super) fn one_more(&mut self, take: impl FnOnce(&mut FairQueue<J>) -> Option<J>) -> Option<J> {
        if self.passwords.is_ready(self.limits.password_memory) {
            return None;
        }
        let job = take(&mut self.cpu)?;
        self.cpu_runners.running += 1;
        Some(job)
    }

    pub(super) fn remove(&mut self, id: u64) -> Option<Withdrawn<J, W>> {
        if let Some(waiter) = self.bytes.leave(id) {
            return Some(Withdrawn::Waiter(waiter));
        }
        let job = self.cpu.remove(id).or_else(|| self.file.remove(id));
        job.or_else(|| self.passwords.remove(id)).map(Withdrawn::Job)
    }

    /// Counts one more runner of the class, if there may be one.
    pub(super) fn one_more_runner(&mut self, class: JobClass) -> Wake {
        let limit = self.limit(class);
        self.runners(class).one_more(limit)
    }

    /// One more runner for jobs that wait without one, if there may be one: password jobs for whose memory there was no
    /// room before, and all jobs when the limit has been raised. Each that starts brings along the next.
    pub(super) fn runner_for_waiting(&mut self) -> Wake {
        let waits = !self.cpu.is_empty() || self.passwords.is_ready(self.limits.password_memory);
        if waits { self.one_more_runner(JobClass::Cpu) } else { Wake::None }
    }

    /// Whether a runner of the class has to end, so that there are as few as the limit says.
    pub(super) fn has_runner_too_many(&mut self, class: JobClass) -> bool {
        let limit = self.limit(class);
        self.runners(class).are_more_than(limit)
    }

    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn runners(&mut self, class: JobClass) -> &mut RunnerCount {
        match class {
            JobClass::Cpu | JobClass::Password { .. } => &mut self.cpu_runners,
            JobClass::File => &mut self.file_runners,
        }
    }

    fn limit(&self, class: JobClass) -> usize {
        match class {
            JobClass::Cpu | JobClass::Password { .. } => self.limits.concurrent,
            JobClass::File => FILE_THREADS,
        }
    }

    /// A job that would have to wait is refused when too many wait already.
    ///
    /// # Errors
    /// `QueueFull`.
    pub fn refuse_when_full(&mut self, class: JobClass) -> Result<(), Failure> {
        let limit = self.limit(class);
        let ahead = match class {
            JobClass::Cpu => self.cpu.len(),
            JobClass::Password { .. } => self.cpu.len() + self.passwords.len(),
            JobClass::File => self.file.len(),
        };
        let must_wait = self.runners(class).running + ahead >= limit;
        let full = self.queued() >= self.limits.queued_jobs;
        if must_wait && full { Err(Failure::QueueFull) } else { Ok(()) }
    }

    pub(super) fn grant(&mut self) -> Vec<W> {
        self.bytes.grant(self.limits.queued_bytes)
    }
}
