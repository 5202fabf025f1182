use proptest::prelude::*;

use super::super::lanes::{
    AnyStart, Dispatch, Kernel, Kernels, MAX_LANES, Sha256, Sha512, Start, digest_all,
};
use super::super::{Key, Spec, digest};
use super::{named, pattern, shared};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

const NAMES: [&str; 6] = ["sha256", "sha224", "sha512", "sha384", "sha512-256", "sha512-224"];

fn spec(name: &str, key: &Key) -> Spec {
    let copy = match key {
        Key::Bytes(key) => Key::Bytes(key.clone()),
        _ => Key::None,
    };
    Spec::new(named(name), copy, None, 0).unwrap()
}

/// `None` if there is no kernel for it.
fn in_lanes(
    kernels: Kernels,
    spec: &Spec,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Option<Result<Vec<u8>, Failure>> {
    let length = spec.output_length();
    match spec.sha2().expect("a SHA-2") {
        AnyStart::Sha256(start) => {
            kernels.sha256.map(|kernel| digest_by(kernel, start, length, inputs, cancel))
        }
        AnyStart::Sha512(start) => {
            kernels.sha512.map(|kernel| digest_by(kernel, start, length, inputs, cancel))
        }
    }
}

fn digest_by<H: Dispatch>(
    kernel: Kernel<H>,
    start: Start<H>,
    length: usize,
    inputs: &[InputBytes<'_>],
    cancel: &Cancel,
) -> Result<Vec<u8>, Failure> {
    let mut output = vec![0; inputs.len() * length];
    let rooms = inputs.iter().copied().zip(output.chunks_exact_mut(length));
    digest_all(kernel, start, MAX_LANES, rooms, cancel).map(|()| output)
}

fn assert_same_in_lanes(spec: &Spec, inputs: &[InputBytes<'_>]) {
    let cancel = Cancel::default();
    let expected: Vec<u8> = inputs.iter().flat_map(|input| digest(spec, *input, &cancel).unwrap()).collect();
    for kernels in Kernels::all() {
        if let Some(found) = in_lanes(kernels, spec, inputs, &cancel) {
            let lens: Vec<usize> = inputs.iter().map(InputBytes::len).collect();
            assert_eq!(found.unwrap(), expected, "{} {lens:?}", spec.algorithm().name);
        }
    }
}

#[test]
fn every_length_of_padding_goes_with_every_other() {
    let bytes = pattern(400);
    for key in [Key::None, Key::Bytes(b"key".to_vec())] {
        for spec in NAMES.map(|name| spec(name, &key)) {
            for len in 0..=260 {
                let beside = [0, 55, 56, 63, 64, 111, 112, 119, 120, 127, 128, 240];
                let input = |len: usize| InputBytes::Private(&bytes[len % 7..len % 7 + len]);
                let inputs: Vec<InputBytes<'_>> =
                    beside.iter().flat_map(|&other| [input(len), input(other)]).collect();
                assert_same_in_lanes(&spec, &inputs);
            }
        }
    }
}

/// FIPS 180-4's examples, as NIST publishes them: "abc", and messages of two blocks.
#[test]
fn messages_in_lanes_have_the_published_digests() {
    let published = [
        (
            "sha256",
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            "sha512",
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
             2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018\
             501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
        ),
    ];
    for (name, text, first, second) in published {
        let inputs = ["abc", text, text].map(|text| InputBytes::Private(text.as_bytes()));
        for kernels in Kernels::all() {
            let Some(found) = in_lanes(kernels, &spec(name, &Key::None), &inputs, &Cancel::default()) else {
                continue;
            };
            assert_eq!(data_encoding::HEXLOWER.encode(&found.unwrap()), [first, second, second].concat());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_inputs_have_the_digests_that_sha2_gives_them(
        inputs in prop::collection::vec(
            (prop_oneof![8 => 0_usize..400, 4 => 0_usize..9000, 1 => 30_000_usize..100_000], 0_usize..140, any::<bool>()),
            0..40,
        ),
        key in prop::option::of(prop::collection::vec(any::<u8>(), 0..300)),
    ) {
        let bytes = pattern(100_140);
        let source = |&(len, offset, is_shared): &(usize, usize, bool)| {
            let input = &bytes[offset..offset + len];
            if is_shared { shared(input) } else { InputBytes::Private(input) }
        };
        let inputs: Vec<InputBytes<'_>> = inputs.iter().map(source).collect();
        let key = key.map_or(Key::None, Key::Bytes);
        for name in NAMES {
            assert_same_in_lanes(&spec(name, &key), &inputs);
        }
    }

    #[test]
    fn a_sha256_kernel_takes_in_what_all_runs_have(
        states in any::<[[u32; 8]; MAX_LANES]>(),
        runs in runs(),
        bytes in prop::collection::vec(any::<u8>(), 0..4000),
    ) {
        assert_takes_in::<Sha256>(states, runs, &bytes);
    }

    #[test]
    fn a_sha512_kernel_takes_in_what_all_runs_have(
        states in any::<[[u64; 8]; MAX_LANES]>(),
        runs in runs(),
        bytes in prop::collection::vec(any::<u8>(), 0..4000),
    ) {
        assert_takes_in::<Sha512>(states, runs, &bytes);
    }
}

/// Where each lane's run starts, and how many blocks it has at most.
fn runs() -> impl Strategy<Value = [(usize, usize); MAX_LANES]> {
    prop::array::uniform16((0_usize..128, prop_oneof![1 => Just(0_usize), 40 => 1_usize..12]))
}

fn assert_takes_in<H: Dispatch>(
    states: [[H::Word; 8]; MAX_LANES],
    runs: [(usize, usize); MAX_LANES],
    bytes: &[u8],
) where
    H::Word: PartialEq + std::fmt::Debug,
{
    let runs = runs.map(|(offset, blocks)| {
        let run = H::blocks(bytes.get(offset..).unwrap_or_default()).0;
        &run[..blocks.min(run.len())]
    });
    for kernel in H::kernels() {
        for lanes in 1..=kernel.lanes() {
            let (mut found, mut expected) = (states, states);
            let blocks = kernel.take_in(&mut found[..lanes], &runs[..lanes]);
            assert_eq!(blocks, runs[..lanes].iter().map(|run| run.len()).min().unwrap());
            for (state, run) in expected.iter_mut().zip(&runs[..lanes]) {
                H::compress(state, &run[..blocks]);
            }
            assert_eq!(found, expected, "{lanes} of {}", kernel.lanes());
        }
    }
}

#[test]
fn cancelled_lanes_are_not_digested() {
    let cancel = Cancel::default();
    cancel.cancel();
    for name in NAMES {
        for kernels in Kernels::all() {
            let outcome =
                in_lanes(kernels, &spec(name, &Key::None), &[InputBytes::Private(b"abc"); 2], &cancel);
            assert!(matches!(outcome, None | Some(Err(Failure::Aborted))), "{name}");
        }
    }
}
