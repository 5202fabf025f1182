//! Huffman codes as tables: what the next bits of deflate data mean (RFC 1951, 3.2.2).

/// The longest codeword of any deflate code, in bits.
pub const LONGEST: usize = 15;

/// A table indexed by the next bits of the data, as many as the longest codeword has. Its entries are what the
/// maker chose for the symbol and the length of its codeword; 0 where no codeword is.
pub struct Table {
    entries: Box<[u16; 1 << LONGEST]>,
    mask: u64,
}

impl Table {
    pub fn new() -> Self {
        Self { entries: Box::new([0; 1 << LONGEST]), mask: 0 }
    }

    /// Makes the table of the code whose codewords have these lengths, 0 to 15, in the order of symbols.
    ///
    /// Codewords are given out from short to long. Each step in length doubles the table, which repeats what
    /// the shorter ones mean; a new codeword then has one entry to fill.
    pub fn build(&mut self, lengths: &[u8], entry: impl Fn(usize, u8) -> u16) {
        let longest = lengths.iter().copied().max().unwrap_or(0);
        self.mask = (1 << longest) - 1;
        self.entries[0] = 0;
        let mut codeword = 0_u32;
        for length in 1..=longest {
            let half = 1 << (length - 1);
            self.entries.copy_within(..half, half);
            codeword <<= 1;
            for (symbol, _) in lengths.iter().enumerate().filter(|(_, of)| **of == length) {
                // The data has codewords with their first bit first, and numbers with their last bit first.
                let index = codeword.reverse_bits() >> (u32::BITS - u32::from(length));
                self.entries[index as usize] = entry(symbol, length);
                codeword += 1;
            }
        }
    }

    /// The entry for data that goes on with these bits.
    #[inline(always)]
    pub fn entry(&self, bits: u64) -> u16 {
        self.entries[(bits & self.mask) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 1951, 3.2.2: symbols A to H.
    #[test]
    fn codewords_are_those_of_the_standard() {
        const LENGTHS: [u8; 8] = [3, 3, 3, 3, 3, 2, 4, 4];
        const CODEWORDS: [&str; 8] = ["010", "011", "100", "101", "110", "00", "1110", "1111"];
        let mut table = Table::new();
        table.build(&LENGTHS, |symbol, length| (symbol as u16) << 4 | u16::from(length));
        for (symbol, codeword) in CODEWORDS.iter().enumerate() {
            let bits = codeword.bytes().rev().fold(0, |bits, bit| bits << 1 | u64::from(bit - b'0'));
            for after in 0..16 {
                let entry = table.entry(bits | after << codeword.len());
                assert_eq!(entry, (symbol as u16) << 4 | codeword.len() as u16, "{codeword} {after}");
            }
        }
    }

    #[test]
    fn a_code_without_codewords_means_nothing() {
        let mut table = Table::new();
        table.build(&[1, 1], |_, _| 9);
        table.build(&[0; 30], |_, _| 9);
        assert_eq!(table.entry(u64::MAX), 0);
    }

    #[test]
    fn what_an_incomplete_code_leaves_free_means_nothing() {
        let mut table = Table::new();
        table.build(&[0, 2], |_, _| 9);
        assert_eq!([0, 1, 2, 3].map(|bits| table.entry(bits)), [9, 0, 0, 0]);
    }
}
