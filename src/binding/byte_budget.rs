//! Room for inputs: how many bytes are held, and who waits for how many, in order.

use std::collections::{BTreeMap, BTreeSet};

/// Bytes that are held, and places of those who wait for theirs, each with the `Ticket` that tells them.
pub struct ByteBudget<Ticket> {
    held: u64,
    waiting: BTreeMap<u64, Waiting<Ticket>>,
    /// Places whose bytes were granted after a wait.
    granted: BTreeSet<u64>,
}

struct Waiting<Ticket> {
    bytes: u64,
    ticket: Ticket,
}

impl<Ticket> Default for ByteBudget<Ticket> {
    fn default() -> Self {
        Self { held: 0, waiting: BTreeMap::new(), granted: BTreeSet::new() }
    }
}

impl<Ticket> ByteBudget<Ticket> {
    /// Bytes held.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Holds `bytes` at once, if nobody waits and they fit. False: they have to wait.
    pub fn hold(&mut self, bytes: u64, limit: u64) -> bool {
        let has_room = bytes == 0 || self.waiting.is_empty() && self.fits(bytes, limit);
        if has_room {
            self.held += bytes;
        }
        has_room
    }

    /// Puts `ticket` at the end of the line.
    pub fn wait(&mut self, place: u64, bytes: u64, ticket: Ticket) {
        self.waiting.insert(place, Waiting { bytes, ticket });
    }

    /// Takes back a place whose bytes were not granted.
    pub fn leave(&mut self, place: u64) -> Option<Ticket> {
        self.waiting.remove(&place).map(|waiting| waiting.ticket)
    }

    /// Gives back bytes that were held, at once or after a wait at this place. Without effect for a place whose bytes
    /// were not granted.
    pub fn release(&mut self, place: Option<u64>, bytes: u64) {
        if place.is_none_or(|place| self.granted.remove(&place)) {
            self.held -= bytes;
        }
    }

    /// Lets in the first of the line for as long as they fit.
    pub fn grant(&mut self, limit: u64) -> Vec<Ticket> {
        let mut granted = Vec::new();
        while self.waiting.first_key_value().is_some_and(|(_, first)| self.fits(first.bytes, limit)) {
            let (place, Waiting { bytes, ticket }) = self.waiting.pop_first().expect("seen above");
            self.granted.insert(place);
            self.held += bytes;
            granted.push(ticket);
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

    /// With so many bytes held, and tickets that are named by their places.
    fn line(held: u64, waiting: &[u64]) -> ByteBudget<u64> {
        let mut line = ByteBudget::default();
        assert!(line.hold(held, LIMIT));
        for (place, &bytes) in (0..).zip(waiting) {
            line.wait(place, bytes, place);
        }
        line
    }

    #[test]
    fn what_fits_is_held_at_once() {
        let mut line = line(60, &[]);
        assert!(line.hold(40, LIMIT));
        assert!(!line.hold(1, LIMIT));
        assert_eq!(line.held(), 100);
    }

    #[test]
    fn a_small_one_does_not_overtake_a_large_one() {
        let mut line = line(60, &[50, 1]);
        assert!(!line.hold(1, LIMIT));
        assert_eq!(line.grant(LIMIT), []);
        line.release(None, 60);
        assert_eq!(line.grant(LIMIT), [0, 1]);
        assert_eq!((line.held(), line.len()), (51, 0));
    }

    #[test]
    fn nothing_at_all_never_waits() {
        let mut line = line(100, &[1]);
        assert!(line.hold(0, LIMIT));
    }

    #[test]
    fn more_than_all_room_is_held_alone() {
        let mut line = line(1, &[1000, 1]);
        assert_eq!(line.grant(LIMIT), []);
        line.release(None, 1);
        assert_eq!(line.grant(LIMIT), [0]);
        line.release(Some(0), 1000);
        assert_eq!(line.grant(LIMIT), [1]);
    }

    #[test]
    fn a_place_that_was_left_holds_nothing() {
        let mut line = line(100, &[50, 1]);
        assert_eq!((line.leave(0), line.leave(0)), (Some(0), None));
        line.release(Some(0), 50);
        assert_eq!(line.held(), 100);
        line.release(None, 100);
        assert_eq!(line.grant(LIMIT), [1]);
        line.release(Some(1), 1);
        assert_eq!(line.held(), 0);
    }
}
