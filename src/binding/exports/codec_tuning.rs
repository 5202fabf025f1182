//! Choices that one engine alone has, for lib/zlib.

use napi_derive::napi;
use zlib_rs::Strategy;

use crate::engine::codec::{Tuning, ZSTD_PARAMETERS};

/// Choices beyond level and window, in the numbers of the C headers.
#[napi(object, object_to_js = false)]
pub struct CodecTuning {
    /// Deflate: 1 to 9.
    pub mem_level: Option<u32>,
    /// Deflate: zlib's Z_DEFAULT_STRATEGY to Z_FIXED.
    pub strategy: Option<u32>,
    /// Brotli's or Zstandard's parameters.
    pub parameters: Option<Vec<CodecParameter>>,
}

/// A parameter of Brotli or Zstandard.
#[napi(object, object_to_js = false)]
pub struct CodecParameter {
    /// Its BROTLI_PARAM_ or ZSTD_c_ constant.
    pub number: u32,
    pub value: u32,
}

/// The numbers of the Zstandard parameters that a compressor can be given, beyond level and window.
#[napi(catch_unwind)]
pub fn zstd_parameters() -> Vec<u32> {
    ZSTD_PARAMETERS.to_vec()
}

impl From<CodecTuning> for Tuning {
    fn from(tuning: CodecTuning) -> Self {
        Self {
            mem_level: tuning.mem_level.map(|level| level as u8),
            strategy: tuning.strategy.map(strategy_of).unwrap_or_default(),
            parameters: tuning
                .parameters
                .unwrap_or_default()
                .into_iter()
                .map(|CodecParameter { number, value }| (number, value))
                .collect(),
        }
    }
}

/// zlib's strategy of this number, which JavaScript has checked.
pub fn strategy_of(number: u32) -> Strategy {
    Strategy::try_from(number as i32).expect("a strategy of zlib")
}
