//! Argon2, RFC 9106.

use argon2::{Algorithm, AssociatedData, Block, ParamsBuilder, Version};

use super::memory::{Memory, Plain};
use super::{Derivation, Secret, key_of, refused};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;

// SAFETY: a block is 128 words of 64 bits, aligned to 64 bytes.
unsafe impl Plain for Block {}

/// How memory is addressed: by the password (`D`), by counters (`I`), or by counters and then the password (`Id`).
#[derive(Clone, Copy)]
pub enum Variant {
    D,
    I,
    Id,
}

/// Argon2 with its cost. Lanes are computed one after the other, on one thread.
///
/// Inputs: password, salt (8 bytes or more), secret, associated data (at most 32 bytes). Once it computes it cannot
/// be stopped: the crate has no place for that.
pub struct Argon2 {
    algorithm: Algorithm,
    version: Version,
    params: ParamsBuilder,
    blocks: usize,
    length: usize,
}

impl Argon2 {
    /// `version` is 0x13 (19), or 0x10 (16) for hashes of before 2016; `memory` is in KiB.
    ///
    /// # Errors
    /// `Failure::Internal` for a cost out of bounds: memory under 8 KiB a lane, no pass, a key under 4 bytes.
    pub fn new(
        variant: Variant,
        version: u32,
        memory: u32,
        passes: u32,
        lanes: u32,
        length: usize,
    ) -> Result<Self, Failure> {
        let algorithm = match variant {
            Variant::D => Algorithm::Argon2d,
            Variant::I => Algorithm::Argon2i,
            Variant::Id => Algorithm::Argon2id,
        };
        let version = Version::try_from(version).map_err(refused)?;
        let mut params = ParamsBuilder::new();
        params.m_cost(memory).t_cost(passes).p_cost(lanes).output_len(length);
        let blocks = params.build().map_err(refused)?.block_count();
        Ok(Self { algorithm, version, params, blocks, length })
    }
}

impl Derivation for Argon2 {
    fn memory(&self) -> u64 {
        self.blocks as u64 * Block::SIZE as u64
    }

    fn derive(&self, inputs: &[&[u8]], cancel: &Cancel) -> Result<Secret, Failure> {
        let &[password, salt, secret, data] = inputs else { return Err(refused("number of inputs")) };
        let mut params = self.params.clone();
        let params = params.data(AssociatedData::new(data).map_err(refused)?).build().map_err(refused)?;
        let context = argon2::Argon2::new_with_secret(secret, self.algorithm, self.version, params);
        let mut memory = Memory::<Block>::new(self.blocks)?;
        let mut key = key_of(self.length)?;
        cancel.check()?;
        context
            .and_then(|context| {
                context.hash_password_into_with_memory(password, salt, &mut key, &mut *memory)
            })
            .map_err(refused)?;
        cancel.check()?;
        Ok(key)
    }
}
