//! Keys of maps and sets that V8 hashes without a seed: numbers and BigInts.
//!
//! Without a seed, a sender can choose keys that all fall into one bucket: 16 384 of them take half a second to insert,
//! and twice as many four times as long. So this module imitates V8's table, and counts the steps that V8 would walk.
//!
//! Hashes and table are those of `ComputeUnseededHash`, `ComputeLongHash` and `OrderedHashMap` of V8 11 to 14. Strings
//! are hashed with a seed, objects by a random number.

use super::reader::Reader;
use super::tags;

/// Steps through full buckets that the keys of a message may take: some for any message, more for each key.
const LEAST_STEPS: u64 = 1 << 20;
const STEPS_A_KEY: u64 = 32;

const FIRST_BUCKETS: usize = 2;
const KEYS_A_BUCKET: usize = 2;
/// Hashes have 30 bits.
const HASH_MASK: u32 = 0x3fff_ffff;

/// What the keys of all collections of a message come to.
#[derive(Default)]
pub struct Steps {
    keys: u64,
    steps: u64,
}

impl Steps {
    /// Counts a key that had to pass this many others of its bucket: whether that is still within bounds.
    pub fn count(&mut self, passed: u32) -> bool {
        self.keys += 1;
        self.steps += u64::from(passed);
        self.steps <= LEAST_STEPS + STEPS_A_KEY * self.keys
    }
}

/// The table of one collection, of the keys without seed alone.
#[derive(Default)]
pub struct Table {
    hashes: Vec<u32>,
    buckets: Vec<u32>,
}

impl Table {
    /// Adds a key: how many others are in its bucket.
    pub fn insert(&mut self, hash: u32) -> u32 {
        self.hashes.push(hash);
        if self.hashes.len() > KEYS_A_BUCKET * self.buckets.len() {
            let count = (2 * self.buckets.len()).max(FIRST_BUCKETS);
            self.buckets.clear();
            self.buckets.resize(count, 0);
            let (_, before) = self.hashes.split_last().expect("one was added");
            for &hash in before {
                self.buckets[hash as usize & (count - 1)] += 1;
            }
        }
        let place = hash as usize & (self.buckets.len() - 1);
        let passed = self.buckets[place];
        self.buckets[place] += 1;
        passed
    }
}

/// The hash of the key that comes next, if it is one without seed. Nothing is said of a key that is damaged.
pub fn hash_of_next(mut reader: Reader<'_>) -> Option<u32> {
    loop {
        return match reader.byte().ok()? {
            tags::PADDING => continue,
            tags::INT32 => {
                reader.number().ok().map(|zigzag| hash_of_int((zigzag >> 1) ^ (zigzag & 1).wrapping_neg()))
            }
            tags::UINT32 => reader.number().ok().map(|number| hash_of_number(f64::from(number))),
            tags::DOUBLE => reader
                .take(8)
                .ok()
                .map(|bytes| hash_of_number(f64::from_le_bytes(bytes.try_into().expect("8")))),
            tags::BIGINT => {
                let digits = reader.number().ok()? >> 1;
                let bytes = reader.take(digits.min(8) as usize).ok()?;
                let mut lowest = [0; 8];
                lowest[..bytes.len()].copy_from_slice(bytes);
                Some(hash_of_long(u64::from_le_bytes(lowest)))
            }
            _ => None,
        };
    }
}

/// Of any number: what has the value of a 32-bit integer is hashed as one.
fn hash_of_number(number: f64) -> u32 {
    let integer = number as i32;
    if f64::from(integer) == number { hash_of_int(integer as u32) } else { hash_of_long(number.to_bits()) }
}

fn hash_of_int(key: u32) -> u32 {
    let mut hash = (!key).wrapping_add(key << 15);
    hash ^= hash >> 12;
    hash = hash.wrapping_add(hash << 2);
    hash ^= hash >> 4;
    hash = hash.wrapping_mul(2057);
    hash ^= hash >> 16;
    hash & HASH_MASK
}

fn hash_of_long(key: u64) -> u32 {
    let mut hash = (!key).wrapping_add(key << 18);
    hash ^= hash >> 31;
    hash = hash.wrapping_mul(21);
    hash ^= hash >> 11;
    hash = hash.wrapping_add(hash << 6);
    hash ^= hash >> 22;
    hash as u32 & HASH_MASK
}
