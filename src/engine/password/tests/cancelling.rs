use std::thread;
use std::time::Duration;

use super::*;

/// Each would take minutes, or days.
fn endless() -> Vec<Box<dyn Derivation>> {
    vec![
        Box::new(Pbkdf2::new(mac("sha512"), u32::MAX, 64)),
        Box::new(Pbkdf2::new(mac("sha512"), 4, 1 << 27)),
        Box::new(Bcrypt::new(31).expect("a valid cost")),
        Box::new(Scrypt::new(1 << 14, 8, 1 << 14, 32).expect("a valid cost")),
    ]
}

#[test]
fn work_under_way_stops() {
    for derivation in endless() {
        stops(&*derivation, &[b"password", b"sixteen bytes ok"]);
    }
}

#[test]
fn argon2_under_way_stops() {
    for (variant, memory) in [(Variant::Id, 8), (Variant::I, 1 << 14), (Variant::D, 1 << 14)] {
        let argon2 = argon2(variant, memory, u32::MAX, 1).expect("a valid cost");
        stops(&argon2, &[b"password", b"sixteen bytes ok", b"", b""]);
    }
}

fn stops(derivation: &dyn Derivation, inputs: &[&[u8]]) {
    let cancel = Cancel::default();
    thread::scope(|scope| {
        let work = scope.spawn(|| {
            let inputs: Vec<InputBytes<'_>> = inputs.iter().map(|input| InputBytes::Private(input)).collect();
            derive(derivation, &inputs, &cancel)
        });
        thread::sleep(Duration::from_millis(50));
        cancel.cancel();
        assert!(matches!(work.join().expect("no panic"), Err(Failure::Aborted)));
    });
}

#[test]
fn argon2_that_has_not_begun_does_not_begin() {
    let cancel = Cancel::default();
    cancel.cancel();
    let argon2 = argon2(Variant::Id, 8, 1, 1).expect("a valid cost");
    assert!(matches!(derive(&argon2, &[], &cancel), Err(Failure::Aborted)));
}
