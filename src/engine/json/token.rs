//! The smallest parts: space, strings, numbers, literals (RFC 8259; ECMA-262, JSON.parse).

use super::plain::plain;

/// The first byte from `at` on that is not white space.
#[inline(always)]
pub fn skip_space(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(at) {
        at += 1;
    }
    at
}

/// The end of the string that begins with the quote at `start`.
///
/// # Errors
/// Where what is wrong begins: a backslash, a control character, the end of the text.
#[inline(always)]
pub fn string(text: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + 1;
    loop {
        at = plain(text, at);
        match text.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape(text, at).ok_or(at)?,
            _ => return Err(at),
        }
    }
}

/// The end of the escape that begins with the backslash at `at`.
fn escape(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 2),
        b'u' => text.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit).then_some(at + 6),
        _ => None,
    }
}

/// The end of the number that begins at `start`.
///
/// # Errors
/// Where it goes wrong.
#[inline(always)]
pub fn number(text: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + usize::from(text[start] == b'-');
    if text.get(at) == Some(&b'0') {
        at += 1;
        if text.get(at).is_some_and(u8::is_ascii_digit) {
            return Err(at);
        }
    } else {
        at = digits(text, at)?;
    }
    if text.get(at) == Some(&b'.') {
        at = digits(text, at + 1)?;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let signed = matches!(text.get(at + 1), Some(b'+' | b'-'));
        at = digits(text, at + 1 + usize::from(signed))?;
    }
    Ok(at)
}

/// The end of one or more digits. Eight at once.
#[inline(always)]
fn digits(text: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    while let Some(bytes) = text.get(at..at + 8) {
        let digits = leading_digits(u64::from_le_bytes(bytes.try_into().expect("eight bytes")));
        at += digits;
        if digits < 8 {
            return if at == start { Err(at) } else { Ok(at) };
        }
    }
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == start { Err(at) } else { Ok(at) }
}

/// How many digits the eight bytes begin with, the lowest first.
#[inline(always)]
fn leading_digits(word: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES * 0x80;
    // Bytes of digits become 0 to 9. Of the others, those below 0x80 are carried into the high bit, and into no other byte.
    let off = word ^ (ONES * 0x30);
    let others = (((off & !HIGHS) + ONES * (0x80 - 10)) | off) & HIGHS;
    (others.trailing_zeros() / 8) as usize
}

/// The end of `true`, `false` or `null`.
///
/// # Errors
/// The first byte that does not fit.
pub fn literal(text: &[u8], start: usize) -> Result<usize, usize> {
    if let Some(b"true" | b"null") = text.get(start..start + 4) {
        return Ok(start + 4);
    }
    let word: &[u8] = match text.get(start) {
        Some(b't') => b"true",
        Some(b'f') => b"false",
        Some(b'n') => b"null",
        _ => return Err(start),
    };
    match (0..word.len()).find(|&index| text.get(start + index) != Some(&word[index])) {
        Some(index) => Err(start + index),
        None => Ok(start + word.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_at_each_place_ends_digits_or_does_not() {
        for byte in 0..=u8::MAX {
            for length in 1..20 {
                for at in 0..length {
                    let mut text = vec![b'0' + (at % 10) as u8; length];
                    text[at] = byte;
                    let end = if byte.is_ascii_digit() { length } else { at };
                    assert_eq!(digits(&text, 0), if end == 0 { Err(0) } else { Ok(end) }, "{byte} at {at}");
                }
            }
        }
    }
}
