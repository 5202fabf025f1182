//! What runs a lane's jobs, in numbers.

/// Threads that take jobs of a lane, one after the other.
#[derive(Default)]
pub struct Runners {
    /// Those that take jobs, or are on their way to it.
    count: usize,
    /// Jobs that were taken and have not ended.
    pub running: usize,
}

/// What to do for a job that was put in a line.
pub enum Next {
    /// Start a runner on the lane: it was counted.
    Run,
    /// A runner will take the job.
    Wait,
}

impl Runners {
    /// Counts one more, if there are not `limit` of them.
    pub fn one_more(&mut self, limit: usize) -> Next {
        if self.count >= limit {
            return Next::Wait;
        }
        self.count += 1;
        Next::Run
    }

    /// One of them asked for a job. It is a runner no more if it got none.
    pub fn took(&mut self, got_one: bool) {
        if got_one {
            self.running += 1;
        } else {
            self.count -= 1;
        }
    }
}
