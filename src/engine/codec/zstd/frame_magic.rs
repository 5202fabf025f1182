//! How a frame begins (RFC 8878, 3.1).

/// The start of a frame.
const FRAME_MAGIC: u32 = 0xfd2f_b528;
/// The start of a frame that is to be skipped, but for its last four bits.
const SKIPPABLE_MAGIC: u32 = 0x184d_2a50;
const SKIPPABLE_MASK: u32 = 0xffff_fff0;
/// Bytes of either.
pub const MAGIC_BYTES: usize = 4;

/// Whether a frame, skippable or not, may begin with these bytes, of which there are at most four.
pub fn may_begin_frame(bytes: &[u8]) -> bool {
    let skippable = SKIPPABLE_MAGIC.to_le_bytes();
    let mask = SKIPPABLE_MASK.to_le_bytes();
    FRAME_MAGIC.to_le_bytes().starts_with(bytes)
        || bytes.iter().enumerate().all(|(index, byte)| byte & mask[index] == skippable[index])
}
