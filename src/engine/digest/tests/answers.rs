//! Published answers, from `answers.tsv`.

use super::super::{ALGORITHMS, Key, Spec, digest};
use super::{named, pattern, shared};
use crate::engine::cancel::Cancel;
use crate::engine::input::InputBytes;

struct Answer {
    line: &'static str,
    input: Vec<u8>,
    spec: Spec,
    digest: Vec<u8>,
}

fn answers() -> Vec<Answer> {
    include_str!("answers.tsv").lines().filter(|line| !line.starts_with('#')).map(parse).collect()
}

fn parse(line: &'static str) -> Answer {
    let columns: Vec<&str> = line.split('\t').collect();
    let [algorithm, input, key, seed, output_length, digest] = columns[..] else { panic!("{line}") };
    let key = match key.strip_prefix("context:") {
        Some(context) => Key::Context(context.into()),
        None if key == "none" => Key::None,
        None => Key::Bytes(data(key)),
    };
    let seed = seed.parse().expect(line);
    let output_length = (output_length != "default").then(|| output_length.parse().expect(line));
    let spec = Spec::new(named(algorithm), key, output_length, seed).expect(line);
    let digest = data_encoding::HEXLOWER.decode(digest.as_bytes()).expect(line);
    Answer { line, input: data(input), spec, digest }
}

fn data(text: &str) -> Vec<u8> {
    match text.split_once(':') {
        None => {
            assert_eq!(text, "-");
            Vec::new()
        }
        Some(("text", text)) => text.into(),
        Some(("pattern", len)) => pattern(len.parse().expect(text)),
        Some(("count", len)) => (0..len.parse().expect(text)).collect(),
        Some(("repeat", what)) => {
            let (byte, times) = what.split_once('x').expect(text);
            vec![u8::from_str_radix(byte, 16).expect(text); times.parse().expect(text)]
        }
        Some(_) => panic!("{text}"),
    }
}

#[test]
fn digests_are_the_published_ones() {
    for answer in answers() {
        for source in [InputBytes::Private(&answer.input), shared(&answer.input)] {
            let found = digest(&answer.spec, source, &Cancel::default()).expect(answer.line);
            assert_eq!(found, answer.digest, "{}", answer.line);
        }
    }
}

#[test]
fn every_algorithm_has_answers() {
    let answers = answers();
    for algorithm in &ALGORITHMS {
        let own = answers.iter().filter(|answer| std::ptr::eq(answer.spec.algorithm(), algorithm));
        assert!(own.count() >= 3, "{}", algorithm.name);
    }
}
