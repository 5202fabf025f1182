//! The budget of bytes for inputs: how many are held, and which calls wait for how many, in order.

use std::collections::{BTreeMap, BTreeSet};

/// Bytes that are held, and the queue of calls that wait, each with the `Waiter` that is granted its bytes.
pub struct ByteBudget<Waiter> {
    held: u64,
    waiting: BTreeMap<u64, Waiting<Waiter>>,
    /// Places whose bytes were granted after a wait.
    granted: BTreeSet<u64>,
}

struct Waiting<Waiter> {
    bytes: u64,
    waiter: Waiter,
}

impl<Waiter> Default for ByteBudget<Waiter> {
    fn default() -> Self {
        Self { held: 0, waiting: BTreeMap::new(), granted: BTreeSet::new() }
    }
}

impl<Waiter> ByteBudget<Waiter> {
    /// Bytes held.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// How many calls wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Holds `bytes` at once, if no call waits and they fit. False: the caller has to wait.
    pub fn hold(&mut self, bytes: u64, limit: u64) -> bool {
        let has_room = bytes == 0 || self.waiting.is_empty() && self.fits(bytes, limit);
        if has_room {
            self.held += bytes;
        }
        has_room
    }

    /// Puts `waiter` at the end of the queue.
    pub fn wait(&mut self, place: u64, bytes: u64, waiter: Waiter) {
        self.waiting.insert(place, Waiting { bytes, waiter });
    }

    /// Takes back a place whose bytes were not granted.
    pub fn leave(&mut self, place: u64) -> Option<Waiter> {
        self.waiting.remove(&place).map(|waiting| waiting.waiter)
    }

    /// Gives back bytes that were held, at once or after a wait at this place. Without effect for a place whose bytes
    /// were not granted.
    pub fn release(&mut self, place: Option<u64>, bytes: u64) {
        if place.is_none_or(|place| self.granted.remove(&place)) {
            self.held -= bytes;
        }
    }

    /// Grants the first of the queue their bytes, for as long as they fit.
    pub fn grant(&mut self, limit: u64) -> Vec<Waiter> {
        let mut granted = Vec::new();
        while self.waiting.first_key_value().is_some_and(|(_, first)| self.fits(first.bytes, limit)) {
            let (place, Waiting { bytes, waiter }) = self.waiting.pop_first().expect("seen above");
            self.granted.insert(place);
            self.held += bytes;
            granted.push(waiter);
        }
        granted
    }

    /// Whether `bytes` more may be held. One job alone may hold any number, or it could never run.
    fn fits(&self, bytes: u64, limit: u64) -> bool {
        self.held == 0 || self.held.saturating_add(bytes) <= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 100;

    /// With this many bytes held, and waiters that are named by their places.
    fn budget(held: u64, waiting: &[u64]) -> ByteBudget<u64> {
        let mut budget = ByteBudget::default();
        assert!(budget.hold(held, LIMIT));
        for (place, &bytes) in (0..).zip(waiting) {
            budget.wait(place, bytes, place);
        }
        budget
    }

    #[test]
    fn what_fits_is_held_at_once() {
        let mut budget = budget(60, &[]);
        assert!(budget.hold(40, LIMIT));
        assert!(!budget.hold(1, LIMIT));
        assert_eq!(budget.held(), 100);
    }

    #[test]
    fn a_small_one_does_not_overtake_a_large_one() {
        let mut budget = budget(60, &[50, 1]);
        assert!(!budget.hold(1, LIMIT));
        assert_eq!(budget.grant(LIMIT), []);
        budget.release(None, 60);
        assert_eq!(budget.grant(LIMIT), [0, 1]);
        assert_eq!((budget.held(), budget.len()), (51, 0));
    }

    #[test]
    fn nothing_at_all_never_waits() {
        let mut budget = budget(100, &[1]);
        assert!(budget.hold(0, LIMIT));
    }

    #[test]
    fn more_than_all_room_is_held_alone() {
        let mut budget = budget(1, &[1000, 1]);
        assert_eq!(budget.grant(LIMIT), []);
        budget.release(None, 1);
        assert_eq!(budget.grant(LIMIT), [0]);
        budget.release(Some(0), 1000);
        assert_eq!(budget.grant(LIMIT), [1]);
    }

    #[test]
    fn a_place_that_was_left_holds_nothing() {
        let mut budget = budget(100, &[50, 1]);
        assert_eq!((budget.leave(0), budget.leave(0)), (Some(0), None));
        budget.release(Some(0), 50);
        assert_eq!(budget.held(), 100);
        budget.release(None, 100);
        assert_eq!(budget.grant(LIMIT), [1]);
        budget.release(Some(1), 1);
        assert_eq!(budget.held(), 0);
    }
}
