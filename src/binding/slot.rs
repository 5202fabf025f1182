//! The state of a stream, which is lent to one job after the other.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::engine::failure::Failure;

/// Holds a state between two jobs. The lock is held only to take it or put it back, so that the JavaScript thread
/// never waits for a job.
pub struct Slot<T>(Mutex<State<T>>);

enum State<T> {
    Idle(T),
    /// Lent to a job, or freed after a failure.
    Taken,
    Closed,
}

impl<T> Slot<T> {
    pub fn new(value: T) -> Self {
        Self(Mutex::new(State::Idle(value)))
    }

    /// Runs `work` on the state, which is freed if it fails, or if the slot was closed meanwhile.
    ///
    /// # Errors
    /// Those of `work` and of [`take`](Self::take).
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> Result<R, Failure>) -> Result<R, Failure> {
        let mut value = self.take()?;
        let result = work(&mut value)?;
        self.put_back(value);
        Ok(result)
    }

    /// The state, for its last use.
    ///
    /// # Errors
    /// `Failure::Aborted` if the slot is closed; `Failure::Internal` if the state is elsewhere.
    pub fn take(&self) -> Result<T, Failure> {
        let mut state = self.lock();
        match &*state {
            State::Idle(_) => {}
            State::Taken => return Err(Failure::Internal("the stream is in use or has failed".into())),
            State::Closed => return Err(Failure::Aborted),
        }
        let State::Idle(value) = std::mem::replace(&mut *state, State::Taken) else { unreachable!() };
        Ok(value)
    }

    /// Frees the state: now, or when the job that has it ends.
    pub fn close(&self) {
        let state = std::mem::replace(&mut *self.lock(), State::Closed);
        drop(state);
    }

    fn put_back(&self, value: T) {
        let mut state = self.lock();
        if matches!(*state, State::Taken) {
            *state = State::Idle(value);
        } else {
            drop(state);
            drop(value);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_state_stays_from_one_job_to_the_next() {
        let slot = Slot::new(0);
        for _ in 0..3 {
            let add = |count: &mut i32| {
                *count += 1;
                Ok(())
            };
            slot.with(add).unwrap();
        }
        assert_eq!(slot.take().unwrap(), 3);
    }

    #[test]
    fn closing_frees_the_state_at_once_or_when_its_job_ends() {
        let state = Arc::new(());
        let slot = Slot::new(Arc::clone(&state));
        slot.close();
        assert_eq!(Arc::strong_count(&state), 1);
        assert!(matches!(slot.take(), Err(Failure::Aborted)));

        let slot = Slot::new(Arc::clone(&state));
        let closed = slot.with(|_| {
            slot.close();
            Ok(Arc::strong_count(&state))
        });
        assert_eq!((closed.unwrap(), Arc::strong_count(&state)), (2, 1));
    }

    #[test]
    fn a_failure_frees_the_state() {
        let state = Arc::new(());
        let slot = Slot::new(Arc::clone(&state));
        assert!(matches!(slot.with(|_| Err::<(), _>(Failure::TrailingJunk)), Err(Failure::TrailingJunk)));
        assert_eq!(Arc::strong_count(&state), 1);
        assert!(matches!(slot.take(), Err(Failure::Internal(_))));
    }
}
