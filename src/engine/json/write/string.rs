//! Strings of UTF-16 as JSON in UTF-8 (ECMA-262, QuoteJSONString).

/// Units that are looked at together.
const LANES: usize = 8;

pub(super) fn quoted(units: &[u16], out: &mut Vec<u8>) {
    out.reserve(units.len() + 2);
    out.push(b'"');
    escaped(units, out);
    out.push(b'"');
}

/// What is between the quotes.
pub(super) fn escaped(units: &[u16], out: &mut Vec<u8>) {
    let mut rest = units;
    loop {
        rest = plain(rest, out);
        let Some(unit) = rest.first() else { return };
        rest = match escape(*unit) {
            Some(escape) => {
                out.extend_from_slice(escape.as_bytes());
                &rest[1..]
            }
            None => character(rest, out),
        };
    }
}

/// Text as it is, but for lone surrogates, which UTF-8 cannot have: U+FFFD is in their place.
pub(super) fn raw(units: &[u16], out: &mut Vec<u8>) {
    let text =
        char::decode_utf16(units.iter().copied()).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut bytes = [0; 4];
    text.for_each(|character| out.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes()));
}

/// The UTF-16 units of UTF-8: one for each character, and one more for those of four bytes.
pub(super) fn units(text: &[u8]) -> u64 {
    text.iter().map(|&byte| u64::from(byte & 0xc0 != 0x80) + u64::from(byte >= 0xf0)).sum()
}

/// Copies up to the first unit that is not ASCII or has to be escaped, and gives what is left.
fn plain<'a>(units: &'a [u16], out: &mut Vec<u8>) -> &'a [u16] {
    let mut rest = units;
    while let Some((chunk, after)) = rest.split_first_chunk::<LANES>() {
        let mut any = false;
        for &unit in chunk {
            any |= is_special(unit);
        }
        if any {
            break;
        }
        out.extend_from_slice(&chunk.map(|unit| unit as u8));
        rest = after;
    }
    let count = rest.iter().take_while(|&&unit| !is_special(unit)).count();
    let (few, rest) = rest.split_at(count);
    out.extend(few.iter().map(|&unit| unit as u8));
    rest
}

fn is_special(unit: u16) -> bool {
    // Not ||, so that several are compared at once.
    (unit < 0x20) | (unit == 0x22) | (unit == 0x5c) | (unit > 0x7f)
}

fn escape(unit: u16) -> Option<&'static str> {
    const CONTROLS: [&str; 32] = [
        "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007", "\\b", "\\t",
        "\\n", "\\u000b", "\\f", "\\r", "\\u000e", "\\u000f", "\\u0010", "\\u0011", "\\u0012", "\\u0013",
        "\\u0014", "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c",
        "\\u001d", "\\u001e", "\\u001f",
    ];
    match unit {
        0x22 => Some("\\\""),
        0x5c => Some("\\\\"),
        _ => CONTROLS.get(usize::from(unit)).copied(),
    }
}

/// Copies one character, or the escape of a lone surrogate, and gives what is left.
fn character<'a>(units: &'a [u16], out: &mut Vec<u8>) -> &'a [u16] {
    let taken = match char::decode_utf16(units.iter().copied().take(2)).next() {
        Some(Ok(character)) => {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            character.len_utf16()
        }
        _ => {
            out.extend_from_slice(format!("\\u{:04x}", units[0]).as_bytes());
            1
        }
    };
    &units[taken..]
}
