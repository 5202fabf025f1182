//! Which calls may hold bytes, which jobs wait, and which runs next. README.md has the states.
//!
//! Nothing here knows what a job does or who waits for it: tests schedule jobs of their own.

mod state;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use state::{FILE_THREADS, Limits, Schedule, State, Waiter, Withdrawn};

use super::fair_queue::Took;
use super::job_class::JobClass;
use super::reservation::{Release, Reservation};
use super::runner_count::Wake;
use super::statistics::Fate;
use crate::engine::failure::Failure;

/// Jobs `J`, and callers `W` that wait for room.
pub struct Scheduler<J, W> {
    state: Mutex<State<J, W>>,
}

/// A job that ran.
#[derive(Clone, Copy)]
pub struct End {
    pub fate: Fate,
    /// From when it was queued to the start of its work.
    pub waited: Duration,
    /// The time of its work, alone or together with another job.
    pub ran: Duration,
    /// Its own share of a thread's time.
    pub took: Took,
}

impl<J: Schedule, W: Waiter> Scheduler<J, W> {
    pub fn new(limits: Limits) -> Self {
        Self { state: Mutex::new(State::new(limits)) }
    }

    pub fn lock(&self) -> MutexGuard<'_, State<J, W>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Room for a job of `bytes` at once; `None` when it has to wait for them.
    ///
    /// # Errors
    /// `QueueFull` when the job would have to wait and too many wait already.
    pub fn try_reserve(&'static self, class: JobClass, bytes: u64) -> Result<Option<Reservation>, Failure> {
        let mut state = self.lock();
        state.refuse_when_full(class)?;
        let limit = state.limits.queued_bytes;
        Ok(state.bytes.hold(bytes, limit).then(|| Reservation::new(self, bytes, None)))
    }

    /// A place at the end of the queue for `bytes`; `waiter` is granted them in its turn.
    pub fn wait_for_room(&'static self, bytes: u64, waiter: W) -> Reservation {
        let mut state = self.lock();
        let id = state.next_id();
        state.bytes.wait(id, bytes, waiter);
        Reservation::new(self, bytes, Some(id))
    }

    /// Puts a job at the end of its queue. The number names it for [`withdraw`](Self::withdraw).
    pub fn submit(&self, class: JobClass, job: J) -> (u64, Wake) {
        let mut state = self.lock();
        let id = state.next_id();
        match class {
            JobClass::Password { memory } => state.passwords.push(id, memory, job),
            JobClass::Cpu => state.cpu.push(id, job.estimate(), job),
            JobClass::File => state.file.push(id, job),
        }
        (id, state.one_more_runner(class))
    }

    /// The next job for a runner of the class, with the job's own class, and what to do for the jobs behind it. The
    /// runner has to report that the job has [`ended`](Self::ended). One that gets none ends itself: there is none, or
    /// there are more runners than there may be since the limit was lowered.
    pub fn next(&self, class: JobClass) -> Option<(JobClass, J, Wake)> {
        let mut state = self.lock();
        let job = if state.has_runner_too_many(class) { None } else { state.take(class) };
        state.runners(class).took(job.is_some());
        let (class, job) = job?;
        let wake = if class == JobClass::File { Wake::None } else { state.runner_for_waiting() };
        Some((class, job, wake))
    }

    /// The first short job of [`JobClass::Cpu`] for a runner that has not notified the environment of as many as it has
    /// `gathered`, if it is `wanted` and more than those wait: while the event loop takes in the ones, the runners have
    /// the others to do.
    pub fn next_brief(&self, gathered: usize, wanted: impl FnOnce(&J) -> bool) -> Option<J> {
        let mut state = self.lock();
        if state.cpu.short() <= gathered {
            return None;
        }
        state.one_more(|queue| queue.take_short(wanted))
    }

    /// The first job of [`JobClass::Cpu`] that waits with those of this estimate, for a runner that has one already, if
    /// it is `wanted` and none of `threads` is free to take it.
    pub fn next_beside(
        &self,
        estimate: Duration,
        threads: usize,
        wanted: impl FnOnce(&J) -> bool,
    ) -> Option<J> {
        let mut state = self.lock();
        if state.cpu_runners.running < threads {
            return None;
        }
        state.one_more(|queue| queue.take_first(estimate, wanted))
    }

    /// A job that a runner took has ended, and gives back its room; its promise is settled after this.
    pub fn ended(&self, class: JobClass, end: &End, reservation: Option<Reservation>) {
        let mut state = self.lock();
        state.runners(class).running -= 1;
        match class {
            JobClass::Cpu => state.cpu.ended(end.took),
            JobClass::Password { memory } => state.passwords.release(memory),
            JobClass::File => {}
        }
        state.statistics.ran(end.fate, end.waited, end.ran);
        let Some((place, bytes)) = reservation.map(Reservation::into_parts) else { return };
        state.bytes.release(place, bytes);
        let granted = state.grant();
        drop(state);
        granted.into_iter().for_each(W::grant);
    }

    /// Takes back what has not started: the job, or the place in the queue for bytes, with this number.
    pub fn withdraw(&self, id: u64) -> Option<Withdrawn<J, W>> {
        let mut state = self.lock();
        let withdrawn = state.remove(id)?;
        state.statistics.withdrawn();
        Some(withdrawn)
    }

    /// Whether no job of [`JobClass::Password`] runs or waits.
    pub fn has_no_password_job(&self) -> bool {
        self.lock().passwords.is_idle()
    }

    /// Changes limits. The caller wakes runners as the result says, for jobs of [`JobClass::Cpu`] and [`JobClass::Password`].
    #[must_use]
    pub fn set_limits(&self, change: impl FnOnce(&mut Limits)) -> Wake {
        let (granted, wake) = {
            let mut state = self.lock();
            change(&mut state.limits);
            (state.grant(), state.runner_for_waiting())
        };
        granted.into_iter().for_each(W::grant);
        wake
    }
}

impl<J: Schedule, W: Waiter> Release for Scheduler<J, W> {
    fn release(&self, place: Option<u64>, bytes: u64) {
        let (abandoned, granted) = {
            let mut state = self.lock();
            state.bytes.release(place, bytes);
            let abandoned = place.and_then(|place| state.bytes.leave(place));
            (abandoned, state.grant())
        };
        drop(abandoned);
        granted.into_iter().for_each(W::grant);
    }
}
