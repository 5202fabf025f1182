//! Parts of a job that several threads make at the same time and one thread uses in order.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use rayon::ThreadPool;

use crate::engine::failure::Failure;

/// Parts in memory for each thread that [`pipeline`] uses: one that it makes, one that waits for it.
const PARTS_PER_THREAD: usize = 2;

/// How many threads a call uses that is made here: those of the pool, at most `limit`, if this is one of its threads,
/// else this one.
pub fn threads_here(limit: Option<usize>) -> usize {
    let threads = rayon::current_thread_index().map_or(1, |_| rayon::current_num_threads());
    limit.map_or(threads, |limit| limit.min(threads))
}

/// How many threads of `pool` a call uses that is made elsewhere: all, at most `limit`.
pub fn threads_of(pool: &ThreadPool, limit: Option<usize>) -> usize {
    let threads = pool.current_num_threads();
    limit.map_or(threads, |limit| limit.min(threads))
}

/// Makes the parts 0 to `count` with `make`, on this thread and on others of its pool, `threads` in all; gives them
/// to `put` in order, each as soon as those before it are there. `make` has a vector to use as it likes.
///
/// # Errors
/// The first failure of `make` or `put`; parts that nobody began are then not made.
pub fn each<P: Send>(
    count: usize,
    threads: usize,
    make: impl Fn(usize, &mut Vec<u8>) -> Result<P, Failure> + Sync,
    put: impl FnMut(P) -> Result<(), Failure> + Send,
) -> Result<(), Failure> {
    let joined = Joined { put, reorder: ReorderBuffer::default(), failure: None };
    let work = Work { count, make, next: AtomicUsize::new(0), joined: Mutex::new(joined) };
    match threads.min(count) {
        0 | 1 => work.run(),
        threads => rayon::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|_| work.run());
            }
            work.run();
        }),
    }
    work.joined.into_inner().unwrap_or_else(PoisonError::into_inner).failure.map_or(Ok(()), Err)
}

/// What the threads of [`each`] share.
struct Work<P, Make, Put> {
    count: usize,
    make: Make,
    /// The first part that nobody took.
    next: AtomicUsize,
    joined: Mutex<Joined<P, Put>>,
}

/// Where the parts go.
struct Joined<P, Put> {
    put: Put,
    reorder: ReorderBuffer<P>,
    failure: Option<Failure>,
}

/// Parts that came before their turn.
pub struct ReorderBuffer<P> {
    next: usize,
    parts: BTreeMap<usize, P>,
}

impl<P, Make, Put> Work<P, Make, Put>
where
    Make: Fn(usize, &mut Vec<u8>) -> Result<P, Failure>,
    Put: FnMut(P) -> Result<(), Failure>,
{
    /// Makes parts until none is left. The first failure leaves none.
    fn run(&self) {
        if let Err(failure) = self.make_parts() {
            self.next.store(self.count, Ordering::Relaxed);
            self.joined().failure.get_or_insert(failure);
        }
    }

    fn make_parts(&self) -> Result<(), Failure> {
        let mut scratch = Vec::new();
        loop {
            // Each number is given out once; what the threads make of it they hand over under the lock.
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.count {
                return Ok(());
            }
            let part = (self.make)(index, &mut scratch)?;
            let Joined { put, reorder, .. } = &mut *self.joined();
            reorder.put(index, part, put)?;
        }
    }

    fn joined(&self) -> MutexGuard<'_, Joined<P, Put>> {
        self.joined.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P> ReorderBuffer<P> {
    /// Takes the part of this number, and gives `put` those whose turn it is.
    ///
    /// # Errors
    /// The first failure of `put`.
    pub fn put(
        &mut self,
        number: usize,
        part: P,
        mut put: impl FnMut(P) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.parts.insert(number, part);
        while let Some(part) = self.parts.remove(&self.next) {
            put(part)?;
            self.next += 1;
        }
        Ok(())
    }

    /// The number of the part whose turn it is.
    pub fn next(&self) -> usize {
        self.next
    }
}

impl<P> Default for ReorderBuffer<P> {
    fn default() -> Self {
        Self { next: 0, parts: BTreeMap::new() }
    }
}

/// Where the inputs of [`pipeline`] come from and where the parts go. Used by one thread.
pub trait Ends<I, P> {
    /// The next input, if there is one.
    fn next(&mut self) -> Result<Option<I>, Failure>;

    /// Takes the next part, and what it was made of.
    fn put(&mut self, part: P, input: I) -> Result<(), Failure>;
}

/// Takes inputs on this thread, has at most `threads` threads of `pool` make parts of them, and hands on the parts in
/// order, again on this thread, which is not one of `pool`. Holds two inputs for each thread at most.
///
/// # Errors
/// The first failure of `ends` or `make`, in order; what nobody began is then not made.
pub fn pipeline<I: Send, P: Send>(
    pool: &ThreadPool,
    threads: usize,
    ends: &mut impl Ends<I, P>,
    make: impl Fn(&I) -> Result<P, Failure> + Sync,
) -> Result<(), Failure> {
    let line = Line { state: Mutex::new(LineState { waiting: VecDeque::new(), runners: 0 }), make };
    pool.in_place_scope(|scope| {
        let _emptied = Emptied(&line);
        let mut parts = VecDeque::new();
        loop {
            while parts.len() < PARTS_PER_THREAD * threads
                && let Some(input) = ends.next()?
            {
                let (sender, receiver) = mpsc::sync_channel(1);
                if line.add(input, sender, threads) {
                    scope.spawn(|_| line.run());
                }
                parts.push_back(receiver);
            }
            let Some(part) = parts.pop_front() else { return Ok(()) };
            let panicked = |_| Failure::Internal("a part of a job failed".into());
            let (part, input) = part.recv().map_err(panicked)?;
            ends.put(part?, input)?;
        }
    })
}

/// Inputs that wait to be made into parts.
struct Line<I, P, Make> {
    state: Mutex<LineState<I, P>>,
    make: Make,
}

struct LineState<I, P> {
    waiting: VecDeque<(I, PartSender<I, P>)>,
    /// Threads that take inputs.
    runners: usize,
}

/// Where a part goes, with what it was made of.
type PartSender<I, P> = mpsc::SyncSender<(Result<P, Failure>, I)>;

impl<I, P, Make: Fn(&I) -> Result<P, Failure>> Line<I, P, Make> {
    /// Puts an input in line. Returns whether one more thread is needed, which then has to [`run`](Self::run).
    fn add(&self, input: I, sender: PartSender<I, P>, threads: usize) -> bool {
        let mut state = self.lock();
        state.waiting.push_back((input, sender));
        let needed = state.runners < threads;
        state.runners += usize::from(needed);
        needed
    }

    fn run(&self) {
        while let Some((input, sender)) = self.take() {
            let part = (self.make)(&input);
            // Nobody listens any more after a failure.
            let _ = sender.send((part, input));
        }
    }

    /// The next input. Without one, this thread stops taking any.
    fn take(&self) -> Option<(I, PartSender<I, P>)> {
        let mut state = self.lock();
        let next = state.waiting.pop_front();
        state.runners -= usize::from(next.is_none());
        next
    }
}

impl<I, P, Make> Line<I, P, Make> {
    fn lock(&self) -> MutexGuard<'_, LineState<I, P>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Empties a line however its use ends.
struct Emptied<'a, I, P, Make>(&'a Line<I, P, Make>);

impl<I, P, Make> Drop for Emptied<'_, I, P, Make> {
    fn drop(&mut self) {
        self.0.lock().waiting.clear();
    }
}
