//! What an Argon2 hash costs, and how its memory is divided (RFC 9106, section 3.4).

/// Slices of a lane, between which lanes may refer to each other.
pub const SLICES: usize = 4;

/// Hashes of before 2016 replace blocks in later passes; all others are mixed with what was there.
const REPLACING: u32 = 0x10;
const MIXING: u32 = 0x13;

/// How memory is addressed: by the password (`D`), by counters (`I`), or by counters and then the password (`Id`).
#[derive(Clone, Copy)]
pub enum Variant {
    D = 0,
    I = 1,
    Id = 2,
}

/// Parameters that were checked.
#[derive(Clone, Copy)]
pub struct Cost {
    pub variant: Variant,
    pub version: u32,
    /// KiB, as asked for. What is used is a multiple of four blocks a lane.
    pub memory: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// `None` for memory under 8 KiB a lane, no pass, no lane or more than 2²⁴ - 1, or an unknown version.
    pub fn new(variant: Variant, version: u32, memory: u32, passes: u32, lanes: u32) -> Option<Self> {
        let known = [REPLACING, MIXING].contains(&version);
        let in_bounds = (1..1 << 24).contains(&lanes) && passes > 0 && memory / 8 >= lanes;
        (known && in_bounds).then_some(Self { variant, version, memory, passes, lanes })
    }

    /// All blocks.
    pub fn blocks(&self) -> usize {
        self.lanes as usize * self.lane_blocks()
    }

    /// Blocks of a lane.
    pub fn lane_blocks(&self) -> usize {
        SLICES * self.segment_blocks()
    }

    /// Blocks that a lane has in a slice.
    pub fn segment_blocks(&self) -> usize {
        self.memory as usize / (SLICES * self.lanes as usize)
    }

    /// Whether a block is mixed with what the pass before has left in its place.
    pub fn mixes(&self) -> bool {
        self.version == MIXING
    }
}
