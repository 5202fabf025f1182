//! Writes gzip, zlib and raw deflate as streams.

use zlib_rs::DeflateFlush;

use super::settings::Settings;
use super::wrapper::DeflateWrapper;
use super::zlib::Deflate;
use crate::engine::codec::stream::{self, Flush};
use crate::engine::codec::{Compression, output};
use crate::engine::failure::Failure;

/// Writes gzip, zlib or raw deflate.
pub struct Encoder {
    engine: Deflate,
    wrapper: DeflateWrapper,
    begun: bool,
}

impl Encoder {
    /// An encoder for `spec`.
    pub fn new(spec: &Compression) -> Result<Self, Failure> {
        let settings = Settings::of(spec);
        Ok(Self { engine: Deflate::new(&settings)?, wrapper: settings.wrapper(spec.format), begun: false })
    }

    fn begin(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        if !self.begun {
            output::reserve(out, DeflateWrapper::MAX_BYTES)?;
            self.wrapper.begin(out);
            self.begun = true;
        }
        Ok(())
    }
}

impl stream::Encoder for Encoder {
    fn write(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        self.begin(out)?;
        self.wrapper.update(input);
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
        output::reserve(out, DeflateWrapper::MAX_BYTES)?;
        self.wrapper.end(out);
        Ok(())
    }
}
