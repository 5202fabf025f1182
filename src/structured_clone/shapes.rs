//! The hidden classes that V8 makes for objects.
//!
//! Objects that got the same keys in the same order share one. A key that follows others for the first time makes a new
//! one, which takes ten times as long as a known one: the key becomes an entry of a global table, and the descriptions of
//! all earlier keys of the object are copied now and then. So the classes of a message are imitated here.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::budget::Cost;

/// A class, by a hash with a seed, so that nobody can choose two that have the same.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape(u64);

/// The classes of a message so far.
#[derive(Default)]
pub struct Shapes {
    known: HashSet<u64>,
    seed: RandomState,
}

/// `kMaxNumberOfDescriptors`: an object with more properties keeps them in a dictionary.
pub const MAX_FAST_PROPERTIES: u64 = 1020;

const KNOWN: Cost = Cost::new(24, 60);
const NEW: Cost = Cost::new(24, 900);
/// For each key that the object has before it.
const NEW_AFTER: u64 = 4;
const IN_DICTIONARY: Cost = Cost::new(128, 500);

impl Shapes {
    /// Adds a key to an object that has `count` others: its class then, and what that costs.
    pub fn add(&mut self, shape: Shape, key: &[u8], count: u64) -> (Shape, Cost) {
        if count >= MAX_FAST_PROPERTIES {
            return (shape, IN_DICTIONARY);
        }
        let next = self.seed.hash_one((shape.0, key));
        let is_new = self.known.insert(next);
        let cost = if is_new { Cost::new(NEW.memory, NEW.time + NEW_AFTER * count) } else { KNOWN };
        (Shape(next), cost)
    }
}
