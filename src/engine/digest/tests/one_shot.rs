use std::time::Duration;

use proptest::prelude::*;

use super::super::lanes::Kernels;
use super::super::one_shot::digest_many_by;
use super::super::{Key, Spec, digest, digest_many};
use super::{every_plain_spec, named, pattern, plain, pool, shared};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The whole input at once, on this thread.
fn in_one_go(spec: &Spec, input: &[u8]) -> Vec<u8> {
    let mut hasher = spec.hasher();
    hasher.update(input);
    hasher.finish(&Cancel::default()).unwrap()
}

#[test]
fn blocks_and_threads_make_no_difference() {
    let pool = pool(3);
    let cancel = Cancel::default();
    let kib = 1024;
    for len in [0, 64 * kib - 1, 64 * kib + 1, 128 * kib] {
        let input = pattern(len);
        for spec in every_plain_spec() {
            let expected = in_one_go(&spec, &input);
            for source in [InputBytes::Private(&input), shared(&input)] {
                let name = spec.algorithm().name;
                assert_eq!(digest(&spec, source, &cancel).unwrap(), expected, "{name} {len}");
                let on_pool = pool.install(|| digest(&spec, source, &cancel)).unwrap();
                assert_eq!(on_pool, expected, "{name} {len}, on a pool");
            }
        }
    }
}

#[test]
fn blake3_spread_over_threads_is_the_same_in_every_mode() {
    let pool = pool(3);
    let cancel = Cancel::default();
    let input = pattern(5 * 1024 * 1024 + 3);
    for key in [Key::None, Key::Bytes(vec![5; 32]), Key::Context("a context".into())] {
        let spec = Spec::new(named("blake3"), key, Some(100), 0).unwrap();
        let expected = in_one_go(&spec, &input);
        for source in [InputBytes::Private(&input), shared(&input)] {
            assert_eq!(pool.install(|| digest(&spec, source, &cancel)).unwrap(), expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn many_digests_are_each_input_s_own_in_order(
        lens in prop::collection::vec(prop_oneof![10 => 0_usize..200, 10 => 0_usize..20_000, 1 => Just(150_000)], 0..40),
        length in prop_oneof![Just(0_usize), Just(32), 1_usize..100],
    ) {
        let pool = pool(3);
        let cancel = Cancel::default();
        let bytes = pattern(150_100);
        let source = |(index, len): (usize, &usize)| {
            let input = &bytes[index..index + len];
            if index % 2 == 0 { InputBytes::Private(input) } else { shared(input) }
        };
        let inputs: Vec<InputBytes<'_>> = lens.iter().enumerate().map(source).collect();
        let extended = Spec::new(named("blake3"), Key::None, Some(length), 0).unwrap();
        let hmac = Spec::new(named("sha256"), Key::Bytes(b"key".to_vec()), None, 0).unwrap();
        for spec in [extended, hmac, plain(named("sha224")), plain(named("sha384")), plain(named("xxh3"))] {
            let each: Vec<u8> = inputs.iter().flat_map(|input| digest(&spec, *input, &cancel).unwrap()).collect();
            for kernels in Kernels::all() {
                let many = || digest_many_by(kernels, &spec, &inputs, &cancel).unwrap();
                prop_assert_eq!(&many(), &each);
                prop_assert_eq!(&pool.install(many), &each);
            }
        }
    }
}

#[test]
fn a_cancelled_job_gives_no_digest() {
    let cancel = Cancel::default();
    cancel.cancel();
    let input = pattern(100_000);
    let inputs = [InputBytes::Private(&input); 20];
    let pool = pool(2);
    for spec in every_plain_spec() {
        assert!(matches!(digest(&spec, inputs[0], &cancel), Err(Failure::Aborted)));
        assert!(matches!(digest(&spec, InputBytes::Private(&[]), &cancel), Err(Failure::Aborted)));
        assert!(matches!(pool.install(|| digest_many(&spec, &inputs, &cancel)), Err(Failure::Aborted)));
    }
}

#[test]
fn a_long_job_stops_when_cancelled() {
    let input = pattern(1024 * 1024);
    let inputs = vec![InputBytes::Private(&input); 200_000];
    let spec = plain(named("sha512"));
    let cancel = Cancel::default();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(20));
            cancel.cancel();
        });
        assert!(matches!(pool(2).install(|| digest_many(&spec, &inputs, &cancel)), Err(Failure::Aborted)));
    });
}

#[test]
fn more_digests_than_memory_are_refused() {
    let spec = Spec::new(named("shake256"), Key::None, Some(usize::MAX / 2), 0).unwrap();
    let failure = digest_many(&spec, &[InputBytes::Private(&[]); 3], &Cancel::default()).unwrap_err();
    assert!(matches!(failure, Failure::OutOfMemory { bytes: usize::MAX }), "{failure:?}");
}
