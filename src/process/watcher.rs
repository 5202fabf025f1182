//! The thread that watches all children.

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
            let ready = self.alarm.wait(watched.iter().flat_map(Watched::descriptors), next);
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
