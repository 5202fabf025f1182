//! What is asked of deflate, defaults filled in.

use super::wrapper::DeflateWrapper;
use crate::engine::codec::{Compression, Format, Tuning};

/// deflate's engine has no smaller window; zlib turns 8 into this too.
const SMALLEST_WINDOW_BITS: u8 = 9;

/// What `spec` says to the deflate family, defaults filled in.
pub struct Settings<'a> {
    /// 0 to 9.
    pub level: i32,
    /// 9 to 15.
    pub window_bits: u8,
    pub dictionary: Option<&'a [u8]>,
    pub tuning: &'a Tuning,
}

impl<'a> Settings<'a> {
    /// The largest window, and the default.
    pub const WINDOW_BITS: u8 = 15;

    /// The settings of `spec`.
    pub fn of(spec: &'a Compression) -> Self {
        Self {
            level: if spec.level < 0 { spec.format.info().default_level } else { spec.level },
            window_bits: spec.window_bits.unwrap_or(Self::WINDOW_BITS).max(SMALLEST_WINDOW_BITS),
            dictionary: spec.dictionary.as_deref().filter(|bytes| !bytes.is_empty()),
            tuning: &spec.tuning,
        }
    }

    /// Whether only an engine with state will do: libdeflate has one window, no dictionary and nothing to tune.
    pub fn is_custom(&self) -> bool {
        self.dictionary.is_some() || self.window_bits != Self::WINDOW_BITS || self.tuning.is_custom_deflate()
    }

    /// The wrapper that goes around the data.
    pub fn wrapper(&self, format: Format) -> DeflateWrapper {
        DeflateWrapper::new(format, self.level, self.window_bits, self.dictionary)
    }
}
