mod answers;
mod bounds;
mod cancelling;
mod memory;

use super::mac::Mac;
use super::*;
use data_encoding::HEXLOWER;

fn mac(name: &str) -> &'static Mac {
    MACS.iter().find(|mac| mac.name == name).expect("a row of the table")
}

fn key(derivation: &dyn Derivation, inputs: &[&[u8]]) -> String {
    let sources: Vec<InputBytes<'_>> = inputs.iter().map(|input| InputBytes::Private(input)).collect();
    HEXLOWER.encode(&derive(derivation, &sources, &Cancel::default()).expect("a key"))
}

fn argon2(variant: Variant, memory: u32, passes: u32, lanes: u32) -> Result<Argon2, Failure> {
    Argon2::new(variant, 0x13, memory, passes, lanes, 32)
}
