//! bcrypt: N. Provos and D. Mazières, "A Future-Adaptable Password Scheme", USENIX 1999.

use blowfish::Blowfish;
use zeroize::{Zeroize, Zeroizing};

use super::{Derivation, Secret, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

/// Bytes of the password that count, its final zero included.
const KEY_BYTES: usize = 72;
const SALT_BYTES: usize = 16;
/// The last of the 24 bytes was lost in the first implementation, and has been left out since.
const OUTPUT_BYTES: usize = 23;
/// "OrpheanBeholderScryDoubt", as words.
const TEXT: [u32; 6] = [0x4f72_7068, 0x6561_6e42, 0x6568_6f6c, 0x6465_7253, 0x6372_7944, 0x6f75_6274];
const ENCRYPTIONS: usize = 64;

/// bcrypt in the form of the prefixes `$2a$`, `$2b$` and `$2y$`, which make the same of the same bytes.
///
/// Inputs: password, of which the first 72 bytes count, and a salt of 16 bytes. The key has 23 bytes.
pub struct Bcrypt {
    rounds: u64,
}

impl Bcrypt {
    /// `cost` is the binary logarithm of the number of rounds.
    ///
    /// # Errors
    /// `Failure::Internal` unless it is 4 to 31.
    pub fn new(cost: u32) -> Result<Self, Failure> {
        if !(4..=31).contains(&cost) {
            return Err(refused("cost"));
        }
        Ok(Self { rounds: 1 << cost })
    }
}

impl Derivation for Bcrypt {
    fn memory(&self) -> u64 {
        size_of::<Blowfish>() as u64
    }

    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure> {
        let &[password, salt] = inputs else { return Err(refused("number of inputs")) };
        if salt.len() != SALT_BYTES {
            return Err(refused("salt"));
        }
        let key = key_of(password);
        let mut cipher: Blowfish = Blowfish::bc_init_state();
        cipher.salted_expand_key(salt, &key);
        for _ in 0..self.rounds {
            cancel.check()?;
            cipher.bc_expand_key(&key);
            cipher.bc_expand_key(salt);
        }
        Ok(encrypted_text(&cipher))
    }
}

/// The password with a zero after it, as far as it counts.
fn key_of(password: &[u8]) -> Secret {
    let mut key = Zeroizing::new(Vec::with_capacity(KEY_BYTES));
    key.extend_from_slice(&password[..password.len().min(KEY_BYTES)]);
    if key.len() < KEY_BYTES {
        key.push(0);
    }
    key
}

fn encrypted_text(cipher: &Blowfish) -> Secret {
    let mut output = Zeroizing::new(Vec::with_capacity(4 * TEXT.len()));
    for pair in TEXT.chunks_exact(2) {
        let mut block = [pair[0], pair[1]];
        for _ in 0..ENCRYPTIONS {
            block = cipher.bc_encrypt(block);
        }
        output.extend(block.into_iter().flat_map(u32::to_be_bytes));
        block.zeroize();
    }
    output.truncate(OUTPUT_BYTES);
    output
}
