//! The thread that watches all children.

use std::os::fd::RawFd;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::cgroup;
use super::watched::{Spawned, Watched};

/// Looks that are due this soon are done together.
const TOGETHER: Duration = Duration::from_millis(1);

/// When to try again to remove a cgroup whose processes are about to go.
const REMOVE_AGAIN: Duration = Duration::from_millis(10);

pub struct Watcher {
    pub alarm: Arc<Alarm>,
    spawned: Mutex<Vec<Spawned>>,
}

impl Watcher {
    pub fn new(alarm: Arc<Alarm>) -> Self {
        Self { alarm, spawned: Mutex::default() }
    }

    /// Hands over a child; it is watched until it is reaped.
    pub fn watch(&self, arrival: Spawned) {
        self.spawned.lock().unwrap_or_else(PoisonError::into_inner).push(arrival);
        self.alarm.ring();
    }

    /// The loop of the thread.
    pub fn run(&self) -> ! {
        let mut watched = Vec::new();
        loop {
            let mut next = watched.iter().map(Watched::next_turn).min();
            if !cgroup::remove_ended() {
                let soon = Instant::now() + REMOVE_AGAIN;
                next = Some(next.map_or(soon, |when| when.min(soon)));
            }
            self.alarm.sleeps(next);
            let ready = wait(&self.alarm, &watched, next);
            self.alarm.woke();
            let now = Instant::now() + TOGETHER;
            watched.retain_mut(|one| {
                let ended = one.descriptors().next().is_some_and(|pidfd| ready.contains(&pidfd));
                one.turn(now, ended)
            });
            watched.extend(self.take_spawned());
        }
    }

    fn take_spawned(&self) -> Vec<Watched> {
        let spawned = std::mem::take(&mut *self.spawned.lock().unwrap_or_else(PoisonError::into_inner));
        spawned.into_iter().filter_map(Watched::new).collect()
    }
}

/// Waits until something happens or `until`. Gives the descriptors that are ready.
fn wait(alarm: &Alarm, watched: &[Watched], until: Option<Instant>) -> Vec<RawFd> {
    let waited_for = watched.iter().flat_map(Watched::descriptors).chain([alarm.descriptor()]);
    let mut polled: Vec<libc::pollfd> =
        waited_for.map(|fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 }).collect();
    let left = until.map(|when| when.saturating_duration_since(Instant::now()));
    // Rounded up, so that it is time when the wait is over.
    let millis = left.map_or(-1, |left| i32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(i32::MAX));
    let count = polled.len() as libc::nfds_t;
    // SAFETY: the list is ours to be written to, for as many entries as it has.
    let ready = unsafe { libc::poll(polled.as_mut_ptr(), count, millis) };
    if ready <= 0 {
        return Vec::new();
    }
    polled.iter().filter(|one| one.revents != 0).map(|one| one.fd).collect()
}
