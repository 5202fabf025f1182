//! Counts and times of jobs, in constant memory.

use std::time::Duration;

use hdrhistogram::Histogram;

use super::value::Outcome;
use crate::engine::failure::Failure;

/// Since the addon was loaded.
pub struct Statistics {
    pub completed: u64,
    pub failed: u64,
    pub aborted: u64,
    /// Microseconds from admission to the start of the work.
    pub wait: Histogram<u32>,
    /// Microseconds of work.
    pub run: Histogram<u32>,
}

/// Longer times count as this: one hour, in microseconds.
const LONGEST: u64 = 3_600_000_000;
/// Two digits: a percentile is off by at most one part in a hundred.
const DIGITS: u8 = 2;

impl Default for Statistics {
    fn default() -> Self {
        let histogram = || Histogram::new_with_max(LONGEST, DIGITS).expect("a valid range");
        Self { completed: 0, failed: 0, aborted: 0, wait: histogram(), run: histogram() }
    }
}

/// How a job ended.
pub struct End<'a> {
    pub outcome: &'a Outcome,
    pub waited: Duration,
    pub ran: Duration,
}

impl Statistics {
    /// Counts a job that ran.
    pub fn ran(&mut self, end: &End<'_>) {
        match end.outcome {
            Ok(_) => self.completed += 1,
            Err(Failure::Aborted) => self.aborted += 1,
            Err(_) => self.failed += 1,
        }
        self.wait.saturating_record(micros(end.waited));
        self.run.saturating_record(micros(end.ran));
    }

    /// Counts a job that was taken back before it started.
    pub fn withdrawn(&mut self) {
        self.aborted += 1;
    }
}

fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(LONGEST)
}
