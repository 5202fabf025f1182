//! How many runners there are, and how many jobs run.

/// Runners of one kind of thread. A runner takes jobs, one after the other, until it gets none.
#[derive(Default)]
pub struct RunnerCount {
    /// Runners that take jobs or have been asked for.
    count: usize,
    /// Jobs that were taken and have not ended.
    pub running: usize,
}

/// What the caller has to do for a job that was queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Start one more runner, which is counted already.
    OneMore,
    /// Nothing: a runner will take the job.
    None,
}

impl RunnerCount {
    /// Counts one more, if there are not `limit` of them.
    pub fn one_more(&mut self, limit: usize) -> Wake {
        if self.count >= limit {
            return Wake::None;
        }
        self.count += 1;
        Wake::OneMore
    }

    pub fn are_more_than(&self, limit: usize) -> bool {
        self.count > limit
    }

    /// A runner asked for a job. One that got none ends.
    pub fn took(&mut self, got_one: bool) {
        if got_one {
            self.running += 1;
        } else {
            self.count -= 1;
        }
    }
}
