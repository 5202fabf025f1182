//! Finding the last block of deflate data (RFC 1951), by walking over all of it without decoding any.

use super::code::Table;

/// Where things are in deflate data, in bits from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastBlock {
    /// The bit that says of the last block that it is the last.
    pub marker: usize,
    /// The end of the data.
    pub end: usize,
}

/// Finds the last block of `data`, which is whole and correct. `None`: it is not.
pub fn last_block(data: &[u8]) -> Option<LastBlock> {
    Walk { data, at: 0, symbols: Table::new(), distances: Table::new() }.run()
}

/// The three kinds of block.
const STORED: u64 = 0;
const FIXED: u64 = 1;
const DYNAMIC: u64 = 2;

/// Symbols below stand for bytes, this one for the end of the block, those above for the length of a match.
const END_OF_BLOCK: usize = 256;
const FIRST_LENGTH: usize = 257;

/// In an entry of `symbols`: what the symbol stands for, beside the number of bits that it and its extra bits
/// have, which is 20 at most.
const BITS: u8 = 0x1f;
const MATCH: u8 = 0x40;
const END: u8 = 0x80;

/// The order in which the lengths of the code for code lengths are given.
const LENGTH_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Walk<'a> {
    data: &'a [u8],
    /// Bits behind us.
    at: usize,
    symbols: Table,
    distances: Table,
}

impl Walk<'_> {
    fn run(mut self) -> Option<LastBlock> {
        loop {
            let marker = self.at;
            let last = self.take(1)? == 1;
            match self.take(2)? {
                STORED => self.skip_stored()?,
                FIXED => {
                    self.read_fixed();
                    self.skip_symbols()?;
                }
                DYNAMIC => {
                    self.read_dynamic()?;
                    self.skip_symbols()?;
                }
                _ => return None,
            }
            if last {
                let end = self.at;
                return (end <= self.data.len() * 8).then_some(LastBlock { marker, end });
            }
        }
    }

    /// The next bits, 57 or more, followed by zeros after the end. `None` well after the end.
    #[inline(always)]
    fn bits(&self) -> Option<u64> {
        let byte = self.at / 8;
        let word = match self.data.get(byte..byte + 8) {
            Some(bytes) => u64::from_le_bytes(bytes.try_into().ok()?),
            None => self.data.get(byte..)?.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        Some(word >> (self.at % 8))
    }

    fn take(&mut self, count: usize) -> Option<u64> {
        let bits = self.bits()? & ((1 << count) - 1);
        self.at += count;
        Some(bits)
    }

    /// A length in bytes and its complement come after the rest of the current byte.
    fn skip_stored(&mut self) -> Option<()> {
        self.at = self.at.next_multiple_of(8);
        let length = self.take(16)?;
        self.at += 16 + length as usize * 8;
        Some(())
    }

    fn read_fixed(&mut self) {
        let mut lengths = [8; 288];
        lengths[144..256].fill(9);
        lengths[256..280].fill(7);
        self.symbols.build(&lengths, symbol_entry);
        self.distances.build(&[5; 30], distance_entry);
    }

    fn read_dynamic(&mut self) -> Option<()> {
        let symbols = self.take(5)? as usize + FIRST_LENGTH;
        let distances = self.take(5)? as usize + 1;
        let given = self.take(4)? as usize + 4;
        let mut lengths = [0; 19];
        for index in &LENGTH_ORDER[..given] {
            lengths[*index] = self.take(3)? as u8;
        }
        self.symbols.build(&lengths, |symbol, length| (symbol as u8) << 3 | length);
        let mut lengths = [0; 320];
        self.read_lengths(&mut lengths[..symbols + distances])?;
        self.symbols.build(&lengths[..symbols], symbol_entry);
        self.distances.build(&lengths[symbols..symbols + distances], distance_entry);
        Some(())
    }

    /// Reads code lengths with the code that is in `symbols`: 16 repeats the last one, 17 and 18 are zeros.
    fn read_lengths(&mut self, lengths: &mut [u8]) -> Option<()> {
        let mut at = 0;
        while at < lengths.len() {
            let entry = self.symbols.entry(self.bits()?);
            self.at += usize::from(entry & 7);
            let (value, times) = match entry >> 3 {
                _ if entry == 0 => return None,
                16 => (*lengths.get(at.checked_sub(1)?)?, 3 + self.take(2)?),
                17 => (0, 3 + self.take(3)?),
                18 => (0, 11 + self.take(7)?),
                length => (length, 1),
            };
            lengths.get_mut(at..at + times as usize)?.fill(value);
            at += times as usize;
        }
        Some(())
    }

    /// Passes over symbols up to the end of the block.
    fn skip_symbols(&mut self) -> Option<()> {
        loop {
            let mut bits = self.bits()?;
            let mut entry = self.symbols.entry(bits);
            if entry & (MATCH | END) == 0 {
                // Of the 57 bits two bytes take 30 at most, too many for a match to follow.
                bits >>= entry & BITS;
                self.at += usize::from(entry & BITS);
                let next = self.symbols.entry(bits);
                if next & (MATCH | END) == 0 {
                    if entry == 0 || next == 0 {
                        return None;
                    }
                    self.at += usize::from(next & BITS);
                    continue;
                }
                bits = self.bits()?;
                entry = next;
            }
            self.at += usize::from(entry & BITS);
            if entry & END != 0 {
                return Some(());
            }
            let distance = self.distances.entry(bits >> (entry & BITS));
            if distance == 0 {
                return None;
            }
            self.at += usize::from(distance);
        }
    }
}

/// Which kind of symbol it is, and how many bits it takes with the extra bits that follow.
fn symbol_entry(symbol: usize, length: u8) -> u8 {
    match symbol {
        0..END_OF_BLOCK => length,
        END_OF_BLOCK => END | length,
        265..=284 => MATCH | (length + ((symbol - 261) / 4) as u8),
        _ => MATCH | length,
    }
}

/// How many bits a distance takes with the extra bits that follow, which is 28 at most.
fn distance_entry(symbol: usize, length: u8) -> u8 {
    length + (symbol / 2).saturating_sub(1) as u8
}
