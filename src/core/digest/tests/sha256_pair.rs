use proptest::prelude::*;
use sha2::block_api::compress256;

use super::super::sha256_lanes::digest_all;
use super::super::sha256_pair::{Block, CompressPair, State, kernel};
use super::super::{Key, Spec, digest};
use super::{named, pattern, shared};
use crate::core::cancel::Cancel;
use crate::core::failure::Failure;
use crate::core::source::Source;

/// What a kernel does, by `sha2`.
fn by_sha2(states: &mut [State; 2], blocks: [&[Block]; 2]) {
    for (state, blocks) in states.iter_mut().zip(blocks) {
        compress256(state, blocks);
    }
}

/// This processor's kernel, if it has one, and none.
fn kernels() -> impl Iterator<Item = CompressPair> {
    kernel().into_iter().chain([by_sha2 as CompressPair])
}

fn specs(key: &Key) -> [Spec; 2] {
    let copy = || match key {
        Key::Bytes(key) => Key::Bytes(key.clone()),
        _ => Key::None,
    };
    ["sha256", "sha224"].map(|name| Spec::new(named(name), copy(), None, 0).unwrap())
}

fn in_pairs(kernel: CompressPair, spec: &Spec, inputs: &[Source<'_>]) -> Result<Vec<u8>, Failure> {
    let length = spec.output_length();
    let mut output = vec![0; inputs.len() * length];
    let rooms = inputs.iter().copied().zip(output.chunks_exact_mut(length));
    digest_all(kernel, spec.sha256().unwrap(), rooms, &Cancel::default())?;
    Ok(output)
}

fn one_by_one(spec: &Spec, inputs: &[Source<'_>]) -> Vec<u8> {
    inputs.iter().flat_map(|input| digest(spec, *input, &Cancel::default()).unwrap()).collect()
}

#[test]
fn every_length_of_padding_pairs_with_every_other() {
    let bytes = pattern(200);
    for spec in specs(&Key::None).iter().chain(&specs(&Key::Bytes(b"key".to_vec()))) {
        for first in 0..=130 {
            for second in [0, 55, 56, 63, 64, 119, 120, 128] {
                let inputs = [Source::Private(&bytes[..first]), Source::Private(&bytes[7..7 + second])];
                let expected = one_by_one(spec, &inputs);
                for kernel in kernels() {
                    assert_eq!(in_pairs(kernel, spec, &inputs).unwrap(), expected, "{first} {second}");
                }
            }
        }
    }
}

/// FIPS 180-4's examples, as NIST publishes them: "abc", and a message of two blocks.
#[test]
fn a_pair_has_the_published_digests() {
    let inputs = ["abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"];
    let expected = [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ];
    let inputs = inputs.map(|text| Source::Private(text.as_bytes()));
    for kernel in kernels() {
        let [sha256, _] = specs(&Key::None);
        let found = in_pairs(kernel, &sha256, &inputs).unwrap();
        assert_eq!(data_encoding::HEXLOWER.encode(&found), expected.concat());
    }
}

proptest! {
    #[test]
    fn any_inputs_have_the_digests_that_sha2_gives_them(
        inputs in prop::collection::vec(
            (prop_oneof![8 => 0_usize..300, 4 => 0_usize..9000, 1 => 30_000_usize..100_000], 0_usize..70, any::<bool>()),
            0..9,
        ),
        key in prop::option::of(prop::collection::vec(any::<u8>(), 0..150)),
    ) {
        let bytes = pattern(100_070);
        let source = |&(len, offset, is_shared): &(usize, usize, bool)| {
            let input = &bytes[offset..offset + len];
            if is_shared { shared(input) } else { Source::Private(input) }
        };
        let inputs: Vec<Source<'_>> = inputs.iter().map(source).collect();
        let key = key.map_or(Key::None, Key::Bytes);
        for spec in specs(&key) {
            let expected = one_by_one(&spec, &inputs);
            for kernel in kernels() {
                prop_assert_eq!(&in_pairs(kernel, &spec, &inputs).unwrap(), &expected);
            }
        }
    }

    #[test]
    fn the_kernel_takes_in_what_both_runs_have(
        states in any::<[State; 2]>(),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        offsets in [0_usize..64, 0_usize..64],
        lengths in [0_usize..12, 0_usize..12],
    ) {
        let Some(kernel) = kernel() else { return Ok(()) };
        let run = |lane: usize| {
            let blocks = bytes.get(offsets[lane]..).unwrap_or_default().as_chunks::<64>().0;
            &blocks[..lengths[lane].min(blocks.len())]
        };
        let blocks = run(0).len().min(run(1).len());
        let (mut found, mut expected) = (states, states);
        kernel(&mut found, [run(0), run(1)]);
        by_sha2(&mut expected, [&run(0)[..blocks], &run(1)[..blocks]]);
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn a_cancelled_pair_is_not_digested() {
    let cancel = Cancel::default();
    cancel.cancel();
    let mut output = [[0; 32]; 2];
    let [sha256, _] = specs(&Key::None);
    let inputs = output.iter_mut().map(|room| (Source::Private(b"abc"), &mut room[..]));
    let outcome = digest_all(by_sha2, sha256.sha256().unwrap(), inputs, &cancel);
    assert!(matches!(outcome, Err(Failure::Aborted)));
    assert_eq!(output, [[0; 32]; 2]);
}
