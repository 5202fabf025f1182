//! gzip, zlib and raw deflate of any size by the fastest engine, which keeps no state: one member that any decoder
//! reads.

use super::last_block::last_block;
use super::settings::Settings;
use super::wrapper::DeflateWrapper;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::{Chunk, Chunker, Envelope, Piece};
use crate::engine::codec::gzip_index::Index;
use crate::engine::codec::{Compression, Format, context, output};
use crate::engine::failure::Failure;

/// The largest input, in bytes, that libdeflate compresses at each level within some 20 ms on a slow core
/// with poor data: a job is to stop within 50 ms.
pub const CALL_BYTES: [usize; 10] =
    [8 << 20, 3 << 19, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 19, 5 << 16, 5 << 16];

/// What ends a piece: the length and its complement of an empty stored block (RFC 1951, 3.2.4). It brings the
/// data to the end of a byte, where the next piece begins.
const EMPTY_STORED: [u8; 4] = [0, 0, 0xff, 0xff];
/// The bits before them: not the last block, stored.
const STORED_HEADER_BITS: usize = 3;

/// Cuts for the deflate family.
#[derive(Clone, Copy, Debug)]
pub struct DeflateChunker {
    format: Format,
    level: i32,
    /// Bytes of the input, if they are known.
    size: Option<u64>,
}

impl DeflateChunker {
    /// How to cut an input of `size` bytes for `spec`; only with its size known gzip gets an index. `None`: state is
    /// needed, or nothing is compressed at all.
    pub fn of(spec: &Compression, size: Option<u64>) -> Option<Self> {
        if !matches!(spec.format, Format::Gzip | Format::Deflate | Format::DeflateRaw) {
            return None;
        }
        let settings = Settings::of(spec);
        let chunker = !settings.is_custom() && settings.level != 0;
        chunker.then_some(Self { format: spec.format, level: settings.level, size })
    }

    fn wrapper(&self) -> DeflateWrapper {
        DeflateWrapper::new(self.format, self.level, Settings::WINDOW_BITS, None)
    }
}

impl Chunker for DeflateChunker {
    /// The checksum of a chunk.
    type Sum = DeflateWrapper;
    type Envelope = Member;

    fn chunk(&self) -> usize {
        CALL_BYTES[self.level as usize]
    }

    fn piece(&self, chunk: Chunk<'_>, cancel: &Cancel) -> Result<Piece<DeflateWrapper>, Failure> {
        cancel.check()?;
        let (mut bytes, mut sum) = (Vec::new(), self.wrapper());
        context::with_compressor(self.level, |compressor| compressor.deflate(chunk.own(), &mut bytes))??;
        if !chunk.last {
            leave_open(&mut bytes)?;
        }
        sum.update(chunk.own());
        Ok(Piece { bytes: output::trim(bytes), length: chunk.own().len(), sum })
    }

    fn envelope(&self) -> Member {
        let size = self.size.filter(|_| self.format == Format::Gzip);
        Member { wrapper: self.wrapper(), index: size.and_then(|size| Index::of(size, self.chunk())) }
    }
}

/// A gzip member, or what it is in the other formats.
pub struct Member {
    wrapper: DeflateWrapper,
    index: Option<Index>,
}

impl Envelope<DeflateWrapper> for Member {
    fn begin(&self, out: &mut Vec<u8>) {
        self.wrapper.begin(out);
        if let Some(index) = &self.index {
            index.put(out);
        }
    }

    fn join(&mut self, piece: &Piece<DeflateWrapper>) -> Result<(), Failure> {
        self.wrapper.join(&piece.sum, piece.length);
        if let Some(index) = &mut self.index {
            index.add(piece.bytes.len());
        }
        Ok(())
    }

    fn end(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        output::reserve(out, DeflateWrapper::MAX_BYTES)?;
        self.wrapper.end(out);
        Ok(())
    }

    fn beginning(&self) -> Option<Vec<u8>> {
        self.index.as_ref().map(|_| {
            let mut beginning = Vec::new();
            self.begin(&mut beginning);
            beginning
        })
    }
}

/// Makes of whole deflate data the beginning of longer data.
fn leave_open(bytes: &mut Vec<u8>) -> Result<(), Failure> {
    let found = last_block(bytes).filter(|found| found.end.div_ceil(8) == bytes.len());
    let last = found.ok_or(Failure::Internal("libdeflate wrote what is not deflate data".into()))?;
    bytes[last.marker / 8] &= !(1 << (last.marker % 8));
    // The header is zeros, as are the bits that are left of the last byte.
    let header_end = (last.end + STORED_HEADER_BITS).div_ceil(8);
    output::reserve_exact(bytes, header_end - bytes.len() + EMPTY_STORED.len())?;
    bytes.resize(header_end, 0);
    bytes.extend_from_slice(&EMPTY_STORED);
    Ok(())
}
