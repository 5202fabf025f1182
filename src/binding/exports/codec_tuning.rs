//! Choices that one engine alone has, for lib/zlib.

use napi_derive::napi;
use zlib_rs::Strategy;

use crate::engine::codec::Tuning;

/// Choices beyond level and window, in the numbers of the C headers.
#[napi(object, object_to_js = false)]
pub struct CodecTuning {
    /// Deflate: 1 to 9.
    pub mem_level: Option<u32>,
    /// Deflate: zlib's Z_DEFAULT_STRATEGY to Z_FIXED.
    pub strategy: Option<u32>,
    /// Brotli's BROTLI_PARAM_ or Zstandard's ZSTD_c_ constants: each number followed by its value.
    pub parameters: Option<Vec<u32>>,
}

impl From<CodecTuning> for Tuning {
    fn from(tuning: CodecTuning) -> Self {
        Self {
            mem_level: tuning.mem_level.map(|level| level as u8),
            strategy: tuning.strategy.map(strategy_of).unwrap_or_default(),
            parameters: tuning
                .parameters
                .unwrap_or_default()
                .chunks_exact(2)
                .map(|pair| (pair[0], pair[1]))
                .collect(),
        }
    }
}

/// zlib's strategy of this number, which JavaScript has checked.
pub fn strategy_of(number: u32) -> Strategy {
    Strategy::try_from(number as i32).expect("a strategy of zlib")
}
