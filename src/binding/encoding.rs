//! How digests are written.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};

use super::outcome::Value;

/// In the order of lib/hash's table.
#[derive(Clone, Copy)]
pub enum Encoding {
    Buffer,
    Hex,
    Base64,
    Base64Url,
}

impl Encoding {
    /// The encoding with this number.
    pub fn of(number: u32) -> Self {
        [Self::Buffer, Self::Hex, Self::Base64, Self::Base64Url][number as usize]
    }

    pub fn apply(self, bytes: Vec<u8>) -> Value {
        match self {
            Self::Buffer => Value::Bytes(bytes),
            Self::Hex => Value::Text(HEXLOWER.encode(&bytes)),
            Self::Base64 => Value::Text(BASE64.encode(&bytes)),
            Self::Base64Url => Value::Text(BASE64URL_NOPAD.encode(&bytes)),
        }
    }
}
