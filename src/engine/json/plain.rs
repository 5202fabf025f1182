//! Runs of plain text inside strings, most of a document: sixteen bytes at once.

/// The first byte from `at` on that ends a run of a string: a quote, a backslash, a control character.
#[inline(always)]
pub fn plain(text: &[u8], mut at: usize) -> usize {
    while let Some(bytes) = text.get(at..at + 16) {
        let bytes: &[u8; 16] = bytes.try_into().expect("sixteen bytes");
        if let Some(end) = first_end(bytes) {
            return at + end;
        }
        at += 16;
    }
    while text.get(at).is_some_and(|&byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        at += 1;
    }
    at
}

/// The two halves of the bytes, the first byte lowest.
#[inline(always)]
fn halves(bytes: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*bytes);
    (both as u64, (both >> 64) as u64)
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn first_end(bytes: &[u8; 16]) -> Option<usize> {
    // SAFETY: every processor of this architecture has SSE2.
    let ends = unsafe { ends(halves(bytes)) };
    (ends != 0).then(|| ends.trailing_zeros() as usize)
}

/// A bit for each byte that ends a run.
///
/// # Safety
/// The processor has SSE2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
#[inline]
fn ends((low, high): (u64, u64)) -> i32 {
    use std::arch::x86_64::{
        _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x, _mm_set1_epi8,
    };

    let bytes = _mm_set_epi64x(high.cast_signed(), low.cast_signed());
    let all = |byte: u8| _mm_set1_epi8(byte.cast_signed());
    let quotes = _mm_cmpeq_epi8(bytes, all(b'"'));
    let slashes = _mm_cmpeq_epi8(bytes, all(b'\\'));
    let controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes);
    _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, slashes), controls))
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn first_end(bytes: &[u8; 16]) -> Option<usize> {
    let (low, high) = halves(bytes);
    first_of_eight(low).or_else(|| first_of_eight(high).map(|end| end + 8))
}

#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
fn first_of_eight(word: u64) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES * 0x80;
    // A byte of the result has its high bit where that of `word` is zero; those above the first may err.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let quotes = zeros(word ^ (ONES * u64::from(b'"')));
    let slashes = zeros(word ^ (ONES * u64::from(b'\\')));
    let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    let ends = quotes | slashes | controls;
    (ends != 0).then(|| (ends.trailing_zeros() / 8) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_at_each_place_ends_a_run_or_does_not() {
        for byte in 0..=u8::MAX {
            let ends = byte < 0x20 || byte == b'"' || byte == b'\\';
            for length in 1..40 {
                for at in 0..length {
                    let mut text = vec![0x80 | (at as u8); length];
                    text[at] = byte;
                    assert_eq!(plain(&text, 0), if ends { at } else { length }, "{byte} at {at} of {length}");
                }
            }
        }
    }

    #[test]
    fn a_word_of_eight_has_the_same_ends() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut text = [b' ' + at as u8; 8];
                text[at] = byte;
                let ends = byte < 0x20 || byte == b'"' || byte == b'\\';
                let first = text.iter().position(|&byte| byte == b'"');
                let found = first_of_eight(u64::from_le_bytes(text));
                assert_eq!(
                    found,
                    if ends { Some(at).min(first.or(Some(at))) } else { first },
                    "{byte} at {at}"
                );
            }
        }
    }
}
