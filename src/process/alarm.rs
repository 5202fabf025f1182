//! Wakes a thread that waits, at a time or now.

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

    /// Waits until the alarm is rung, one of `others` is readable, or `until`. Gives those that are.
    pub fn wait(&self, others: impl Iterator<Item = RawFd>, until: Option<Instant>) -> Vec<RawFd> {
        let mut polled: Vec<libc::pollfd> = others
            .chain([self.event.as_raw_fd()])
            .map(|fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 })
            .collect();
        let left = until.map(|when| when.saturating_duration_since(Instant::now()));
        // Rounded up, so that it is time when the wait is over.
        let millis =
            left.map_or(-1, |left| i32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(i32::MAX));
        let count = polled.len() as libc::nfds_t;
        // SAFETY: the list is ours to be written to, for as many entries as it has.
        let ready = unsafe { libc::poll(polled.as_mut_ptr(), count, millis) };
        if ready <= 0 {
            return Vec::new();
        }
        polled.iter().filter(|one| one.revents != 0).map(|one| one.fd).collect()
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
