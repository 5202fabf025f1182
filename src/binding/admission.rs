//! Who may enter, who waits, who runs: one [`Scheduler`] for the process. README.md has the states.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::byte_line::ByteLine;
use super::completions::Completions;
use super::cpu_queue::{CpuQueue, Took};
use super::hard_line::HardLine;
use super::in_order::InOrder;
use super::job::{Job, Ticket};
use super::reference::Reference;
use super::reservation::Reservation;
use super::runners::{Next, Runners};
use super::statistics::{End, Statistics};
use super::value::Value;
use crate::engine::failure::Failure;

/// How much may be going on at once.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Jobs of the [`Lane::Cpu`] that run at the same time.
    pub concurrent: usize,
    /// Jobs that wait, whether for bytes or for a thread.
    pub queued_jobs: usize,
    /// Bytes of input held by jobs that have not ended.
    pub queued_bytes: u64,
    /// Bytes of working memory that jobs of [`Lane::Hard`] may use at the same time.
    pub hard_memory: u64,
}

/// Which threads a job runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The pool: as many threads as cores.
    Cpu,
    /// The pool, but jobs of [`Cpu`](Self::Cpu) go first: work that is made to be hard, in so many bytes of memory.
    Hard { memory: u64 },
    /// Threads that may block on a file; they hand all computing to the pool.
    File,
}

/// Files that are read at the same time. Their reads may block, so these are not the pool's threads.
pub const FILE_THREADS: usize = 4;

/// With fewer jobs than this waiting for a thread, the event loop is told of each outcome at once.
const BACKLOG: usize = 16;

pub struct Scheduler {
    state: Mutex<State>,
}

pub struct State {
    limits: Limits,
    last_id: u64,
    /// Bytes of input: held, and waited for.
    bytes: ByteLine<Ticket>,
    cpu: CpuQueue<Job>,
    pub hard: HardLine<Job>,
    file: InOrder<Job>,
    /// The pool's, which run jobs of [`Lane::Cpu`] and [`Lane::Hard`].
    cpu_runners: Runners,
    file_runners: Runners,
    pub statistics: Statistics,
}

/// What is going on.
pub struct Load {
    pub running: usize,
    pub queued: usize,
    pub held_bytes: u64,
    pub hard_memory: u64,
}

impl Scheduler {
    pub fn new(limits: Limits) -> Self {
        let state = State {
            limits,
            last_id: 0,
            bytes: ByteLine::default(),
            cpu: CpuQueue::default(),
            hard: HardLine::default(),
            file: InOrder::default(),
            cpu_runners: Runners::default(),
            file_runners: Runners::default(),
            statistics: Statistics::default(),
        };
        Self { state: Mutex::new(state) }
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Room for a job of `bytes` at once; `None` when it has to wait in line for them.
    pub fn try_reserve(&'static self, lane: Lane, bytes: u64) -> Result<Option<Reservation>, Failure> {
        let mut state = self.lock();
        state.refuse_when_full(lane)?;
        let limit = state.limits.queued_bytes;
        Ok(state.bytes.hold(bytes, limit).then(|| Reservation::new(self, bytes, None)))
    }

    /// A place in line for `bytes`; `ticket` is settled when they are granted.
    pub fn wait_in_line(&'static self, bytes: u64, ticket: Ticket) -> Reservation {
        let mut state = self.lock();
        let id = state.next_id();
        state.bytes.wait(id, bytes, ticket);
        Reservation::new(self, bytes, Some(id))
    }

    /// Puts a job at the end of its line. The number names it for [`withdraw`](Self::withdraw).
    pub fn submit(&self, lane: Lane, job: Job) -> (u64, Next) {
        let mut state = self.lock();
        let id = state.next_id();
        match lane {
            Lane::Hard { memory } => state.hard.push(id, memory, job),
            Lane::Cpu => state.cpu.push(id, job.estimate(), job),
            Lane::File => state.file.push(id, job),
        }
        (id, state.one_more_runner(lane))
    }

    /// The first job for one of the lane's runners, which is none any more when there is no job; with the job's own
    /// lane, and what to do for the jobs behind it. The runner has to say that the job [`ended`](Self::ended).
    pub fn next(&self, lane: Lane) -> Option<(Lane, Job, Next)> {
        let mut state = self.lock();
        let job = state.take(lane);
        state.runners(lane).took(job.is_some());
        let (lane, job) = job?;
        // Hard jobs that wait for memory have no runner: when it is free, each that starts brings along the next.
        let waits = lane != Lane::File && state.hard.is_ready(state.limits.hard_memory);
        let next = if waits { state.one_more_runner(lane) } else { Next::Wait };
        Some((lane, job, next))
    }

    /// The first short job of the [`Lane::Cpu`] for a runner that has not told this environment of its last one: if
    /// that can wait, since the job is brief and of the same environment and many more are behind it.
    pub fn next_brief(&self, completions: &Arc<Completions>) -> Option<Job> {
        let mut state = self.lock();
        if state.cpu.short() < BACKLOG {
            return None;
        }
        state.one_more(|queue| queue.take_short(|job| job.is_brief_one_of(completions)))
    }

    /// The first job of the same line of the [`Lane::Cpu`] for a runner that has just taken `job`, which gains from
    /// another beside it: if it is from this one, and none of `threads` is free to take it.
    pub fn next_beside(&self, job: &Job, threads: usize) -> Option<Job> {
        let mut state = self.lock();
        if state.cpu_runners.running < threads {
            return None;
        }
        state.one_more(|queue| queue.take_first(job.estimate(), |other| job.gains_from(other)))
    }

    /// A job that a runner took has ended, and gives back its room; its promise is settled after this.
    pub fn ended(&self, lane: Lane, end: &End<'_>, took: Took, reservation: Option<Reservation>) {
        let mut state = self.lock();
        state.runners(lane).running -= 1;
        match lane {
            Lane::Cpu => state.cpu.ended(took),
            Lane::Hard { memory } => state.hard.release(memory),
            Lane::File => {}
        }
        state.statistics.ran(end);
        let Some((place, bytes)) = reservation.map(Reservation::into_parts) else { return };
        state.bytes.release(place, bytes);
        let granted = state.grant();
        drop(state);
        tell(granted);
    }

    /// Takes back what has not started: the job, or the place in line, named `id`.
    pub fn withdraw(&self, id: u64) -> Option<(Ticket, Vec<Reference>)> {
        let mut state = self.lock();
        if let Some(ticket) = state.bytes.leave(id) {
            return Some((ticket, Vec::new()));
        }
        let job = state.cpu.remove(id).or_else(|| state.file.remove(id));
        let job = job.or_else(|| state.hard.remove(id))?;
        drop(state);
        Some(job.withdraw())
    }

    pub fn set_limits(&self, change: impl FnOnce(&mut Limits)) {
        let granted = {
            let mut state = self.lock();
            change(&mut state.limits);
            state.grant()
        };
        tell(granted);
    }

    /// Gives back what a reservation held, or its place in line.
    pub fn release(&self, place: Option<u64>, bytes: u64) {
        let (abandoned, granted) = {
            let mut state = self.lock();
            state.bytes.release(place, bytes);
            let abandoned = place.and_then(|place| state.bytes.leave(place));
            (abandoned, state.grant())
        };
        drop(abandoned);
        tell(granted);
    }
}

/// Settles the tickets of granted reservations. No lock is held: this takes the environment's own.
fn tell(granted: Vec<Ticket>) {
    for ticket in granted {
        ticket.settle(Ok(Value::Done));
    }
}

impl State {
    pub fn load(&self) -> Load {
        Load {
            running: self.cpu_runners.running + self.file_runners.running,
            queued: self.queued(),
            held_bytes: self.bytes.held(),
            hard_memory: self.hard.used(),
        }
    }

