//! Who may enter, who waits, who runs: one [`Scheduler`] for the process. README.md has the states.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::completions::Completions;
use super::hard_line::HardLine;
use super::in_order::InOrder;
use super::job::{Job, Ticket};
use super::outcome::Value;
use super::reference::Reference;
use super::reservation::Reservation;
use super::statistics::{End, Statistics};
use crate::core::failure::Failure;

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
    held_bytes: u64,
    /// Reservations not granted yet, in order.
    line: BTreeMap<u64, Waiting>,
    /// Reservations that were granted after a wait in line.
    granted: BTreeSet<u64>,
    cpu: Queue,
    pub hard: HardLine<Job>,
    file: Queue,
    pub statistics: Statistics,
}

/// Jobs of one lane, in order.
#[derive(Default)]
struct Queue {
    jobs: InOrder<Job>,
    /// Threads that take jobs from the queue, or are on their way to it.
    runners: usize,
    /// Jobs that were taken and have not ended.
    running: usize,
}

struct Waiting {
    bytes: u64,
    ticket: Ticket,
}

/// What is going on.
pub struct Load {
    pub running: usize,
    pub queued: usize,
    pub held_bytes: u64,
    pub hard_memory: u64,
}

/// What [`Scheduler::submit`] asks its caller to do.
pub enum Next {
    /// Start a runner on the lane: it was counted as running.
    Run,
    /// A runner will take the job.
    Wait,
}

impl Scheduler {
    pub fn new(limits: Limits) -> Self {
        let state = State {
            limits,
            last_id: 0,
            held_bytes: 0,
            line: BTreeMap::new(),
            granted: BTreeSet::new(),
            cpu: Queue::default(),
            hard: HardLine::default(),
            file: Queue::default(),
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
        if !state.has_room(bytes) {
            return Ok(None);
        }
        state.held_bytes += bytes;
        Ok(Some(Reservation::new(self, bytes, None)))
    }

    /// A place in line for `bytes`; `ticket` is settled when they are granted.
    pub fn wait_in_line(&'static self, bytes: u64, ticket: Ticket) -> Reservation {
        let mut state = self.lock();
        let id = state.next_id();
        state.line.insert(id, Waiting { bytes, ticket });
        Reservation::new(self, bytes, Some(id))
    }

    /// Puts a job at the end of its lane. The number names it for [`withdraw`](Self::withdraw).
    pub fn submit(&self, lane: Lane, job: Job) -> (u64, Next) {
        let mut state = self.lock();
        let id = state.next_id();
        match lane {
            Lane::Hard { memory } => state.hard.push(id, memory, job),
            Lane::Cpu | Lane::File => state.queue(lane).jobs.push(id, job),
        }
        (id, state.one_more_runner(lane))
    }

    /// The first job for one of the lane's runners, which is none any more when there is no job; with the job's own
    /// lane, and what to do for the jobs behind it. The runner has to say that the job [`ended`](Self::ended).
    pub fn next(&self, lane: Lane) -> Option<(Lane, Job, Next)> {
        let mut state = self.lock();
        let job = state.take(lane);
        let queue = state.queue(lane);
        let Some((lane, job)) = job else {
            queue.runners -= 1;
            return None;
        };
        queue.running += 1;
        // Hard jobs that wait for memory have no runner: when it is free, each that starts brings along the next.
        let waits = lane != Lane::File && state.hard.is_ready(state.limits.hard_memory);
        let next = if waits { state.one_more_runner(lane) } else { Next::Wait };
        Some((lane, job, next))
    }

    /// The first job of the [`Lane::Cpu`] for a runner that has not told this environment of its last one: if
    /// that can wait, since the job is brief and of the same environment and many more are behind it.
    pub fn next_brief(&self, completions: &Arc<Completions>) -> Option<Job> {
        let mut state = self.lock();
        if state.cpu.jobs.len() < BACKLOG {
            return None;
        }
        state.take_one_more(|job| job.is_brief_one_of(completions))
    }

    /// The first job of the [`Lane::Cpu`] for a runner that has just taken `job`, which gains from another beside it:
    /// if it is from this one, and none of `threads` is free to take it.
    pub fn next_beside(&self, job: &Job, threads: usize) -> Option<Job> {
        let mut state = self.lock();
        if state.cpu.running < threads {
            return None;
        }
        state.take_one_more(|other| job.gains_from(other))
    }

    /// A job that a runner took has ended, and gives back its room; its promise is settled after this.
    pub fn ended(&self, lane: Lane, end: &End<'_>, reservation: Option<Reservation>) {
        let mut state = self.lock();
        state.queue(lane).running -= 1;
        if let Lane::Hard { memory } = lane {
            state.hard.release(memory);
        }
        state.statistics.ran(end);
        let Some((place, bytes)) = reservation.map(Reservation::into_parts) else { return };
        state.give_back(place, bytes);
        let granted = state.grant();
        drop(state);
        tell(granted);
    }

    /// Takes back what has not started: the job, or the place in line, named `id`.
    pub fn withdraw(&self, id: u64) -> Option<(Ticket, Vec<Reference>)> {
        let mut state = self.lock();
        if let Some(waiting) = state.line.remove(&id) {
            return Some((waiting.ticket, Vec::new()));
        }
        let job = state.cpu.jobs.remove(id).or_else(|| state.file.jobs.remove(id));
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
            state.give_back(place, bytes);
            let abandoned = place.and_then(|id| state.line.remove(&id));
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
            running: self.cpu.running + self.file.running,
            queued: self.queued(),
            held_bytes: self.held_bytes,
            hard_memory: self.hard.used(),
        }
    }

