use super::plan::OP;
use super::*;

fn planned(text: &str, chunk: usize) -> Result<Vec<f64>, Report> {
    operations(text, &Pointer::default(), Cut { chunk, string: 4 * chunk })
}

fn operations(text: &str, pointer: &Pointer, cut: Cut) -> Result<Vec<f64>, Report> {
    let mut operations = Vec::new();
    let publish = &mut |more| operations.extend::<Vec<_>>(more);
    let planned = plan(text.as_bytes(), pointer, cut, &Cancel::default(), publish).unwrap();
    planned.map(|()| operations)
}

fn pointed(text: &str, tokens: &[&str]) -> Option<f64> {
    let pointer = Pointer::new(tokens.iter().map(|token| token.encode_utf16().collect()).collect());
    let cut = Cut { chunk: 1 << 16, string: 1 << 16 };
    operations(text, &pointer, cut).unwrap().get(1).copied()
}

#[test]
fn a_small_document_is_one_value() {
    assert_eq!(planned(" [1,2] ", 100), Ok(vec![OP.value, 0.0, 7.0]));
}

#[test]
fn a_large_array_is_opened_and_cut_between_elements() {
    let plan =
        vec![OP.open_array, OP.elements, 1.0, 6.0, OP.elements, 7.0, 12.0, OP.elements, 13.0, 14.0, OP.close];
    assert_eq!(planned("[11,22,33,44,5]", 3), Ok(plan));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases =
        [("[1,]", 3), ("{\"a\" 1}", 5), ("[\n\"\\x\"]", 3), ("tru", 3), ("[1 2]", 3), ("", 0), ("[01]", 1)];
    for (text, at) in cases {
        let report = planned(text, 100).expect_err(text);
        assert_eq!(report.fault.at, at, "{text}");
    }
}

#[test]
fn a_pointer_finds_the_last_of_several() {
    assert_eq!(pointed(r#"{"a":{"b":1},"a":{"b":2}}"#, &["a", "b"]), Some(22.0));
    assert_eq!(pointed(r#"{"a":{"b":1},"a":{}}"#, &["a", "b"]), None);
    assert_eq!(pointed(r#"{"\u0061":[5,[6]]}"#, &["a", "1", "0"]), Some(14.0));
    assert_eq!(pointed("[1,2]", &["01"]), None);
    assert_eq!(pointed("[1,[2]]", &["1", "0", "0"]), None);
}

#[test]
fn operations_are_published_before_all_is_checked() {
    let text = format!("[{}x", "1,".repeat(1 << 16));
    let mut published = 0;
    let cut = Cut { chunk: 1 << 10, string: 1 << 10 };
    let publish = &mut |operations: Vec<f64>| published += operations.len();
    let planned = plan(text.as_bytes(), &Pointer::default(), cut, &Cancel::default(), publish).unwrap();
    assert_eq!(planned.expect_err("the end is wrong").fault.at, text.len() - 1);
    assert!(published > 100);
}

#[test]
fn a_million_levels_are_walked() {
    let text = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let operations = planned(&text, 1 << 16).unwrap();
    let opened = operations.iter().filter(|&&operation| operation == OP.open_array).count();
    assert!(opened > 900_000);
}
