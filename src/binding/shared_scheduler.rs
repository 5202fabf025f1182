//! The one scheduler of the process.

use std::sync::LazyLock;

use super::job::Job;
use super::scheduler::{Limits, Scheduler};
use super::threads::settings;
use super::ticket::Ticket;

const DEFAULT_QUEUED_JOBS: usize = 65_536;
const DEFAULT_QUEUED_BYTES: u64 = 256 << 20;
const DEFAULT_PASSWORD_MEMORY: u64 = 256 << 20;

static SCHEDULER: LazyLock<Scheduler<Job, Ticket>> = LazyLock::new(|| {
    Scheduler::new(Limits {
        concurrent: settings().threads,
        queued_jobs: DEFAULT_QUEUED_JOBS,
        queued_bytes: DEFAULT_QUEUED_BYTES,
        password_memory: DEFAULT_PASSWORD_MEMORY,
    })
});

pub fn scheduler() -> &'static Scheduler<Job, Ticket> {
    &SCHEDULER
}
