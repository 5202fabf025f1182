//! What the values of a message take to build, held against the limits.

use super::{Fault, Limits};

/// What a value takes, beside the bytes and values in it.
#[derive(Clone, Copy)]
pub struct Cost {
    /// Bytes: measured with V8 11, rounded up, and more where V8 keeps more than its size says.
    pub memory: u64,
    /// Nanoseconds of V8's thread: measured with V8 11 on a processor of 2023, rounded up.
    pub time: u64,
}

impl Cost {
    pub const fn new(memory: u64, time: u64) -> Self {
        Self { memory, time }
    }

    /// Of this many bytes that are copied.
    pub fn of_bytes(count: u32) -> Self {
        Self::new(count.into(), u64::from(count) / BYTES_A_NANOSECOND)
    }

    /// Of each of this many.
    pub fn times(self, count: u64) -> Self {
        Self { memory: self.memory.saturating_mul(count), time: self.time.saturating_mul(count) }
    }
}

/// How fast text and buffers are copied.
const BYTES_A_NANOSECOND: u64 = 2;

/// What all values so far take.
#[derive(Default)]
pub struct Budget {
    memory: u64,
    time: u64,
}

impl Budget {
    pub fn spend(&mut self, cost: Cost, limits: &Limits) -> Result<(), Fault> {
        self.memory = self.memory.saturating_add(cost.memory);
        self.time = self.time.saturating_add(cost.time);
        if self.memory > limits.memory {
            Err(Fault::Memory)
        } else if self.time > limits.time {
            Err(Fault::Time)
        } else {
            Ok(())
        }
    }
}
