//! Tests of compression in chunks, by what they show.

mod assembly;
mod joining;
mod one_frame;

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::engine::codec::stream::Next;
use crate::engine::codec::{Compression, Decompression, Format, Tuning, engines};
use crate::engine::failure::Failure;

const FORMATS: [Format; 3] = [Format::Gzip, Format::Deflate, Format::DeflateRaw];

/// Pools of one, two and four threads.
pub static POOLS: LazyLock<[ThreadPool; 3]> = LazyLock::new(|| {
    [1, 2, 4].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads"))
});

pub fn unpacking(format: Format) -> Decompression {
    Decompression {
        format: Some(format),
        window_bits: None,
        dictionary: None,
        max_output: 1 << 30,
        reject_garbage: true,
        accept_truncated: false,
        threads: None,
    }
}

/// As a stream data is decoded from front to back, with no more of a window than it asks for.
pub fn in_sequence(format: Format, packed: &[u8]) -> Result<Vec<u8>, Failure> {
    let (mut decoder, mut out) = (engines::decoder(&unpacking(format))?, Vec::new());
    for mut piece in packed.chunks(70_001) {
        loop {
            let mut part = Vec::new();
            let step = decoder.decode(piece, 1 << 17, &mut part)?;
            out.extend_from_slice(&part);
            piece = &piece[step.consumed..];
            if step.next != Next::Output {
                break;
            }
        }
    }
    decoder.finish()?;
    Ok(out)
}

pub fn packing(format: Format, level: i32) -> Compression {
    Compression {
        format,
        level,
        window_bits: None,
        dictionary: None,
        tuning: Tuning::default(),
        seekable: false,
        threads: None,
    }
}

/// Lines with numbers in them, parts that repeat, parts that do not compress: every kind of block.
pub fn mixed(bytes: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes + 100_000);
    let mut state = 1_u64;
    while out.len() < bytes {
        for line in 0..600 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (name, value) = (state >> 60, state >> 45 & 0xfff);
            out.extend_from_slice(
                format!("{{\"line\":{line},\"name\":\"item {name}\",\"value\":{value}}}\n").as_bytes(),
            );
        }
        out.resize(out.len() + 20_000, b'=');
        for _ in 0..40_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            out.push((state >> 56) as u8);
        }
    }
    out.truncate(bytes);
    out
}
