//! Reads gzip, zlib and raw deflate as streams.

use std::sync::Arc;

use super::settings::Settings;
use super::zlib::{Inflate, Wrap};
use crate::engine::codec::options::Trailing;
use crate::engine::codec::stream::{self, Next, Step};
use crate::engine::codec::{Decompression, Format, fault, output};
use crate::engine::failure::Failure;

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
            At::Data => Err(fault::truncated()),
            At::Between | At::Over => Ok(()),
        }
    }
}
