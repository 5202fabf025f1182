//! What only one engine knows, in its own numbers.

use zlib_rs::Strategy;

/// Choices that go beyond level and window. The default is every engine's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tuning {
    /// The deflate family: memory for matches and symbols, 1 to 9. `None`: 8, zlib's default.
    pub mem_level: Option<u8>,
    /// The deflate family: zlib's strategy, which fits unusual data.
    pub strategy: Strategy,
    /// Brotli and Zstandard: parameters beyond level and window, by their numbers in the C headers
    /// (`BROTLI_PARAM_…`, `ZSTD_c_…`), with their values.
    pub parameters: Vec<(u32, u32)>,
}

impl Tuning {
    /// zlib's memory level unless the caller says otherwise.
    pub const MEM_LEVEL: u8 = 8;

    /// Whether it asks of deflate what an engine without state does not have.
    pub fn is_custom_deflate(&self) -> bool {
        self.mem_level.is_some_and(|level| level != Self::MEM_LEVEL) || self.strategy != Strategy::Default
    }
}
