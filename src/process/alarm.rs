//! Wakes the watcher, at a time or now.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Any thread may ring; one thread sleeps.
pub struct Alarm {
    /// An event counter: readable once the alarm was rung.
    event: File,
    sleep: Mutex<Sleep>,
}

#[derive(Clone, Copy)]
enum Sleep {
    Awake,
    Until(Option<Instant>),
}

impl Alarm {
    pub fn new() -> io::Result<Self> {
        // SAFETY: no memory is involved.
        let event = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) };
        if event < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: a descriptor just made, which nothing else owns.
        let event = File::from(unsafe { OwnedFd::from_raw_fd(event) });
        Ok(Self { event, sleep: Mutex::new(Sleep::Awake) })
    }

    /// Has the sleeper wake at `when` at the latest.
    pub fn by(&self, when: Instant) {
        let sleep = *self.lock();
        if !matches!(sleep, Sleep::Until(Some(planned)) if planned <= when) {
            self.ring();
        }
    }

    /// Has the sleeper wake now, or look once more if it is awake.
    pub fn ring(&self) {
        // A counter that is full has been rung often enough.
        let _ = (&self.event).write(&1_u64.to_ne_bytes());
    }

    /// The sleeper is about to wait until `when`, or until the alarm is rung. If it was rung since `woke`, that wait ends
    /// at once.
    pub fn sleeps(&self, when: Option<Instant>) {
        *self.lock() = Sleep::Until(when);
    }

    /// The sleeper is up, and will look at everything before it sleeps again.
    pub fn woke(&self) {
        *self.lock() = Sleep::Awake;
        let _ = (&self.event).read(&mut [0; 8]);
    }

    /// What becomes readable when the alarm is rung.
    pub fn descriptor(&self) -> RawFd {
        self.event.as_raw_fd()
    }

    fn lock(&self) -> MutexGuard<'_, Sleep> {
        self.sleep.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn rung(alarm: &Alarm) -> bool {
        let rung = (&alarm.event).read(&mut [0; 8]).is_ok();
        alarm.woke();
        rung
    }

    #[test]
    fn a_sleeper_is_woken_only_when_it_would_sleep_too_long() {
        let alarm = Alarm::new().unwrap();
        let now = Instant::now();
        let later = now + Duration::from_secs(1);
        for (sleep, when, wanted) in [
            (Some(now), later, false),
            (Some(now), now, false),
            (Some(later), now, true),
            (None, later, true),
        ] {
            alarm.woke();
            alarm.sleeps(sleep);
            alarm.by(when);
            assert_eq!(rung(&alarm), wanted, "{sleep:?} {when:?}");
        }
        alarm.by(later);
        assert!(rung(&alarm), "a sleeper that is awake looks once more");
    }
}
