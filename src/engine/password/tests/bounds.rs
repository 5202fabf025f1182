use super::*;

#[test]
fn costs_out_of_bounds_are_refused() {
    assert!(argon2(Variant::Id, 7, 1, 1).is_err());
    assert!(argon2(Variant::Id, 15, 1, 2).is_err());
    assert!(argon2(Variant::Id, 8, 0, 1).is_err());
    assert!(argon2(Variant::Id, 8, 1, 0).is_err());
    assert!(Argon2::new(Variant::Id, 0x11, 8, 1, 1, 32).is_err());
    assert!(Bcrypt::new(3).is_err() && Bcrypt::new(32).is_err());
    for (cost, block_size, lanes) in [(0, 8, 1), (1, 8, 1), (3, 8, 1), (2, 0, 1), (2, 1, 0), (1 << 60, 8, 1)]
    {
        assert!(Scrypt::new(cost, block_size, lanes, 32).is_err(), "{cost} {block_size} {lanes}");
    }
    assert!(Hkdf::new(mac("sha1"), 255 * 20).is_ok() && Hkdf::new(mac("sha1"), 255 * 20 + 1).is_err());
}

#[test]
fn inputs_out_of_bounds_are_refused() {
    let refuses = |derivation: &dyn Derivation, inputs: &[&[u8]]| {
        let sources: Vec<InputBytes<'_>> = inputs.iter().map(|input| InputBytes::Private(input)).collect();
        matches!(derive(derivation, &sources, &Cancel::default()), Err(Failure::Internal(_)))
    };
    let argon2 = argon2(Variant::Id, 8, 1, 1).expect("a valid cost");
    assert!(refuses(&argon2, &[b"password", b"salt", b"", b""]));
    assert!(refuses(&argon2, &[b"password", b"long enough", b"", &[0; 33]]));
    assert!(refuses(&argon2, &[b"password"]));
    assert!(refuses(&Bcrypt::new(4).expect("a valid cost"), &[b"password", &[0; 15]]));
}

#[test]
fn memory_is_that_of_the_function() {
    assert_eq!(argon2(Variant::Id, 19_456, 2, 1).expect("a valid cost").memory(), 19_456 * 1024);
    assert_eq!(Scrypt::new(1 << 17, 8, 1, 32).expect("a valid cost").memory(), ((1 << 17) + 3) * 1024);
    assert!(Bcrypt::new(12).expect("a valid cost").memory() > 4096);
}

#[test]
fn memory_that_is_not_to_be_had_is_a_failure() {
    let scrypt = Scrypt::new(1 << 50, 8, 1, 32).expect("a valid cost");
    let made = derive(
        &scrypt,
        &[InputBytes::Private(b"password"), InputBytes::Private(b"salt")],
        &Cancel::default(),
    );
    assert!(matches!(made, Err(Failure::OutOfMemory { .. })));
}
