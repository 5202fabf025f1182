//! Bytes that come in parts of any size, copied and cut into chunks of one size.

use std::collections::VecDeque;
use std::mem;

use super::buffer_pool::{PooledBuffer, buffer_for};
use crate::engine::failure::Failure;

/// Bytes that were added and not taken yet.
pub struct Gathered {
    /// Bytes of a full chunk with those that precede it, and the number of the latter.
    size: usize,
    lookback: usize,
    /// Full chunks that are followed by more bytes.
    full: VecDeque<Part>,
    /// The chunk that is being filled. `None` where nothing followed the last full one.
    growing: Option<Part>,
    /// The end of all before the growing chunk.
    seen: Vec<u8>,
}

/// A chunk, after the bytes before it that its compressor is to see.
#[derive(Default)]
pub struct Part {
    pub bytes: PooledBuffer,
    /// How many bytes precede it.
    pub before: usize,
}

impl Part {
    fn own(&self) -> usize {
        self.bytes.len() - self.before
    }
}

impl Gathered {
    /// No bytes yet.
    pub fn new(size: usize, lookback: usize) -> Self {
        Self { size, lookback, full: VecDeque::new(), growing: None, seen: Vec::new() }
    }

    /// Copies more bytes.
    ///
    /// # Errors
    /// `OutOfMemory`.
    pub fn append(&mut self, mut bytes: &[u8]) -> Result<(), Failure> {
        while !bytes.is_empty() {
            if self.growing.as_ref().is_some_and(|part| part.own() == self.size) {
                let full = self.cut();
                self.full.push_back(full);
            }
            let growing = match &mut self.growing {
                Some(part) => part,
                None => self.growing.insert(begin(&self.seen, self.size)?),
            };
            let (now, later) = bytes.split_at(bytes.len().min(self.size - growing.own()));
            growing.bytes.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// How many chunks are full and not the last.
    pub fn full(&self) -> usize {
        self.full.len()
    }

    /// Bytes of the next chunk.
    pub fn next_bytes(&self) -> usize {
        self.full.front().or(self.growing.as_ref()).map_or(0, Part::own)
    }

    /// The next chunk: a full one, else what there is.
    pub fn take(&mut self) -> Part {
        self.full.pop_front().unwrap_or_else(|| self.cut())
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        *self = Self::new(self.size, self.lookback);
    }

    fn cut(&mut self) -> Part {
        let part = mem::take(&mut self.growing).unwrap_or_default();
        if part.own() > 0 {
            self.seen.clear();
            self.seen.extend_from_slice(&part.bytes[part.bytes.len().saturating_sub(self.lookback)..]);
        }
        part
    }
}

fn begin(seen: &[u8], size: usize) -> Result<Part, Failure> {
    let mut bytes = buffer_for(seen.len() + size)?;
    bytes.extend_from_slice(seen);
    Ok(Part { bytes, before: seen.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each chunk with what stands before it.
    fn taken(gathered: &mut Gathered, count: usize) -> Vec<(String, String)> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (0..count)
            .map(|_| {
                let part = gathered.take();
                (text(&part.bytes[..part.before]), text(&part.bytes[part.before..]))
            })
            .collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(before, own)| ((*before).into(), (*own).into())).collect()
    }

    #[test]
    fn a_chunk_is_full_only_when_more_came_after_it() {
        let mut gathered = Gathered::new(4, 0);
        gathered.append(b"abcd").unwrap();
        assert_eq!((gathered.full(), gathered.next_bytes()), (0, 4));
        gathered.append(b"e").unwrap();
        assert_eq!((gathered.full(), gathered.next_bytes()), (1, 4));
        assert_eq!(taken(&mut gathered, 2), pairs(&[("", "abcd"), ("", "e")]));
    }

    #[test]
    fn the_parts_do_not_matter() {
        for parts in [vec!["abcdefghij"], vec!["a", "bcdefghi", "j"], vec!["abcd", "", "efgh", "ij"]] {
            let mut gathered = Gathered::new(4, 2);
            parts.iter().for_each(|part| gathered.append(part.as_bytes()).unwrap());
            assert_eq!(gathered.full(), 2);
            assert_eq!(taken(&mut gathered, 3), pairs(&[("", "abcd"), ("cd", "efgh"), ("gh", "ij")]));
        }
    }

    #[test]
    fn what_is_taken_early_stands_before_the_next() {
        let mut gathered = Gathered::new(4, 3);
        gathered.append(b"a").unwrap();
        assert_eq!(taken(&mut gathered, 2), pairs(&[("", "a"), ("", "")]));
        gathered.append(b"bc").unwrap();
        assert_eq!(taken(&mut gathered, 1), pairs(&[("a", "bc")]));
        gathered.append(b"defg").unwrap();
        assert_eq!(taken(&mut gathered, 1), pairs(&[("abc", "defg")]));
        gathered.append(b"h").unwrap();
        gathered.clear();
        assert_eq!((gathered.next_bytes(), taken(&mut gathered, 1)), (0, pairs(&[("", "")])));
    }
}
