//! Numbers as JavaScript writes them (ECMA-262, Number::toString).

/// Whole numbers below this are exact, and written digit by digit, which is quicker.
const EXACT: u64 = 1 << 53;

/// Null for those that are not finite, as JSON has it.
pub(super) fn write(value: f64, out: &mut Vec<u8>) {
    if !value.is_finite() {
        return out.extend_from_slice(b"null");
    }
    let whole = value as i64;
    if whole as f64 == value && whole.unsigned_abs() < EXACT {
        return integer(whole, out);
    }
    out.extend_from_slice(ryu_js::Buffer::new().format_finite(value).as_bytes());
}

fn integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}
