//! Tests of compression in chunks, by what they show.

mod index;
mod joining;
mod one_frame;
mod walking;

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::core::codec::{Compression, Format, Tuning};

const FORMATS: [Format; 3] = [Format::Gzip, Format::Deflate, Format::DeflateRaw];

/// Pools of one, two and four threads.
static POOLS: LazyLock<[ThreadPool; 3]> = LazyLock::new(|| {
    [1, 2, 4].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("threads"))
});

fn packing(format: Format, level: i32) -> Compression {
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
fn mixed(bytes: usize) -> Vec<u8> {
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
