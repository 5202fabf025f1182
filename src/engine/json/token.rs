//! The smallest parts: space, strings, numbers, literals (RFC 8259; ECMA-262, JSON.parse).

/// The first byte from `at` on that is not white space.
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

/// The first byte from `at` on that ends a run of a string: a quote, a backslash, a control character. Eight at once.
fn plain(text: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES * 0x80;
    // A byte of the result has its high bit where that of `word` is zero; those above the first may err.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    while let Some(bytes) = text.get(at..at + 8) {
        let word = u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let slashes = zeros(word ^ (ONES * u64::from(b'\\')));
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        let ends = quotes | slashes | controls;
        if ends != 0 {
            return at + (ends.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while text.get(at).is_some_and(|&byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        at += 1;
    }
    at
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

/// The end of one or more digits.
fn digits(text: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == start { Err(at) } else { Ok(at) }
}

/// The end of `true`, `false` or `null`.
///
/// # Errors
/// The first byte that does not fit.
pub fn literal(text: &[u8], start: usize) -> Result<usize, usize> {
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
