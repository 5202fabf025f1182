use proptest::prelude::*;

use super::*;

fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn written(gap: &str, tokens: &[u32], numbers: &[f64], text: &str) -> String {
    let mut writer = Writer::new(&utf16(gap));
    writer.write(tokens, Content { numbers, units: &utf16(text) });
    let units = writer.units();
    let text = String::from_utf8(writer.take().unwrap_or_default()).unwrap();
    assert_eq!(units, text.encode_utf16().count() as u64);
    text
}

fn quoted(units: &[u16]) -> String {
    let mut out = Vec::new();
    string::quoted(units, &mut out);
    String::from_utf8(out).unwrap()
}

fn number(value: f64) -> String {
    let mut out = Vec::new();
    super::number::write(value, &mut out);
    String::from_utf8(out).unwrap()
}

/// {"a":1,"b":[true,{}]}
const TOKENS: [u32; 11] = [
    Token::DefineKey as u32,
    1,
    Token::OpenObject as u32,
    Token::Number as u32 + Token::KEY,
    Token::DefineKey as u32,
    1,
    Token::OpenArray as u32 + 2 * Token::KEY,
    Token::True as u32,
    Token::OpenObject as u32,
    Token::CloseObject as u32,
    Token::CloseArray as u32,
];

#[test]
fn members_have_commas_keys_and_line_breaks() {
    let tokens = [&TOKENS[..], &[Token::CloseObject as u32]].concat();
    assert_eq!(written("", &tokens, &[1.0], "ab"), r#"{"a":1,"b":[true,{}]}"#);
    let indented = "{\n é\"a\": 1,\n é\"b\": [\n é étrue,\n é é{}\n é]\n}";
    assert_eq!(written(" é", &tokens, &[1.0], "ab"), indented);
}

#[test]
fn a_text_goes_on_where_the_tokens_before_ended() {
    let mut writer = Writer::new(&[]);
    let mut text = Vec::new();
    for token in
        [&TOKENS[2..3], &[Token::OpenKey as u32], &[Token::Piece as u32, 2], &[Token::Piece as u32, 1]]
    {
        writer.write(
            token,
            Content { numbers: &[], units: &utf16("\"ü")[..token.get(1).map_or(0, |&n| n as usize)] },
        );
        text.extend(writer.take().unwrap_or_default());
    }
    for token in [Token::CloseKey, Token::OpenString, Token::CloseString, Token::CloseObject] {
        writer.write(&[token as u32], Content { numbers: &[], units: &[] });
        text.extend(writer.take().unwrap_or_default());
    }
    assert_eq!(String::from_utf8(text).unwrap(), r#"{"\"ü\"":""}"#);
}

#[test]
fn a_long_text_is_taken_in_blocks() {
    let mut writer = Writer::new(&[]);
    writer.write(&[Token::OpenString as u32], Content { numbers: &[], units: &[] });
    let units = vec![b'x'.into(); 1 << 16];
    for _ in 0..40 {
        writer.write(&[Token::Piece as u32, 1 << 16], Content { numbers: &[], units: &units });
    }
    assert_eq!(writer.pending(), 1 + (40 << 16));
    let blocks: Vec<_> = std::iter::from_fn(|| writer.take()).collect();
    assert!(blocks.iter().all(|block| block.len() <= BLOCK));
    assert_eq!(blocks.iter().map(Vec::len).sum::<usize>(), 1 + (40 << 16));
    assert_eq!((writer.pending(), writer.units()), (0, 1 + (40 << 16)));
}

#[test]
fn numbers_are_those_of_javascript() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (-7.0, "-7"),
        (0.1, "0.1"),
        (-1.5, "-1.5"),
        (123.456, "123.456"),
        (1e-6, "0.000001"),
        (1.5e-6, "0.0000015"),
        (1e-7, "1e-7"),
        (-1.25e-7, "-1.25e-7"),
        (9_007_199_254_740_991.0, "9007199254740991"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (1e20, "100000000000000000000"),
        (123_456_789_012_345_680_000.0, "123456789012345680000"),
        (1e21, "1e+21"),
        (1.234e21, "1.234e+21"),
        (f64::MAX, "1.7976931348623157e+308"),
        (5e-324, "5e-324"),
        // As near to ….13, of which the last digit is odd.
        (149_239_505_982_212.0 + 0.125, "149239505982212.12"),
        (f64::NAN, "null"),
        (f64::NEG_INFINITY, "null"),
    ];
    for (value, text) in cases {
        assert_eq!(number(value), text);
    }
}

#[test]
fn strings_are_those_of_javascript() {
    assert_eq!(
        quoted(&utf16("\0\u{1f}\u{7f}\"\\/\n\u{2028}é😀")),
        "\"\\u0000\\u001f\u{7f}\\\"\\\\/\\n\u{2028}é😀\""
    );
    assert_eq!(quoted(&[0xd800, 0x61, 0xdc00, 0xd83d, 0xde00, 0xd83d]), "\"\\ud800a\\udc00😀\\ud83d\"");
}

proptest! {
    #[test]
    fn a_number_is_read_back_as_itself(bits: u64) {
        let value = f64::from_bits(bits);
        prop_assume!(value.is_finite());
        prop_assert_eq!(number(value).parse::<f64>().unwrap(), value);
    }

    #[test]
    fn special_units_are_found_wherever_they_are(
        mut units in proptest::collection::vec(0x20_u16..0x7f, 0..40),
        at: prop::sample::Index,
        special in prop::sample::select(vec![0_u16, 0x1f, 0x22, 0x5c, 0x80, 0xe9, 0x2028, 0xd800, 0xdfff]),
    ) {
        let at = at.index(units.len() + 1);
        units.insert(at, special);
        let mut expected = String::from("\"");
        for &unit in &units {
            let one = quoted(&[unit]);
            expected.push_str(&one[1..one.len() - 1]);
        }
        prop_assert_eq!(quoted(&units), expected + "\"");
    }
}
