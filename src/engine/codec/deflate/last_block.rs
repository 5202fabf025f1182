//! Finding the last block of deflate data (RFC 1951), by walking over all of it without decoding any.

use super::huffman::Table;

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
    Walk { data, at: 0, symbols: Table::new(), runs: [0; 1 << RUN_BITS], distances: Table::new() }.run()
}

/// The three kinds of block.
const STORED: u64 = 0;
const FIXED: u64 = 1;
const DYNAMIC: u64 = 2;

/// The symbol for the end of the block. Those below are bytes, those above lengths of a match.
const END_OF_BLOCK: usize = 256;
const FIRST_LENGTH: usize = 257;

/// In an entry of any table: how many bits a symbol has with its extra bits, at most 28.
const BITS: u16 = 0x1f;
/// In an entry of `symbols`: how many of them are the codeword's.
const CODEWORD: u16 = 0xf00;
/// In an entry of `symbols` or `runs`: a distance follows.
const MATCH: u16 = 1 << MATCH_BIT;
const MATCH_BIT: u16 = 14;
/// In an entry of `symbols` or `runs`: the block ends.
const END: u16 = 0x8000;

/// How many bits are looked at to pass over several symbols at once.
const RUN_BITS: usize = 11;

/// The order in which the lengths of the code for code lengths are given.
const LENGTH_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Walk<'a> {
    data: &'a [u8],
    /// Bits behind us.
    at: usize,
    symbols: Table,
    /// Several symbols at once: bytes, and what comes after them. 0: look into `symbols`.
    runs: [u16; 1 << RUN_BITS],
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

    /// The next bits, 57 or more.
    fn bits(&self) -> Option<u64> {
        Some(word(self.data, self.at / 8)? >> (self.at % 8))
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
        self.build(&lengths, &[5; 30]);
    }

    fn read_dynamic(&mut self) -> Option<()> {
        let symbols = self.take(5)? as usize + FIRST_LENGTH;
        let distances = self.take(5)? as usize + 1;
        let given = self.take(4)? as usize + 4;
        let mut lengths = [0; 19];
        for index in &LENGTH_ORDER[..given] {
            lengths[*index] = self.take(3)? as u8;
        }
        self.symbols.build(&lengths, |symbol, length| (symbol as u16) << 8 | u16::from(length));
        let mut lengths = [0; 320];
        self.read_lengths(&mut lengths[..symbols + distances])?;
        self.build(&lengths[..symbols], &lengths[symbols..symbols + distances]);
        Some(())
    }

    /// Makes the tables of a block.
    fn build(&mut self, symbols: &[u8], distances: &[u8]) {
        self.symbols.build(symbols, symbol_entry);
        self.distances.build(distances, distance_entry);
        for (bits, run) in (0..).zip(&mut self.runs) {
            *run = self.symbols.run(bits);
        }
    }

    /// Reads code lengths with the code that is in `symbols`: 16 repeats the last one, 17 and 18 are zeros.
    fn read_lengths(&mut self, lengths: &mut [u8]) -> Option<()> {
        let mut at = 0;
        while at < lengths.len() {
            let entry = self.symbols.entry(self.bits()?);
            self.at += usize::from(entry & BITS);
            let (value, times) = match entry >> 8 {
                _ if entry == 0 => return None,
                16 => (*lengths.get(at.checked_sub(1)?)?, 3 + self.take(2)?),
                17 => (0, 3 + self.take(3)?),
                18 => (0, 11 + self.take(7)?),
                length => (length as u8, 1),
            };
            lengths.get_mut(at..at + times as usize)?.fill(value);
            at += times as usize;
        }
        Some(())
    }

    /// Passes over symbols up to the end of the block.
    ///
    /// Whether a match follows is as good as random, and a wrong guess of the processor takes longer than looking
    /// for a distance every time. The next bits stay in a register, with those of the next bytes above them: what
    /// is added there twice is the same.
    fn skip_symbols(&mut self) -> Option<()> {
        let mut wrong = 0;
        let (mut next, begun) = (self.at / 8, self.at % 8);
        let mut bits = word(self.data, next)? >> begun;
        let mut count = FULL - begun;
        next += FULL / 8;
        loop {
            bits |= word(self.data, next)? << count;
            next += (63 - count) / 8;
            count |= FULL;
            let mut entry = self.runs[bits as usize % (1 << RUN_BITS)];
            if entry == 0 {
                entry = self.symbols.entry(bits);
                if entry == 0 {
                    return None;
                }
            }
            bits >>= entry & BITS;
            let is_match = entry >> MATCH_BIT & 1;
            let distance = self.distances.entry(bits);
            wrong |= is_match & u16::from(distance == 0);
            let distance = distance & is_match.wrapping_neg();
            bits >>= distance;
            count -= usize::from((entry & BITS) + distance);
            if entry & END != 0 {
                self.at = next * 8 - count;
                return (wrong == 0).then_some(());
            }
        }
    }
}

/// How many of 64 bits are sure to be there after bytes were added to them. A symbol with its distance has 48.
const FULL: usize = 56;

/// Eight bytes of `data` from `at`, zeros after the end. `None` well after the end.
#[inline(always)]
fn word(data: &[u8], at: usize) -> Option<u64> {
    match data.get(at..).and_then(<[u8]>::first_chunk) {
        Some(bytes) => Some(u64::from_le_bytes(*bytes)),
        None => last_word(data, at),
    }
}

#[cold]
fn last_word(data: &[u8], at: usize) -> Option<u64> {
    let left = data.get(at..).unwrap_or_default();
    let near = at < data.len() + 2 * size_of::<u64>();
    near.then(|| left.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
}

impl Table {
    /// How many symbols these bits hold for sure: bytes, and what comes after them. 0 for none.
    fn run(&self, bits: u64) -> u16 {
        let (mut run, mut taken) = (0, 0);
        loop {
            let entry = self.entry(bits >> taken);
            let codeword = usize::from((entry & CODEWORD) >> 8);
            if entry == 0 || taken + codeword > RUN_BITS {
                return run;
            }
            run = (run & BITS) + (entry & !CODEWORD);
            taken += codeword;
            if entry & (MATCH | END) != 0 {
                return run;
            }
        }
    }
}

/// Which kind of symbol it is, and how many bits it takes with the extra bits that follow.
fn symbol_entry(symbol: usize, length: u8) -> u16 {
    let bits = u16::from(length) << 8 | u16::from(length);
    match symbol {
        0..END_OF_BLOCK => bits,
        END_OF_BLOCK => END | bits,
        265..=284 => MATCH | (bits + ((symbol - 261) / 4) as u16),
        _ => MATCH | bits,
    }
}

/// How many bits a distance takes with the extra bits that follow.
fn distance_entry(symbol: usize, length: u8) -> u16 {
    u16::from(length) + (symbol / 2).saturating_sub(1) as u16
}
