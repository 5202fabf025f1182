//! The same results and errors as node:zlib, for every line of `node_zlib.txt`.

use std::collections::HashMap;

use super::super::engines;
use super::super::stream::Next;
use super::super::{Decompression, Format};
use super::{decompress, shared, unpacking};
use crate::engine::failure::Failure;

const VECTORS: &str = include_str!("node_zlib.txt");

#[test]
fn whole_inputs_give_what_node_gives() {
    for_each_vector(decompress);
}

#[test]
fn inputs_in_single_bytes_give_what_node_gives() {
    for_each_vector(|spec, input| decode_in_steps(spec, input, 1, 1 << 14));
}

#[test]
fn outputs_in_single_bytes_give_what_node_gives() {
    for_each_vector(|spec, input| decode_in_steps(spec, input, usize::MAX, 1));
}

/// Two pairs of errors are one and the same: which is found depends on how much room there is for output, and
/// in zstd also on what the reused context decoded before.
fn whatever_the_room(result: &str) -> &str {
    match result {
        "ZSTD_error_dstSize_tooSmall 70 Destination buffer is too small" => {
            "ZSTD_error_corruption_detected 20 Data corruption detected"
        }
        "ERR__ERROR_FORMAT_BLOCK_LENGTH_1 -9 Decompression failed" => {
            "ERR__ERROR_FORMAT_BLOCK_LENGTH_2 -10 Decompression failed"
        }
        other => other,
    }
}

/// Runs `decode` on every vector and compares. Reports all that differ at once.
fn for_each_vector(decode: impl Fn(&Decompression, &[u8]) -> Result<Vec<u8>, Failure>) {
    let mut bases = HashMap::new();
    let mut differing = Vec::new();
    let mut count = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        if let Some(base) = line.strip_prefix("base ") {
            let (name, rest) = base.split_once(' ').expect("a name");
            let (format, hex) = rest.split_once(' ').expect("a format");
            bases.insert(name, (Format::from_name(format).expect("a known format"), unhex(hex)));
            continue;
        }
        let (case, expected) = line.split_once(" = ").expect("a result");
        let mut words = case.split(' ');
        let (format, bytes) = &bases[words.next().expect("a base")];
        let (spec, input) = edit(*format, bytes.clone(), words);
        let found = describe(decode(&spec, &input));
        count += 1;
        if whatever_the_room(&found) != whatever_the_room(expected) {
            differing.push(format!("{case}\n  node: {expected}\n  here: {found}"));
        }
    }
    assert!(count > 2000);
    assert!(differing.is_empty(), "{} of {count} differ:\n{}", differing.len(), differing.join("\n"));
}

fn edit<'a>(
    format: Format,
    mut bytes: Vec<u8>,
    mut words: impl Iterator<Item = &'a str>,
) -> (Decompression, Vec<u8>) {
    let mut spec = unpacking(format);
    while let Some(word) = words.next() {
        let mut argument = || words.next().expect("an argument");
        match word {
            "cut" => bytes.truncate(argument().parse().expect("a length")),
            "xor" => {
                let index: usize = argument().parse().expect("an index");
                bytes[index] ^= unhex(argument())[0];
            }
            "then" => bytes.extend(unhex(argument())),
            "dictionary" => spec.dictionary = shared(&unhex(argument())),
            "reject" => spec.reject_garbage = true,
            other => panic!("no such edit: {other}"),
        }
    }
    (spec, bytes)
}

fn describe(result: Result<Vec<u8>, Failure>) -> String {
    match result {
        Ok(bytes) => format!("ok {} {:08x}", bytes.len(), crc32fast::hash(&bytes)),
        Err(Failure::Data { code, errno, message }) => format!("{code} {errno} {message}"),
        Err(Failure::TrailingJunk) => {
            "ERR_TRAILING_JUNK_AFTER_STREAM_END 0 Trailing junk found after the end of the compressed stream"
                .into()
        }
        Err(other) => format!("{other:?}"),
    }
}

/// Decodes with at most `input_step` bytes in and `output_step` bytes out at a time.
fn decode_in_steps(
    spec: &Decompression,
    input: &[u8],
    input_step: usize,
    output_step: usize,
) -> Result<Vec<u8>, Failure> {
    let mut decoder = engines::decoder(spec)?;
    let mut out = Vec::new();
    for mut block in input.chunks(input_step.min(input.len().max(1))) {
        loop {
            let before = out.len();
            let step = decoder.decode(block, output_step, &mut out)?;
            assert!(out.len() - before <= output_step);
            block = &block[step.consumed..];
            match step.next {
                Next::Input => break assert!(block.is_empty()),
                Next::Output => {}
                Next::Nothing => return decoder.finish().map(|()| out),
            }
        }
    }
    decoder.finish().map(|()| out)
}

fn unhex(text: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).expect("hexadecimal")
}
