//! Where a job runs and what it waits for.

/// The classes of jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobClass {
    /// Computes on the pool, which has as many threads as there are cores.
    Cpu,
    /// Computes on the pool too, but jobs of [`Cpu`](Self::Cpu) go first: password hashing and key derivation, with the
    /// bytes of working memory that it uses.
    Password { memory: u64 },
    /// Runs on a thread that may block on a file, and hands all computing to the pool.
    File,
}
