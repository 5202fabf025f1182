//! Tests of seekable Zstandard, by what they show.

mod lies;
mod reading;
mod writing;

use std::sync::{Arc, LazyLock};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::table::Table;
use crate::engine::cancel::Cancel;
use crate::engine::codec::{Compression, Decompression, Format, Tuning};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Pools of one, two and four threads.
static POOLS: LazyLock<[ThreadPool; 3]> = LazyLock::new(|| {
    [1, 2, 4].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads"))
});

/// The size of frames at the levels that these tests use.
const FRAME: usize = 2 << 20;

fn packing(level: i32) -> Compression {
    Compression {
        format: Format::Zstd,
        level,
        window_bits: None,
        dictionary: None,
        tuning: Tuning::default(),
        seekable: true,
        threads: None,
    }
}

fn unpacking() -> Decompression {
    Decompression {
        format: Some(Format::Zstd),
        window_bits: None,
        dictionary: None,
        max_output: 1 << 30,
        reject_garbage: false,
        accept_truncated: false,
        threads: None,
    }
}

fn pack(spec: &Compression, input: &[u8]) -> Vec<u8> {
    crate::engine::codec::compress(spec, InputBytes::Private(input), &Cancel::default()).unwrap()
}

fn unpack(spec: &Decompression, packed: &[u8]) -> Result<Vec<u8>, Failure> {
    crate::engine::codec::decompress(spec, InputBytes::Private(packed), &Cancel::default())
}

/// Numbered lines: no two parts of it are alike.
fn lines(bytes: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes + 40);
    for line in 0_u32.. {
        if out.len() >= bytes {
            break;
        }
        out.extend_from_slice(format!("line {line} has {}\n", line.wrapping_mul(0x9e37_79b1)).as_bytes());
    }
    out.truncate(bytes);
    out
}

/// Each of `parts` as a frame, and a table of them whose entries `entry` makes.
fn framed(parts: &[&[u8]], entry: impl Fn(usize, u32, u32, u32) -> (u32, u32, u32)) -> Vec<u8> {
    let plain = Compression { seekable: false, ..packing(3) };
    let (mut out, mut table) = (Vec::new(), Table::new());
    for (index, part) in parts.iter().enumerate() {
        let frame = pack(&plain, part);
        let checksum = xxhash_rust::xxh64::xxh64(part, 0) as u32;
        let (packed, unpacked, checksum) = entry(index, frame.len() as u32, part.len() as u32, checksum);
        table.add(packed, unpacked, checksum).unwrap();
        out.extend_from_slice(&frame);
    }
    table.write(&mut out).unwrap();
    out
}

fn shared(spec: Decompression) -> Arc<Decompression> {
    Arc::new(spec)
}
