//! The engine: its start, settings and statistics.

use hdrhistogram::Histogram;
use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::completions::Completions;
use crate::binding::job_class::JobClass;
use crate::binding::runner::start_runner;
use crate::binding::runner_count::Wake;
use crate::binding::scheduler::Limits;
use crate::binding::shared_scheduler::scheduler;
use crate::binding::threads;

#[napi(module_exports)]
pub fn load(_exports: Object, env: Env) -> Result<()> {
    Completions::install(&env)
}

/// Times of jobs, in milliseconds.
#[napi(object, object_from_js = false)]
pub struct Times {
    pub mean: f64,
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
    pub max: f64,
}

/// What the engine is doing and has done.
#[napi(object, object_from_js = false)]
pub struct Stats {
    pub threads: u32,
    pub running: u32,
    pub queued: u32,
    pub queued_bytes: f64,
    pub password_memory: f64,
    pub completed: f64,
    pub failed: f64,
    pub aborted: f64,
    pub wait_time: Times,
    pub run_time: Times,
}

#[napi(catch_unwind)]
pub fn stats() -> Stats {
    let state = scheduler().lock();
    let load = state.load();
    let totals = &state.statistics;
    Stats {
        threads: small(threads::settings().threads),
        running: small(load.running),
        queued: small(load.queued),
        queued_bytes: load.held_bytes as f64,
        password_memory: load.password_memory as f64,
        completed: totals.completed as f64,
        failed: totals.failed as f64,
        aborted: totals.aborted as f64,
        wait_time: times(&totals.wait),
        run_time: times(&totals.run),
    }
}

/// Whether the threads run, so that their number and priority are fixed.
#[napi(catch_unwind)]
pub fn is_started() -> bool {
    threads::is_started()
}

/// Chooses how many threads compute and their nice value; as many jobs run at once.
#[napi(catch_unwind)]
pub fn set_threads(threads: u32, nice: i32) {
    *threads::settings() = threads::Settings { threads: threads as usize, nice };
    change_limits(|limits| limits.concurrent = threads as usize);
}

/// The processors that this process may use, by affinity and the cgroup's quota. The number of threads may differ.
#[napi(catch_unwind)]
pub fn cores() -> u32 {
    small(threads::cores())
}

#[napi(catch_unwind)]
pub fn threads() -> u32 {
    small(threads::settings().threads)
}

#[napi(catch_unwind)]
pub fn nice() -> i32 {
    threads::settings().nice
}

/// Changes the limits that are given: of jobs, of bytes of input held by jobs that have not ended, and of bytes of
/// memory for password hashing.
#[napi(catch_unwind)]
pub fn set_limits(
    concurrent_jobs: Option<u32>,
    queued_jobs: Option<u32>,
    queued_bytes: Option<f64>,
    password_memory: Option<f64>,
) {
    change_limits(|limits| {
        limits.concurrent = concurrent_jobs.map_or(limits.concurrent, |count| count as usize);
        limits.queued_jobs = queued_jobs.map_or(limits.queued_jobs, |count| count as usize);
        limits.queued_bytes = queued_bytes.map_or(limits.queued_bytes, |bytes| bytes as u64);
        limits.password_memory = password_memory.map_or(limits.password_memory, |bytes| bytes as u64);
    });
}

fn change_limits(change: impl FnOnce(&mut Limits)) {
    if scheduler().set_limits(change) == Wake::OneMore {
        start_runner(JobClass::Cpu);
    }
}

fn times(histogram: &Histogram<u32>) -> Times {
    let millis = |micros: u64| micros as f64 / 1000.0;
    Times {
        mean: histogram.mean() / 1000.0,
        p50: millis(histogram.value_at_quantile(0.5)),
        p90: millis(histogram.value_at_quantile(0.9)),
        p99: millis(histogram.value_at_quantile(0.99)),
        max: millis(histogram.max()),
    }
}

fn small(count: usize) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
