//! The seek table: how long each frame is, compressed and not, and the checksum of what it holds.

use std::ops::Range;

use crate::engine::codec::output;
use crate::engine::codec::read_at::ReadAt;
use crate::engine::failure::Failure;

/// The start of the frame that the table is in, which decoders skip.
const SKIPPABLE_MAGIC: u32 = 0x184d_2a5e;
/// The end of it.
const SEEKABLE_MAGIC: u32 = 0x8f92_eab1;
/// The magic number and the length of a skippable frame.
const HEADER_BYTES: usize = 8;
/// The number of frames, the descriptor, the magic number.
const FOOTER_BYTES: usize = 9;
/// In the descriptor: entries have checksums.
const CHECKSUMS: u8 = 0x80;
/// In the descriptor: bits that have no meaning yet and must be zero.
const RESERVED: u8 = 0x7c;
/// An entry without its checksum: two lengths.
const LENGTHS_BYTES: usize = 8;
const CHECKSUM_BYTES: usize = 4;

/// The most frames that are looked for: a table of that many takes 100 MB. Ours hold 8 TiB then.
const MOST_FRAMES: u32 = 1 << 22;
/// The format's limit on what a frame holds, in bytes.
const MOST_UNPACKED: u32 = 1 << 30;
/// A frame has a magic number and a length or header; shorter bytes are not a frame.
const LEAST_PACKED: u32 = 8;
/// Four bytes of Zstandard can encode a block of 128 KiB, and no more: a table that announces more is false.
const MOST_RATIO: u64 = (128 << 10) / 4;

/// A frame by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its bytes.
    pub packed: Range<u64>,
    /// What it holds, as bytes of the whole.
    pub unpacked: Range<u64>,
    /// The lower half of the XXH64 of what it holds.
    pub checksum: Option<u32>,
}

impl Frame {
    pub fn packed_bytes(&self) -> usize {
        (self.packed.end - self.packed.start) as usize
    }

    pub fn unpacked_bytes(&self) -> usize {
        (self.unpacked.end - self.unpacked.start) as usize
    }
}

/// A seek table: frames without a gap between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Where each frame ends, compressed and not, and its checksum.
    ends: Vec<(u64, u64, u32)>,
    has_checksums: bool,
}

impl Table {
    /// A table of no frames yet, with checksums.
    pub fn new() -> Self {
        Self { ends: Vec::new(), has_checksums: true }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes that all frames hold.
    pub fn unpacked(&self) -> u64 {
        self.end().1
    }

    /// The frame of this index, which there is.
    pub fn frame(&self, index: usize) -> Frame {
        let (packed, unpacked, _) = index.checked_sub(1).map_or((0, 0, 0), |before| self.ends[before]);
        let (packed_end, unpacked_end, checksum) = self.ends[index];
        Frame {
            packed: packed..packed_end,
            unpacked: unpacked..unpacked_end,
            checksum: self.has_checksums.then_some(checksum),
        }
    }

    /// The frames that hold bytes of `range`, by index. A range that begins or ends with the whole has the frames there
    /// that hold nothing, too: decoding them shows whether that is true.
    pub fn frames_of(&self, range: &Range<u64>) -> Range<usize> {
        if range.is_empty() {
            return 0..0;
        }
        let first = match range.start {
            0 => 0,
            start => self.ends.partition_point(|(_, end, _)| *end <= start),
        };
        if range.end == self.unpacked() {
            return first..self.len();
        }
        first..self.ends.partition_point(|(_, end, _)| *end < range.end) + 1
    }

    /// Adds a frame behind the others.
    pub fn add(&mut self, packed: u32, unpacked: u32, checksum: u32) -> Result<(), Failure> {
        let (packed_end, unpacked_end) = self.end();
        let bytes = size_of_val(&*self.ends);
        self.ends.try_reserve(1).map_err(|_| Failure::OutOfMemory { bytes })?;
        self.ends.push((packed_end + u64::from(packed), unpacked_end + u64::from(unpacked), checksum));
        Ok(())
    }

    fn end(&self) -> (u64, u64) {
        self.ends.last().map_or((0, 0), |(packed, unpacked, _)| (*packed, *unpacked))
    }

    /// Appends the table, with checksums, in the frame that it comes in.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        let bytes = self.len() * (LENGTHS_BYTES + CHECKSUM_BYTES) + FOOTER_BYTES;
        output::reserve(out, HEADER_BYTES + bytes)?;
        out.extend_from_slice(&SKIPPABLE_MAGIC.to_le_bytes());
        out.extend_from_slice(&(bytes as u32).to_le_bytes());
        for index in 0..self.len() {
            let frame = self.frame(index);
            out.extend_from_slice(&(frame.packed_bytes() as u32).to_le_bytes());
            out.extend_from_slice(&(frame.unpacked_bytes() as u32).to_le_bytes());
            out.extend_from_slice(&self.ends[index].2.to_le_bytes());
        }
        out.extend_from_slice(&(self.len() as u32).to_le_bytes());
        out.push(CHECKSUMS);
        out.extend_from_slice(&SEEKABLE_MAGIC.to_le_bytes());
        Ok(())
    }

    /// Reads the table that `data` ends with. `None`: there is none, or not one whose frames fill the data.
    pub fn find(data: &impl ReadAt) -> Result<Option<Self>, Failure> {
        let mut bytes = Vec::new();
        let Some(footer_at) = data.length().checked_sub(FOOTER_BYTES as u64) else { return Ok(None) };
        data.bytes(footer_at, FOOTER_BYTES, &mut bytes)?;
        let Some((count, has_checksums)) = footer(&bytes) else { return Ok(None) };
        let entry = LENGTHS_BYTES + if has_checksums { CHECKSUM_BYTES } else { 0 };
        let length = HEADER_BYTES + count as usize * entry + FOOTER_BYTES;
        let Some(at) = data.length().checked_sub(length as u64) else { return Ok(None) };
        data.bytes(at, length - FOOTER_BYTES, &mut bytes)?;
        let Some(entries) = entries(&bytes, length) else { return Ok(None) };
        let mut table = Self { ends: Vec::new(), has_checksums };
        for entry in entries.chunks_exact(entry) {
            let (packed, unpacked) = (word(entry, 0), word(entry, 4));
            let most = u64::from(packed) * MOST_RATIO;
            if packed < LEAST_PACKED || unpacked > MOST_UNPACKED || u64::from(unpacked) > most {
                return Ok(None);
            }
            table.add(packed, unpacked, if has_checksums { word(entry, LENGTHS_BYTES) } else { 0 })?;
        }
        Ok((table.end().0 == at).then_some(table))
    }
}

/// What the end of the table says: how many frames there are, at least one, and whether they have checksums.
fn footer(bytes: &[u8]) -> Option<(u32, bool)> {
    let (count, descriptor) = (word(bytes, 0), bytes[4]);
    let is_table = word(bytes, 5) == SEEKABLE_MAGIC && descriptor & RESERVED == 0;
    (is_table && (1..=MOST_FRAMES).contains(&count)).then_some((count, descriptor & CHECKSUMS != 0))
}

/// What is between the header and the footer of a table of `length` bytes.
fn entries(bytes: &[u8], length: usize) -> Option<&[u8]> {
    let fits = word(bytes, 0) == SKIPPABLE_MAGIC && word(bytes, 4) as usize == length - HEADER_BYTES;
    fits.then(|| &bytes[HEADER_BYTES..])
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}
