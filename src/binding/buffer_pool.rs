//! Memory for copies of inputs, used again: the system makes new memory page by page as it is written to, which
//! costs the JavaScript thread several times what the copy does.

use std::collections::TryReserveError;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::engine::failure::Failure;

/// Smaller buffers are kept by the allocator itself. It keeps some larger ones too, but a buffer that one thread frees and
/// another asks for would have the two wait for each other.
const SMALLEST: usize = 2 << 10;
const LARGEST: usize = 64 << 20;
/// What is kept at most, in bytes.
const KEPT: usize = 64 << 20;
/// After this long without use everything goes back to the system.
const IDLE: Duration = Duration::from_secs(1);

static CACHE: Mutex<Cache> = Mutex::new(Cache::new());

/// Bytes that go back to the pool when dropped, for the next input.
#[derive(Debug, Default)]
pub struct PooledBuffer(Vec<u8>);

struct Cache {
    /// Empty vectors by capacity: `SMALLEST`, and each class twice the one before.
    classes: [Vec<Vec<u8>>; CLASSES],
    bytes: usize,
    /// Whether a buffer was asked for since the keeper last looked.
    used: bool,
    /// Whether there is a keeper: the thread that empties an idle cache, and then ends.
    kept: bool,
}

const CLASSES: usize = (LARGEST / SMALLEST).ilog2() as usize + 1;

impl PooledBuffer {
    /// An empty buffer with room for `bytes`.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn with_room(bytes: usize) -> Result<Self, TryReserveError> {
        let class = class_of(bytes);
        if let Some(kept) = class.and_then(|class| lock().take(class)) {
            return Ok(Self(kept));
        }
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(class.map_or(bytes, |class| SMALLEST << class))?;
        prefer_large_pages(&mut buffer);
        Ok(Self(buffer))
    }
}

/// An empty buffer that `bytes` fit into.
///
/// # Errors
/// `OutOfMemory`.
pub fn buffer_for(bytes: usize) -> Result<PooledBuffer, Failure> {
    PooledBuffer::with_room(bytes).map_err(|_| Failure::OutOfMemory { bytes })
}

impl From<Vec<u8>> for PooledBuffer {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Deref for PooledBuffer {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for PooledBuffer {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl Drop for PooledBuffer {
    fn drop(&mut self) {
        let buffer = mem::take(&mut self.0);
        let Some(class) = class_of(buffer.capacity()).filter(|class| SMALLEST << class == buffer.capacity())
        else {
            return;
        };
        let mut cache = lock();
        cache.put(class, buffer);
        if !mem::replace(&mut cache.kept, true) {
            drop(cache);
            start_keeper();
        }
    }
}

/// Asks for large pages under a large buffer. Not for those that the allocator takes from memory it keeps.
#[cfg(target_os = "linux")]
fn prefer_large_pages(buffer: &mut Vec<u8>) {
    const MAPPED_BY_ITSELF: usize = 32 << 20;
    if buffer.capacity() >= MAPPED_BY_ITSELF {
        super::huge_pages::prefer(buffer.spare_capacity_mut());
    }
}

#[cfg(not(target_os = "linux"))]
fn prefer_large_pages(_buffer: &mut Vec<u8>) {}

/// The class whose buffers have room for `bytes`; `None` for sizes that are not kept.
fn class_of(bytes: usize) -> Option<usize> {
    (SMALLEST..=LARGEST)
        .contains(&bytes)
        .then(|| bytes.next_power_of_two().ilog2() as usize - SMALLEST.ilog2() as usize)
}

impl Cache {
    const fn new() -> Self {
        Self { classes: [const { Vec::new() }; CLASSES], bytes: 0, used: false, kept: false }
    }

    fn take(&mut self, class: usize) -> Option<Vec<u8>> {
        self.used = true;
        let buffer = self.classes[class].pop()?;
        self.bytes -= buffer.capacity();
        Some(buffer)
    }

    /// Keeps the buffer if there is room for it.
    fn put(&mut self, class: usize, mut buffer: Vec<u8>) {
        if self.bytes + buffer.capacity() <= KEPT {
            buffer.clear();
            self.bytes += buffer.capacity();
            self.classes[class].push(buffer);
        }
    }

    /// Everything, if nothing was asked for since the last call.
    fn take_if_idle(&mut self) -> Option<[Vec<Vec<u8>>; CLASSES]> {
        if mem::take(&mut self.used) {
            return None;
        }
        self.bytes = 0;
        self.kept = false;
        Some(mem::take(&mut self.classes))
    }
}

fn lock() -> MutexGuard<'static, Cache> {
    CACHE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where no thread can be started, the next buffer that is put away tries again.
fn start_keeper() {
    let keeper = thread::Builder::new().name("offloop-keeper".into()).spawn(|| {
        loop {
            thread::sleep(IDLE);
            let idle = lock().take_if_idle();
            if idle.is_some() {
                return;
            }
        }
    });
    if keeper.is_err() {
        lock().kept = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_fall_into_classes_with_room_for_them() {
        assert_eq!(class_of(SMALLEST - 1), None);
        assert_eq!(class_of(SMALLEST), Some(0));
        assert_eq!(class_of(SMALLEST + 1), Some(1));
        assert_eq!(class_of(LARGEST), Some(CLASSES - 1));
        assert_eq!(class_of(LARGEST + 1), None);
    }

    #[test]
    fn a_block_has_the_room_that_was_asked_for() {
        for bytes in [0, 1, SMALLEST - 1, SMALLEST, SMALLEST + 1, 3 << 20, LARGEST + 1] {
            let buffer = PooledBuffer::with_room(bytes).expect("memory");
            assert!(buffer.is_empty() && buffer.capacity() >= bytes, "{bytes}");
        }
        PooledBuffer::with_room(usize::MAX / 2).expect_err("no machine has that much");
    }

    #[test]
    fn what_is_put_away_is_taken_again() {
        let mut cache = Cache::new();
        assert!(cache.take(1).is_none());
        cache.put(1, Vec::with_capacity(SMALLEST << 1));
        assert!(cache.take(0).is_none());
        assert_eq!(cache.take(1).expect("kept").capacity(), SMALLEST << 1);
        assert_eq!(cache.bytes, 0);
    }

    #[test]
    fn no_more_is_kept_than_allowed() {
        let mut cache = Cache::new();
        for _ in 0..10 {
            cache.put(CLASSES - 1, Vec::with_capacity(LARGEST));
        }
        assert_eq!(cache.bytes, KEPT);
        assert_eq!(cache.classes[CLASSES - 1].len(), KEPT / LARGEST);
    }

    #[test]
    fn an_idle_cache_is_emptied_and_one_in_use_is_not() {
        let mut cache = Cache::new();
        cache.put(0, Vec::with_capacity(SMALLEST));
        drop(cache.take(0));
        cache.put(0, Vec::with_capacity(SMALLEST));
        assert!(cache.take_if_idle().is_none());
        assert_eq!(cache.take_if_idle().expect("idle")[0].len(), 1);
        assert_eq!(cache.bytes, 0);
    }
}
