//! From a call of JavaScript to a job in its queue.

use napi::bindgen_prelude::*;

use super::control::Control;
use super::failure::throw;
use super::input::{CallData, JobInput};
use super::job::{Job, Work};
use super::job_class::JobClass;
use super::runner::start_runner;
use super::runner_count::Wake;
use super::shared_scheduler::scheduler;
use super::ticket::Ticket;

/// One input, copied now; `None` when there is no room for it at once.
pub fn admit(env: &Env, data: CallData) -> Result<Option<JobInput>> {
    let room = scheduler().try_reserve(JobClass::Cpu, data.len() as u64);
    let Some(reservation) = room.map_err(|failure| throw(env, &failure))? else { return Ok(None) };
    let copy = data.into_owned().map_err(|failure| throw(env, &failure))?;
    Ok(Some(JobInput::with_reservation(Some(reservation)).with(copy)))
}

/// No input in memory: the job reads a file, or what is there already.
pub fn admit_empty(env: &Env, class: JobClass) -> Result<JobInput> {
    let room = scheduler().try_reserve(class, 0);
    Ok(JobInput::with_reservation(room.map_err(|failure| throw(env, &failure))?))
}

/// Queues a job and returns its promise.
pub fn start<'env>(
    env: &'env Env,
    class: JobClass,
    input: JobInput,
    control: Option<&Control>,
    work: Work,
) -> Result<Unknown<'env>> {
    let (ticket, promise) = Ticket::open(env, control.map(Control::flag))?;
    let (id, wake) = scheduler().submit(class, Job::new(work, ticket, input));
    if let Some(control) = control {
        control.now_at(id);
    }
    if matches!(wake, Wake::OneMore) {
        start_runner(class);
    }
    Ok(promise)
}
