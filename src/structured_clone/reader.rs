//! Reads bytes and numbers, never beyond the end.

use super::Fault;

#[derive(Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the next byte is.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub fn peek(&self) -> Result<u8, Fault> {
        self.bytes.get(self.at).copied().ok_or(Fault::Truncated)
    }

    pub fn byte(&mut self) -> Result<u8, Fault> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    /// An unsigned number of up to 32 bits, seven a byte, the lowest first.
    pub fn number(&mut self) -> Result<u32, Fault> {
        let at = self.at;
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return number.try_into().map_err(|_| Fault::Number { at });
            }
        }
        Err(Fault::Number { at })
    }

    /// A number, which must be this one.
    pub fn expect(&mut self, expected: u64) -> Result<(), Fault> {
        let at = self.at;
        if u64::from(self.number()?) == expected { Ok(()) } else { Err(Fault::Number { at }) }
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        if count > self.left() {
            return Err(Fault::Truncated);
        }
        let taken = &self.bytes[self.at..self.at + count];
        self.at += count;
        Ok(taken)
    }
}
