//! Compressing what comes in pieces.

use super::chunker::SeekableChunker;
use super::table::Table;
use crate::engine::cancel::Cancel;
use crate::engine::codec::chunked::{Chunk, Chunker, Envelope};
use crate::engine::codec::stream::{self, Flush};
use crate::engine::codec::{Compression, output};
use crate::engine::failure::Failure;

/// Writes frames, each as soon as its contents are complete, and the seek table. A flush ends a frame early.
pub struct Encoder {
    chunker: SeekableChunker,
    table: Table,
    /// What the next frame is to hold.
    chunk: Vec<u8>,
}

impl Encoder {
    pub fn new(chunker: SeekableChunker) -> Self {
        Self { table: chunker.envelope(), chunker, chunk: Vec::new() }
    }

    fn end_frame(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        let chunk = Chunk { bytes: &self.chunk, before: 0, last: false };
        let piece = self.chunker.piece(chunk, &Cancel::default())?;
        output::reserve(out, piece.bytes.len())?;
        out.extend_from_slice(&piece.bytes);
        self.chunk.clear();
        self.table.join(&piece)
    }
}

impl stream::Encoder for Encoder {
    fn write(&mut self, mut input: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        while !input.is_empty() {
            let (now, later) = input.split_at(input.len().min(self.chunker.chunk() - self.chunk.len()));
            output::reserve(&mut self.chunk, now.len())?;
            self.chunk.extend_from_slice(now);
            if self.chunk.len() == self.chunker.chunk() {
                self.end_frame(out)?;
            }
            input = later;
        }
        Ok(())
    }

    fn flush(&mut self, _how: Flush, out: &mut Vec<u8>) -> Result<(), Failure> {
        if self.chunk.is_empty() { Ok(()) } else { self.end_frame(out) }
    }

    fn retune(&mut self, _spec: &Compression, _out: &mut Vec<u8>) -> Result<(), Failure> {
        Err(Failure::Internal("Zstandard keeps its parameters to the end".into()))
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        // As of data in memory, there is one frame at least.
        if !self.chunk.is_empty() || self.table.len() == 0 {
            self.end_frame(out)?;
        }
        self.table.end(out)
    }
}
