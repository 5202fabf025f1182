//! One published answer for each function; the many others are put through the public functions by Jest.

use super::*;
use crate::engine::digest::Algorithm;
use crate::engine::input::SharedBytes;
use crate::engine::password::salsa::{Cell, portable};

#[test]
fn argon2_is_that_of_rfc_9106() {
    let inputs: [&[u8]; 4] = [&[1; 32], &[2; 16], &[3; 8], &[4; 12]];
    let answers = [
        (Variant::D, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb"),
        (Variant::I, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8"),
        (Variant::Id, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"),
    ];
    for (variant, expected) in answers {
        assert_eq!(key(&argon2(variant, 32, 3, 4).expect("a valid cost"), &inputs), expected);
    }
}

#[test]
fn scrypt_is_that_of_rfc_7914() {
    let scrypt = Scrypt::new(1024, 8, 16, 16).expect("a valid cost");
    assert_eq!(key(&scrypt, &[b"password", b"NaCl"]), "fdbabe1c9d3472007856e7190d01e9fe");
}

#[test]
fn both_ways_of_salsa_are_the_same() {
    let mut cell = Cell::read(&std::array::from_fn::<u8, 64, _>(|at| at as u8 * 3));
    for _ in 0..100 {
        let (mut one, mut other) = ([0; 64], [0; 64]);
        portable(cell).write(&mut one);
        cell.mixed().write(&mut other);
        assert_eq!(one, other);
        cell = cell.mixed();
    }
}

#[test]
fn bcrypt_is_that_of_its_authors() {
    let salt =
        [0x14, 0x4b, 0x3d, 0x69, 0x1a, 0x7b, 0x4e, 0xcf, 0x39, 0xcf, 0x73, 0x5c, 0x7f, 0xa7, 0xa7, 0x9c];
    let bcrypt = Bcrypt::new(6).expect("a valid cost");
    assert_eq!(key(&bcrypt, &[b"", &salt]), "557e94f34bf286e8719a26be94ac1e16d95ef9f819dee0");
}

#[test]
fn pbkdf2_is_that_of_rfc_7914() {
    let pbkdf2 = Pbkdf2::new(mac("sha256"), 80_000, 16);
    assert_eq!(key(&pbkdf2, &[b"Password", b"NaCl"]), "4ddcd8f60b98be21830cee5ef22701f9");
}

#[test]
fn hkdf_is_that_of_rfc_5869() {
    let hkdf = Hkdf::new(mac("sha1"), 42).expect("a valid length");
    let expected = "0ac1af7002b3d761d1e55298da9d0506b9ae52057220a306e07b6b87e8df21d0ea00033de03984d34918";
    assert_eq!(key(&hkdf, &[&[0x0b; 22], b"", b""]), expected);
}

#[test]
fn every_mac_is_over_a_digest_of_the_table() {
    for mac in &MACS {
        let digest = Algorithm::named(mac.name).expect("the same name");
        assert_eq!((digest.output_length, digest.extendable), (mac.output_length, false), "{}", mac.name);
    }
}

#[test]
fn a_key_is_compared_as_a_whole() {
    let pbkdf2 = Pbkdf2::new(mac("sha1"), 1, 20);
    let inputs = [InputBytes::Private(b"password"), InputBytes::Private(b"salt")];
    let matches =
        |expected: &[u8]| verify(&pbkdf2, &inputs, expected, &Cancel::default()).expect("an answer");
    let mut expected = derive(&pbkdf2, &inputs, &Cancel::default()).expect("a key");
    assert!(matches(&expected));
    assert!(!matches(&expected[..19]) && !matches(b""));
    expected[19] ^= 1;
    assert!(!matches(&expected));
}

#[test]
fn shared_inputs_give_the_same_key() {
    let (password, salt) = (b"password", b"salt");
    let pbkdf2 = Pbkdf2::new(mac("sha512"), 2, 64);
    // SAFETY: the bytes are static.
    let shared = unsafe { SharedBytes::new(password.as_ptr(), password.len()) };
    let inputs = [InputBytes::Shared(shared), InputBytes::Private(salt)];
    let made = derive(&pbkdf2, &inputs, &Cancel::default()).expect("a key");
    assert_eq!(HEXLOWER.encode(&made), key(&pbkdf2, &[password, salt]));
}
