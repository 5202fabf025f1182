//! An index of the pieces in a gzip header, by which they are decompressed side by side. Other decoders skip it.
//!
//! It is a subfield of the extra field (RFC 1952, 2.3.1.1): a version, the size of every chunk but the last, and the
//! compressed length of every piece but the last. All numbers are little-endian.

/// What names the subfield.
const ID: [u8; 2] = *b"OL";
const VERSION: u8 = 1;
/// The header's flags, and the one that announces an extra field.
const FLAGS_AT: usize = 3;
const EXTRA: u8 = 4;
/// The fixed part of a gzip header, and what follows it in ours: the extra field's length, the subfield's name and
/// length, the version and the size of chunks, and then the lengths.
const FIXED_BYTES: usize = 10;
const EXTRA_AT: usize = FIXED_BYTES + 2;
const SUBFIELD_AT: usize = EXTRA_AT + 4;
const CHUNK_AT: usize = SUBFIELD_AT + 1;
const LENGTHS_AT: usize = CHUNK_AT + 4;
/// As many lengths as an extra field has room for.
const MOST_LENGTHS: usize = (u16::MAX as usize - (LENGTHS_AT - EXTRA_AT)) / 4;

/// The pieces of a gzip member.
#[derive(Debug, PartialEq, Eq)]
pub struct Index {
    /// Bytes of every chunk but the last.
    pub chunk: u32,
    /// Compressed bytes of every piece but the last, as far as they are known.
    pub lengths: Vec<u32>,
    /// How many lengths there are to be.
    count: usize,
}

impl Index {
    /// As much of a member as holds any index.
    pub const MAX_BYTES: usize = LENGTHS_AT + 4 * MOST_LENGTHS;

    /// The index of an input of `size` bytes, not filled in. `None`: there is one piece, or more than there is room
    /// for.
    pub fn of(size: u64, chunk: usize) -> Option<Self> {
        let count = usize::try_from(size.div_ceil(chunk as u64)).ok()?.checked_sub(1)?;
        let chunk = u32::try_from(chunk).ok()?;
        (1..=MOST_LENGTHS).contains(&count).then_some(Self { chunk, lengths: Vec::new(), count })
    }

    /// Takes note of the next piece.
    pub fn add(&mut self, bytes: usize) {
        if self.lengths.len() < self.count {
            // A chunk has at most some megabytes, and a piece is hardly larger.
            self.lengths.push(bytes as u32);
        }
    }

    /// Makes of `header`, a gzip header without optional parts, one with this index. Lengths that are not known are 0.
    pub fn put(&self, header: &mut Vec<u8>) {
        let subfield = LENGTHS_AT - SUBFIELD_AT + 4 * self.count;
        header[FLAGS_AT] |= EXTRA;
        header.extend_from_slice(&(4 + subfield as u16).to_le_bytes());
        header.extend_from_slice(&ID);
        header.extend_from_slice(&(subfield as u16).to_le_bytes());
        header.push(VERSION);
        header.extend_from_slice(&self.chunk.to_le_bytes());
        header.extend(self.lengths.iter().flat_map(|length| length.to_le_bytes()));
        header.resize(self.header_bytes(), 0);
    }

    /// Bytes of a header with this index.
    pub fn header_bytes(&self) -> usize {
        LENGTHS_AT + 4 * self.count
    }

    /// The index of a member that begins with `head`, if it has one and nothing else that is optional.
    pub fn read(head: &[u8]) -> Option<Self> {
        const GZIP: [u8; FLAGS_AT + 1] = [0x1f, 0x8b, 8, EXTRA];
        let start = head.first_chunk::<LENGTHS_AT>()?;
        let half = |at: usize| usize::from(u16::from_le_bytes([start[at], start[at + 1]]));
        let (extra, subfield) = (half(FIXED_BYTES), half(SUBFIELD_AT - 2));
        let ours = start.starts_with(&GZIP)
            && start[EXTRA_AT..].starts_with(&ID)
            && start[SUBFIELD_AT] == VERSION
            && extra == subfield + 4;
        let lengths = subfield.checked_sub(LENGTHS_AT - SUBFIELD_AT).filter(|bytes| bytes % 4 == 0)?;
        if !ours || lengths == 0 {
            return None;
        }
        let lengths = head.get(LENGTHS_AT..LENGTHS_AT + lengths)?;
        let chunk = u32::from_le_bytes(*start.last_chunk()?);
        let number = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let lengths: Vec<u32> = lengths.chunks_exact(4).map(number).collect();
        Some(Self { chunk, count: lengths.len(), lengths })
    }
}
