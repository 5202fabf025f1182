use super::super::{ALGORITHMS, Algorithm, Key, KeyUse, Spec};
use super::named;
use crate::engine::failure::Failure;

fn keys() -> Vec<Key> {
    let lengths = [0, 1, 16, 31, 32, 33, 63, 64, 65, 200];
    let mut keys: Vec<Key> = lengths.map(|length| Key::Bytes(vec![7; length])).into();
    keys.extend([Key::None, Key::Context(String::new()), Key::Context("a context".into())]);
    keys
}

#[test]
fn names_are_unique_and_found() {
    for algorithm in &ALGORITHMS {
        assert!(std::ptr::eq(named(algorithm.name), algorithm), "{}", algorithm.name);
    }
    assert!(Algorithm::named("sha257").is_none());
}

#[test]
fn engines_take_the_keys_that_the_table_says() {
    for algorithm in &ALGORITHMS {
        for key in keys() {
            let taken = (algorithm.start)(&key, 0).is_some();
            assert_eq!(taken, algorithm.key.accepts(&key), "{}", algorithm.name);
        }
    }
}

#[test]
fn a_key_that_does_not_fit_is_refused() {
    for algorithm in &ALGORITHMS {
        for key in keys() {
            let fits = algorithm.key.accepts(&key);
            match Spec::new(algorithm, key, None, 0) {
                Ok(_) => assert!(fits, "{}", algorithm.name),
                Err(failure) => assert!(!fits && matches!(failure, Failure::Internal(_)), "{failure:?}"),
            }
        }
    }
}

#[test]
fn only_some_digests_take_an_output_length() {
    for algorithm in &ALGORITHMS {
        for length in [0, 1, algorithm.output_length, 1000] {
            match Spec::new(algorithm, Key::None, Some(length), 0) {
                Ok(spec) => {
                    assert!(algorithm.extendable || length == algorithm.output_length, "{}", algorithm.name);
                    assert_eq!(spec.output_length(), length);
                }
                Err(failure) => {
                    assert!(!algorithm.extendable && matches!(failure, Failure::Internal(_)), "{failure:?}");
                }
            }
        }
    }
    let extendable = ALGORITHMS.iter().filter(|algorithm| algorithm.extendable);
    assert_eq!(
        extendable.map(|algorithm| algorithm.name).collect::<Vec<_>>(),
        ["shake128", "shake256", "blake3"]
    );
}

#[test]
fn only_some_digests_take_a_seed() {
    for algorithm in &ALGORITHMS {
        assert_eq!(Spec::new(algorithm, Key::None, None, 1).is_ok(), algorithm.seeded, "{}", algorithm.name);
    }
    let seeded = ALGORITHMS.iter().filter(|algorithm| algorithm.seeded);
    assert_eq!(seeded.map(|algorithm| algorithm.name).collect::<Vec<_>>(), ["xxh3", "xxh64", "xxh128"]);
}

#[test]
fn only_blake3_derives_keys() {
    let context = Key::Context("a context".into());
    let deriving = ALGORITHMS.iter().filter(|algorithm| algorithm.key.accepts(&context));
    assert_eq!(deriving.map(|algorithm| algorithm.name).collect::<Vec<_>>(), ["blake3"]);
    assert_eq!(named("blake3").key, KeyUse::Blake3 { exact: 32 });
}
