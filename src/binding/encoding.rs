//! How digests are written.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use napi_derive::napi;

use super::value::Value;

/// How the bytes of a digest are handed over.
#[napi]
#[derive(Clone, Copy)]
pub enum Encoding {
    Buffer,
    Hex,
    Base64,
    Base64Url,
}

impl Encoding {
    /// The digests as an array.
    pub fn apply_all(self, digests: Vec<Vec<u8>>) -> Value {
        Value::Array(digests.into_iter().map(|digest| self.apply(digest)).collect())
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
