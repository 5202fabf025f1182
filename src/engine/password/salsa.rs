//! Salsa20/8, the mixing of sixteen words that scrypt is made of: D. J. Bernstein, "The Salsa20 family of stream
//! ciphers"; RFC 7914 section 3.

use super::memory::Plain;

/// Salsa20's 4 by 4 words, in diagonal order: so each step is one operation on rows of four words.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Cell([u32; 16]);

// SAFETY: sixteen words of 32 bits, aligned to 64 bytes.
unsafe impl Plain for Cell {}

/// The positions of a cell's words in Salsa20's own order.
const DIAGONALS: [usize; 16] = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11];
/// Pairs of rounds.
const DOUBLE_ROUNDS: usize = 4;

impl Cell {
    /// Bytes of a cell.
    pub const BYTES: usize = 64;

    /// From sixteen words, little-endian, in Salsa20's own order.
    pub fn read(bytes: &[u8]) -> Self {
        let word = |at: usize| [bytes[4 * at], bytes[4 * at + 1], bytes[4 * at + 2], bytes[4 * at + 3]];
        Self(DIAGONALS.map(|at| u32::from_le_bytes(word(at))))
    }

    /// The reverse of [`read`](Self::read).
    pub fn write(&self, bytes: &mut [u8]) {
        for (at, word) in DIAGONALS.into_iter().zip(self.0) {
            bytes[4 * at..][..4].copy_from_slice(&word.to_le_bytes());
        }
    }

    /// The first word, in either order.
    pub fn first(&self) -> u32 {
        self.0[0]
    }

    /// The exclusive or of both.
    #[inline(always)]
    pub fn xor(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] ^ other.0[index]))
    }

    /// Salsa20/8 of this cell.
    #[inline(always)]
    pub fn mixed(self) -> Self {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: SSE2 is part of every x86-64 processor.
        return unsafe { sse2(self) };
        #[cfg(not(target_arch = "x86_64"))]
        return portable(self);
    }
}

/// With rows of four words as vectors. That doubles the speed, and compilers do not find it themselves.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
#[expect(clippy::missing_safety_doc, reason = "a function with a target feature")]
#[inline]
fn sse2(cell: Cell) -> Cell {
    use std::arch::x86_64::*;

    #[target_feature(enable = "sse2")]
    #[inline]
    fn step<const LEFT: i32, const RIGHT: i32>(row: __m128i, one: __m128i, other: __m128i) -> __m128i {
        let sum = _mm_add_epi32(one, other);
        _mm_xor_si128(_mm_xor_si128(row, _mm_slli_epi32::<LEFT>(sum)), _mm_srli_epi32::<RIGHT>(sum))
    }

    let start = cell.0.as_ptr().cast::<__m128i>();
    // SAFETY: four rows of sixteen bytes, which is what a cell is; it is aligned to more than that.
    let rows: [__m128i; 4] = std::array::from_fn(|row| unsafe { _mm_load_si128(start.add(row)) });
    let [mut a, mut b, mut c, mut d] = rows;
    for _ in 0..DOUBLE_ROUNDS {
        b = step::<7, 25>(b, a, d);
        c = step::<9, 23>(c, b, a);
        d = step::<13, 19>(d, c, b);
        a = step::<18, 14>(a, d, c);
        // Columns become rows.
        b = _mm_shuffle_epi32::<0b10_01_00_11>(b);
        c = _mm_shuffle_epi32::<0b01_00_11_10>(c);
        d = _mm_shuffle_epi32::<0b00_11_10_01>(d);
        d = step::<7, 25>(d, a, b);
        c = step::<9, 23>(c, d, a);
        b = step::<13, 19>(b, c, d);
        a = step::<18, 14>(a, b, c);
        b = _mm_shuffle_epi32::<0b00_11_10_01>(b);
        c = _mm_shuffle_epi32::<0b01_00_11_10>(c);
        d = _mm_shuffle_epi32::<0b10_01_00_11>(d);
    }
    let mut mixed = cell;
    let end = mixed.0.as_mut_ptr().cast::<__m128i>();
    for (index, (row, change)) in rows.into_iter().zip([a, b, c, d]).enumerate() {
        // SAFETY: four rows of sixteen bytes of a cell, as above, which is borrowed mutably.
        unsafe { _mm_store_si128(end.add(index), _mm_add_epi32(row, change)) };
    }
    mixed
}

#[cfg(any(test, not(target_arch = "x86_64")))]
pub fn portable(cell: Cell) -> Cell {
    type Row = [u32; 4];
    fn step(row: Row, one: Row, other: Row, bits: u32) -> Row {
        std::array::from_fn(|at| row[at] ^ one[at].wrapping_add(other[at]).rotate_left(bits))
    }
    fn turned(row: Row, by: usize) -> Row {
        std::array::from_fn(|at| row[(at + by) % 4])
    }

    let row = |at: usize| std::array::from_fn(|word| cell.0[4 * at + word]);
    let [mut a, mut b, mut c, mut d] = [0, 1, 2, 3].map(row);
    for _ in 0..DOUBLE_ROUNDS {
        b = step(b, a, d, 7);
        c = step(c, b, a, 9);
        d = step(d, c, b, 13);
        a = step(a, d, c, 18);
        (b, c, d) = (turned(b, 3), turned(c, 2), turned(d, 1));
        d = step(d, a, b, 7);
        c = step(c, d, a, 9);
        b = step(b, c, d, 13);
        a = step(a, b, c, 18);
        (b, c, d) = (turned(b, 1), turned(c, 2), turned(d, 3));
    }
    let changes = [a, b, c, d];
    Cell(std::array::from_fn(|at| cell.0[at].wrapping_add(changes[at / 4][at % 4])))
}
