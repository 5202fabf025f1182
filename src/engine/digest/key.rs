//! Keys, and which digest takes which.

/// What a digest is keyed with.
pub enum Key {
    /// Nothing.
    None,
    /// These bytes.
    Bytes(Vec<u8>),
    /// BLAKE3's derive-key mode: the purpose of the key that is derived from the input. Best a constant of
    /// the application that is used nowhere else.
    Context(String),
}

/// What a digest does with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// It takes none.
    None,
    /// HMAC (RFC 2104) around the digest: a key of any length.
    Hmac,
    /// BLAKE2's own keyed mode (RFC 7693, not HMAC): a key of at most `max` bytes; an empty key means none.
    Blake2 { max: usize },
    /// BLAKE3's own modes: a key of `exact` bytes, or a context string that derives keys from the input.
    Blake3 { exact: usize },
}

impl KeyUse {
    /// True if the digest can be computed with this key. Every digest can be computed without one.
    pub fn accepts(self, key: &Key) -> bool {
        match (self, key) {
            (_, Key::None) | (Self::Hmac, Key::Bytes(_)) | (Self::Blake3 { .. }, Key::Context(_)) => true,
            (Self::Blake2 { max }, Key::Bytes(key)) => key.len() <= max,
            (Self::Blake3 { exact }, Key::Bytes(key)) => key.len() == exact,
            (Self::None, _) | (Self::Hmac | Self::Blake2 { .. }, Key::Context(_)) => false,
        }
    }
}
