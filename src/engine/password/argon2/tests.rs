//! Every kernel, against the `argon2` crate and RFC 9106.

use ::argon2 as reference;
use data_encoding::HEXLOWER;
use proptest::prelude::*;

use super::*;

fn kernels() -> Vec<Kernel> {
    Kernel::all().collect()
}

fn key(argon2: &Argon2, kernel: Kernel, inputs: &[&[u8]]) -> Secret {
    let argon2 = Argon2 { cost: argon2.cost, length: argon2.length, kernel };
    argon2.derive(inputs, &Cancel::NEVER).expect("a key")
}

/// The crate's key at the same cost.
fn expected(argon2: &Argon2, inputs: [&[u8]; 4]) -> Vec<u8> {
    let Cost { variant, version, memory, passes, lanes } = argon2.cost;
    let algorithm = match variant {
        Variant::D => reference::Algorithm::Argon2d,
        Variant::I => reference::Algorithm::Argon2i,
        Variant::Id => reference::Algorithm::Argon2id,
    };
    let [password, salt, secret, data] = inputs;
    let params = reference::ParamsBuilder::new()
        .m_cost(memory)
        .t_cost(passes)
        .p_cost(lanes)
        .output_len(argon2.length)
        .data(reference::AssociatedData::new(data).expect("short data"))
        .build()
        .expect("a valid cost");
    let mut blocks = vec![reference::Block::new(); params.block_count()];
    let version = version.try_into().expect("a known version");
    let mut key = vec![0; argon2.length];
    reference::Argon2::new_with_secret(secret, algorithm, version, params)
        .and_then(|context| context.hash_password_into_with_memory(password, salt, &mut key, &mut blocks))
        .expect("a key");
    key
}

/// Variant, version, memory, passes, lanes.
fn costs() -> impl Strategy<Value = (u32, u32, u32, u32, u32)> {
    let version = prop::sample::select(vec![0x10, 0x13]);
    // More than a block of counters' numbers in a segment of one lane, and fewer.
    (0_u32..3, version, 8_u32..700, 1_u32..4, 1_u32..6)
}

fn bytes(lengths: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), lengths)
}

fn words() -> impl Strategy<Value = [[u64; 4]; 32]> {
    prop::array::uniform32(any::<[u64; 4]>())
}

fn block(words: [[u64; 4]; 32]) -> Block {
    Block(std::array::from_fn(|at| words[at / 4][at % 4]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn keys_are_those_of_the_crate(
        (variant, version, memory, passes, lanes) in costs(),
        length in 4_usize..200,
        password in bytes(0..150),
        salt in bytes(8..40),
        secret in bytes(0..40),
        data in bytes(0..33),
    ) {
        let variant = [Variant::D, Variant::I, Variant::Id][variant as usize];
        let argon2 = Argon2::new(variant, version, memory.max(8 * lanes), passes, lanes, length)
            .expect("a valid cost");
        let inputs = [&password[..], &salt, &secret, &data];
        let expected = expected(&argon2, inputs);
        for kernel in kernels() {
            prop_assert_eq!(&*key(&argon2, kernel, &inputs), &expected);
        }
    }

    #[test]
    fn kernels_compute_the_same(one in words(), other in words(), sum in words()) {
        let sums = kernels().into_iter().map(|kernel| {
            let (mut sum, mut scratch) = (block(sum), Block::ZERO);
            kernel.add(&block(one), &block(other), &mut sum, &mut scratch);
            sum.0
        });
        let sums: Vec<_> = sums.collect();
        prop_assert!(sums.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[test]
fn keys_of_rfc_9106() {
    let inputs: [&[u8]; 4] = [&[1; 32], &[2; 16], &[3; 8], &[4; 12]];
    let answers = [
        (Variant::D, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb"),
        (Variant::I, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8"),
        (Variant::Id, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"),
    ];
    for (variant, expected) in answers {
        let argon2 = Argon2::new(variant, 0x13, 32, 3, 4, 32).expect("a valid cost");
        for kernel in kernels() {
            assert_eq!(HEXLOWER.encode(&key(&argon2, kernel, &inputs)), expected);
        }
    }
}

#[test]
fn a_block_is_what_its_bytes_say() {
    let bytes = std::array::from_fn(|at| at as u8);
    let block = Block::read(&bytes);
    assert_eq!(block.0[1], 0x0f0e_0d0c_0b0a_0908);
    assert_eq!(block.bytes(), bytes);
}
