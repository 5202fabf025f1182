//! gzip, zlib and raw deflate as streams.

use std::sync::Arc;

use zlib_rs::DeflateFlush;

use super::frame::Frame;
use super::output;
use super::stream::{Flush, Next, Step, Trailing};
use super::zlib::{Deflate, Inflate, Wrap};
use super::{Compression, Decompression, Format, Tuning, stream};
use crate::engine::failure::Failure;

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

    /// The frame that goes around the data.
    pub fn frame(&self, format: Format) -> Frame {
        Frame::new(format, self.level, self.window_bits, self.dictionary)
    }
}

/// Writes gzip, zlib or raw deflate.
pub struct Encoder {
    engine: Deflate,
    frame: Frame,
    begun: bool,
}

impl Encoder {
    /// An encoder for `spec`.
    pub fn new(spec: &Compression) -> Result<Self, Failure> {
        let settings = Settings::of(spec);
        Ok(Self { engine: Deflate::new(&settings)?, frame: settings.frame(spec.format), begun: false })
    }

    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        if !self.begun {
            output::reserve(out, Frame::MAX_BYTES)?;
            self.frame.begin(out);
            self.begun = true;
        }
        Ok(())
    }
}

impl stream::Encoder for Encoder {
    fn write(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        self.begin(out)?;
        self.frame.update(input);
        self.engine.run(input, DeflateFlush::NoFlush, out)
    }

    fn flush(&mut self, how: Flush, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.begin(out)?;
        let how = match how {
            Flush::Partial => DeflateFlush::PartialFlush,
            Flush::Sync => DeflateFlush::SyncFlush,
            Flush::Full => DeflateFlush::FullFlush,
            Flush::Block => DeflateFlush::Block,
        };
        self.engine.run(&[], how, out)
    }

    /// What comes after does not refer to what came before: the engine is a new one.
    fn retune(&mut self, spec: &Compression, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.flush(Flush::Full, out)?;
        self.engine = Deflate::new(&Settings { dictionary: None, ..Settings::of(spec) })?;
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.begin(out)?;
        self.engine.run(&[], DeflateFlush::Finish, out)?;
        output::reserve(out, Frame::MAX_BYTES)?;
        self.frame.end(out);
        Ok(())
    }
}

/// Where a decoder is.
enum At {
    /// In a member.
    Data,
    /// After a gzip member, where another one may follow.
    Between,
    /// After the end.
    Over,
}

/// Reads gzip, zlib or raw deflate.
///
/// After a gzip member the next byte decides, as in Node.js: a zero begins padding, which is ignored with all
/// that follows it; any other byte begins another member.
pub struct Decoder {
    wrap: Wrap,
    window_bits: u8,
    dictionary: Option<Arc<[u8]>>,
    trailing: Trailing,
    /// Made when the first byte of a member comes, so that its failure is that of a call.
    engine: Option<Inflate>,
    at: At,
}

impl Decoder {
    /// A decoder for `spec`, whose format is `format`.
    pub fn new(format: Format, spec: &Decompression) -> Self {
        Self {
            wrap: match format {
                Format::Gzip => Wrap::Gzip,
                Format::Deflate => Wrap::Zlib,
                Format::DeflateRaw | Format::Brotli | Format::Zstd => Wrap::Raw,
            },
            window_bits: spec.window_bits.unwrap_or(Settings::WINDOW_BITS),
            dictionary: spec.dictionary.clone().filter(|bytes| !bytes.is_empty()),
            trailing: spec.trailing(),
            engine: None,
            at: At::Data,
        }
    }

    /// Goes on in the member that was begun, or begins one.
    fn member(&mut self, input: &[u8], room: usize, out: &mut Vec<u8>) -> Result<(usize, bool), Failure> {
        let engine = match &mut self.engine {
            Some(engine) => engine,
            None => self.engine.insert(Inflate::new(self.wrap, self.window_bits, self.dictionary.clone())?),
        };
        engine.step(input, room, out)
    }

    fn end_member(&mut self) {
        self.engine = None;
        self.at = match (self.wrap, self.trailing) {
            (Wrap::Gzip, Trailing::Ignore) => At::Between,
            _ => At::Over,
        };
    }
}

impl stream::Decoder for Decoder {
    fn decode(&mut self, input: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<Step, Failure> {
        output::reserve_exact(out, limit)?;
        let end = out.len() + limit;
        let mut consumed = 0;
        loop {
            match (&self.at, input.get(consumed)) {
                (At::Data, _) => {
                    let (taken, over) = self.member(&input[consumed..], end - out.len(), out)?;
                    consumed += taken;
                    if over {
                        self.end_member();
                    } else if out.len() == end {
                        return Ok(Step { consumed, next: Next::Output });
                    } else {
                        return Ok(Step { consumed, next: Next::Input });
                    }
                }
                (At::Between, Some(0)) => self.at = At::Over,
                (At::Between, Some(_)) => self.at = At::Data,
                (At::Over, Some(_)) => {
                    self.trailing.found()?;
                    return Ok(Step { consumed, next: Next::Nothing });
                }
                (At::Between | At::Over, None) => return Ok(Step { consumed, next: Next::Input }),
            }
        }
    }

    fn finish(&mut self) -> Result<(), Failure> {
        match self.at {
            At::Data => Err(super::fault::truncated()),
            At::Between | At::Over => Ok(()),
        }
    }
}
