//! Counts and times of jobs, in constant memory.

use std::time::Duration;

use hdrhistogram::Histogram;

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

/// The outcome of a job that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Completed,
    Failed,
    Aborted,
}

impl Statistics {
    /// Counts a job that ran.
    pub fn ran(&mut self, fate: Fate, waited: Duration, ran: Duration) {
        match fate {
            Fate::Completed => self.completed += 1,
            Fate::Aborted => self.aborted += 1,
            Fate::Failed => self.failed += 1,
        }
        self.wait.saturating_record(micros(waited));
        self.run.saturating_record(micros(ran));
    }

    /// Counts a call that was withdrawn before its job started.
    pub fn withdrawn(&mut self) {
        self.aborted += 1;
    }
}

fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(LONGEST)
}
