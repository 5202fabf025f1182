use proptest::prelude::*;

use super::super::{ALGORITHMS, Key, Spec};
use super::{every_plain_spec, named, pattern, plain, shared};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn how_the_input_is_cut_makes_no_difference(
        cuts in prop::collection::vec(0_usize..3000, 0..12),
        seed in any::<u64>(),
    ) {
        let input = pattern(cuts.iter().sum());
        let cancel = Cancel::default();
        for algorithm in &ALGORITHMS {
            let seed = if algorithm.seeded { seed } else { 0 };
            let spec = Spec::new(algorithm, Key::None, None, seed).unwrap();
            let mut whole = spec.hasher();
            whole.update(&input);
            let mut cut = spec.hasher();
            let mut rest = input.as_slice();
            for (index, length) in cuts.iter().enumerate() {
                let (piece, after) = rest.split_at(*length);
                match index % 3 {
                    0 => cut.update(piece),
                    1 => cut.absorb(InputBytes::Private(piece), &cancel).unwrap(),
                    _ => cut.absorb(shared(piece), &cancel).unwrap(),
                }
                rest = after;
            }
            prop_assert_eq!(cut.finish(&cancel).unwrap(), whole.finish(&cancel).unwrap(), "{}", algorithm.name);
        }
    }
}

#[test]
fn a_clone_goes_on_by_itself() {
    let cancel = Cancel::default();
    for spec in every_plain_spec() {
        let mut first = spec.hasher();
        first.update(b"common, ");
        let mut second = first.clone();
        first.update(b"first");
        second.update(b"second");
        for (hasher, input) in [(first, &b"common, first"[..]), (second, b"common, second")] {
            let mut whole = spec.hasher();
            whole.update(input);
            assert_eq!(
                hasher.finish(&cancel).unwrap(),
                whole.finish(&cancel).unwrap(),
                "{}",
                spec.algorithm().name
            );
        }
    }
}

#[test]
fn a_longer_output_begins_with_the_shorter_one() {
    let cancel = Cancel::default();
    for algorithm in ALGORITHMS.iter().filter(|algorithm| algorithm.extendable) {
        let output = |length| {
            let mut hasher = Spec::new(algorithm, Key::None, Some(length), 0).unwrap().hasher();
            hasher.update(b"abc");
            hasher.finish(&cancel).unwrap()
        };
        let long = output(200_001);
        for length in [0, 1, 65_535, 65_536, 65_537, 200_000] {
            assert_eq!(output(length), long[..length], "{}", algorithm.name);
        }
    }
}

#[test]
fn a_cancelled_hasher_neither_absorbs_nor_finishes() {
    let cancel = Cancel::default();
    cancel.cancel();
    for algorithm in &ALGORITHMS {
        let mut hasher = plain(algorithm).hasher();
        assert!(matches!(hasher.absorb(InputBytes::Private(&[1]), &cancel), Err(Failure::Aborted)));
        assert!(matches!(hasher.finish(&cancel), Err(Failure::Aborted)));
    }
}

#[test]
fn an_output_that_no_memory_can_hold_is_refused() {
    for algorithm in ["shake128", "shake256", "blake3"] {
        let spec = Spec::new(named(algorithm), Key::None, Some(usize::MAX), 0).unwrap();
        let failure = spec.hasher().finish(&Cancel::default()).unwrap_err();
        assert!(matches!(failure, Failure::OutOfMemory { bytes: usize::MAX }), "{failure:?}");
    }
}