    fn queued(&self) -> usize {
        self.bytes.len() + self.cpu.len() + self.hard.len() + self.file.len()
    }

    /// Takes the next job for a runner of the lane, with its own lane.
    fn take(&mut self, lane: Lane) -> Option<(Lane, Job)> {
        if lane == Lane::File {
            return self.file.pop_first().map(|job| (lane, job));
        }
        let others_wait = !self.cpu.is_empty();
        if let Some((memory, job)) = self.hard.take(self.limits.hard_memory, others_wait) {
            return Some((Lane::Hard { memory }, job));
        }
        self.cpu.take().map(|job| (Lane::Cpu, job))
    }

    /// Takes one more job of the [`Lane::Cpu`] for a runner that has one already, unless a hard job could go instead.
    fn one_more(&mut self, take: impl FnOnce(&mut CpuQueue<Job>) -> Option<Job>) -> Option<Job> {
        if self.hard.is_ready(self.limits.hard_memory) {
            return None;
        }
        let job = take(&mut self.cpu)?;
        self.cpu_runners.running += 1;
        Some(job)
    }

    /// Counts one more runner of the lane, if there may be one.
    fn one_more_runner(&mut self, lane: Lane) -> Next {
        let limit = self.limit(lane);
        self.runners(lane).one_more(limit)
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    fn runners(&mut self, lane: Lane) -> &mut Runners {
        match lane {
            Lane::Cpu | Lane::Hard { .. } => &mut self.cpu_runners,
            Lane::File => &mut self.file_runners,
        }
    }

    fn limit(&self, lane: Lane) -> usize {
        match lane {
            Lane::Cpu | Lane::Hard { .. } => self.limits.concurrent,
            Lane::File => FILE_THREADS,
        }
    }

    /// A job that would have to wait is refused when too many wait already.
    pub fn refuse_when_full(&mut self, lane: Lane) -> Result<(), Failure> {
        let limit = self.limit(lane);
        let ahead = match lane {
            Lane::Cpu => self.cpu.len(),
            Lane::Hard { .. } => self.cpu.len() + self.hard.len(),
            Lane::File => self.file.len(),
        };
        let must_wait = self.runners(lane).running + ahead >= limit;
        let full = self.queued() >= self.limits.queued_jobs;
        if must_wait && full { Err(Failure::QueueFull) } else { Ok(()) }
    }

    fn grant(&mut self) -> Vec<Ticket> {
        self.bytes.grant(self.limits.queued_bytes)
    }
}