    fn queued(&self) -> usize {
        self.line.len() + self.cpu.jobs.len() + self.hard.len() + self.file.jobs.len()
    }

    /// Takes the first job for a runner of the lane, with its own lane.
    fn take(&mut self, lane: Lane) -> Option<(Lane, Job)> {
        let others_wait = !self.queue(lane).jobs.is_empty();
        if lane != Lane::File
            && let Some((memory, job)) = self.hard.take(self.limits.hard_memory, others_wait)
        {
            return Some((Lane::Hard { memory }, job));
        }
        self.queue(lane).jobs.pop_first().map(|job| (lane, job))
    }

    /// Takes the first job of the [`Lane::Cpu`] for a runner that has one already, if it is `wanted` and no hard job
    /// could go instead.
    fn take_one_more(&mut self, wanted: impl Fn(&Job) -> bool) -> Option<Job> {
        if self.hard.is_ready(self.limits.hard_memory) {
            return None;
        }
        self.cpu.jobs.first().filter(|job| wanted(job))?;
        self.cpu.running += 1;
        self.cpu.jobs.pop_first()
    }

    /// Counts one more runner of the lane, if there may be one.
    fn one_more_runner(&mut self, lane: Lane) -> Next {
        let limit = self.limit(lane);
        let queue = self.queue(lane);
        if queue.runners >= limit {
            return Next::Wait;
        }
        queue.runners += 1;
        Next::Run
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    fn queue(&mut self, lane: Lane) -> &mut Queue {
        match lane {
            Lane::Cpu | Lane::Hard { .. } => &mut self.cpu,
            Lane::File => &mut self.file,
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
        let hard = if matches!(lane, Lane::Hard { .. }) { self.hard.len() } else { 0 };
        let queue = self.queue(lane);
        let must_wait = queue.running + queue.jobs.len() + hard >= limit;
        let full = self.queued() >= self.limits.queued_jobs;
        if must_wait && full { Err(Failure::QueueFull) } else { Ok(()) }
    }

    /// Whether `bytes` more may be held. One job alone may hold any number, or it could never run.
    fn has_room(&self, bytes: u64) -> bool {
        bytes == 0 || self.line.is_empty() && self.fits(bytes)
    }

    fn fits(&self, bytes: u64) -> bool {
        self.held_bytes == 0 || self.held_bytes.saturating_add(bytes) <= self.limits.queued_bytes
    }

    /// Counts the bytes as held no more, unless they were never granted.
    fn give_back(&mut self, place: Option<u64>, bytes: u64) {
        if place.is_none_or(|id| self.granted.remove(&id)) {
            self.held_bytes -= bytes;
        }
    }

    /// Lets in the first of the line for as long as they fit.
    fn grant(&mut self) -> Vec<Ticket> {
        let mut granted = Vec::new();
        while self.line.first_key_value().is_some_and(|(_, first)| self.fits(first.bytes)) {
            let (id, Waiting { bytes, ticket }) = self.line.pop_first().expect("seen above");
            self.granted.insert(id);
            self.held_bytes += bytes;
            granted.push(ticket);
        }
        granted
    }
}
