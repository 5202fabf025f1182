//! P (RFC 9106, section 3.6) over vectors of words: four columns, then four diagonals, of each group of four words.

/// Words in groups of four.
pub trait Words: Copy {
    /// The sum, and twice the product of the low halves.
    fn sum(self, other: Self) -> Self;
    fn xor(self, other: Self) -> Self;
    fn rotate_32(self) -> Self;
    fn rotate_24(self) -> Self;
    fn rotate_16(self) -> Self;
    fn rotate_63(self) -> Self;
    /// Each group begins with its second word.
    fn turn_1(self) -> Self;
    /// Each group begins with its third word.
    fn turn_2(self) -> Self;
    /// Each group begins with its fourth word.
    fn turn_3(self) -> Self;
    /// Of pairs of words: the second of each of `self`, then the first of each of `next`.
    fn shifted(self, next: Self) -> Self;
}

/// What an intrinsic gives, in a method of [`Words`].
macro_rules! with_vector {
    ($intrinsic:expr) => {
        // SAFETY: the vectors come from `load`, which is inlined into functions that are compiled for the instructions
        // and called where they were found.
        unsafe { $intrinsic }
    };
}
pub(super) use with_vector;

/// Everything here is inlined into a function that is compiled for the vector's instructions.
#[inline(always)]
pub fn mix<W: Words>([a, b, c, d]: [W; 4]) -> [W; 4] {
    let a = a.sum(b);
    let d = d.xor(a).rotate_32();
    let c = c.sum(d);
    let b = b.xor(c).rotate_24();
    let a = a.sum(b);
    let d = d.xor(a).rotate_16();
    let c = c.sum(d);
    let b = b.xor(c).rotate_63();
    [a, b, c, d]
}

/// P of sixteen words that lie one after the other: four vectors of groups.
#[inline(always)]
pub fn permute_row<W: Words>(row: [W; 4]) -> [W; 4] {
    let [a, b, c, d] = mix(row);
    let [a, b, c, d] = mix([a, b.turn_1(), c.turn_2(), d.turn_3()]);
    [a, b.turn_3(), c.turn_2(), d.turn_1()]
}

/// P of sixteen words that lie in pairs: eight vectors of pairs.
#[inline(always)]
pub fn permute_column<W: Words>(column: [W; 8]) -> [W; 8] {
    let [a0, a1, b0, b1, c0, c1, d0, d1] = column;
    let [a0, b0, c0, d0] = mix([a0, b0, c0, d0]);
    let [a1, b1, c1, d1] = mix([a1, b1, c1, d1]);
    // The second diagonal's words: b 5 6 7 4, c 10 11 8 9, d 15 12 13 14.
    let (b0, b1) = (b0.shifted(b1), b1.shifted(b0));
    let (d0, d1) = (d1.shifted(d0), d0.shifted(d1));
    let [a0, b0, c1, d0] = mix([a0, b0, c1, d0]);
    let [a1, b1, c0, d1] = mix([a1, b1, c0, d1]);
    let (b0, b1) = (b1.shifted(b0), b0.shifted(b1));
    let (d0, d1) = (d0.shifted(d1), d1.shifted(d0));
    [a0, a1, b0, b1, c0, c1, d0, d1]
}
