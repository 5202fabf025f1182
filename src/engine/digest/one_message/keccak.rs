//! The permutation Keccak-f[1600] (FIPS 202, section 3).

use std::array;

use ::keccak::Keccak;

/// The lanes: five rows of five.
pub type State = [u64; 25];
type Permutation = fn(&mut State);

/// The constants of ι.
#[rustfmt::skip]
const ROUND_CONSTANTS: [u64; 24] = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
    0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
];

/// The fastest that this processor has.
pub fn fastest() -> Permutation {
    all().next().unwrap_or(by_keccak)
}

/// Those that this processor has, the fastest first.
fn all() -> impl Iterator<Item = Permutation> {
    #[cfg(target_arch = "x86_64")]
    let compiled = [with_bmi()];
    #[cfg(not(target_arch = "x86_64"))]
    let compiled = [];
    compiled.into_iter().chain([Some(by_keccak as Permutation)]).flatten()
}

/// By the crate, which has the instructions of aarch64.
fn by_keccak(state: &mut State) {
    Keccak::new().with_f1600(|permute| permute(state));
}

/// In general registers, with AND of a complement in one instruction: a sixth faster than without. `None` where the
/// processor lacks it.
#[cfg(target_arch = "x86_64")]
fn with_bmi() -> Option<Permutation> {
    #[expect(clippy::missing_safety_doc, reason = "a function with a target feature")]
    #[target_feature(enable = "bmi1,bmi2")]
    fn permute_with_bmi(state: &mut State) {
        permute(state);
    }
    let found = is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("bmi2");
    found.then_some(|state| {
        // SAFETY: the instructions were found just now.
        unsafe { permute_with_bmi(state) }
    })
}

#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "the crate is faster"))]
#[inline(always)]
fn permute(state: &mut State) {
    let mut lanes = *state;
    for [even, odd] in ROUND_CONSTANTS.as_chunks().0 {
        lanes = round(&round(&lanes, *even), *odd);
    }
    *state = lanes;
}

/// θ, ρ and π of a row's lanes, then χ.
macro_rules! row {
    ($a:ident, $d:ident: $($lane:literal <<< $turn:literal),*) => {{
        let b = [$(($a[$lane] ^ $d[$lane % 5]).rotate_left($turn)),*];
        [
            b[0] ^ (!b[1] & b[2]),
            b[1] ^ (!b[2] & b[3]),
            b[2] ^ (!b[3] & b[4]),
            b[3] ^ (!b[4] & b[0]),
            b[4] ^ (!b[0] & b[1]),
        ]
    }};
}

#[inline(always)]
fn round(a: &State, constant: u64) -> State {
    let column = |x: usize| a[x] ^ a[5 + x] ^ a[10 + x] ^ a[15 + x] ^ a[20 + x];
    let c = [column(0), column(1), column(2), column(3), column(4)];
    let change = |x: usize| c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
    let d = [change(0), change(1), change(2), change(3), change(4)];
    let mut first = row!(a, d: 0 <<< 0, 6 <<< 44, 12 <<< 43, 18 <<< 21, 24 <<< 14);
    first[0] ^= constant;
    let rows = [
        first,
        row!(a, d: 3 <<< 28, 9 <<< 20, 10 <<< 3, 16 <<< 45, 22 <<< 61),
        row!(a, d: 1 <<< 1, 7 <<< 6, 13 <<< 25, 19 <<< 8, 20 <<< 18),
        row!(a, d: 4 <<< 27, 5 <<< 36, 11 <<< 10, 17 <<< 15, 23 <<< 56),
        row!(a, d: 2 <<< 62, 8 <<< 55, 14 <<< 39, 15 <<< 41, 21 <<< 2),
    ];
    array::from_fn(|at| rows[at / 5][at % 5])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_permutation_is_keccak_s(lanes in prop::collection::vec(any::<u64>(), 25)) {
            let state: State = lanes.try_into().expect("25 lanes");
            let mut expected = state;
            by_keccak(&mut expected);
            for permute in all().chain([permute as Permutation]) {
                let mut ours = state;
                permute(&mut ours);
                prop_assert_eq!(ours, expected);
            }
        }
    }
}
