//! Tests of the codecs, by what they show.

mod cancelling;
mod damage;
mod dictionaries;
mod estimate;
mod files;
pub mod folder;
mod frames;
mod limits;
mod node_zlib;
mod pieces;
mod round_trips;
mod small;
mod streams;
mod threads;
mod tuning;

use std::sync::{Arc, LazyLock};

use super::{Compression, Decompression, FORMATS, Format, Tuning, engines};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Compresses private bytes, undisturbed.
fn compress(spec: &Compression, input: &[u8]) -> Vec<u8> {
    super::compress(spec, InputBytes::Private(input), &Cancel::default()).expect("compresses")
}

/// Decompresses private bytes, undisturbed.
fn decompress(spec: &Decompression, input: &[u8]) -> Result<Vec<u8>, Failure> {
    super::decompress(spec, InputBytes::Private(input), &Cancel::default())
}

/// The defaults for compressing.
fn packing(format: Format) -> Compression {
    Compression {
        format,
        level: format.info().default_level,
        window_bits: None,
        dictionary: None,
        tuning: Tuning::default(),
        seekable: false,
        threads: None,
    }
}

/// The defaults for decompressing, without a cap.
fn unpacking(format: Format) -> Decompression {
    Decompression {
        format: Some(format),
        window_bits: None,
        dictionary: None,
        max_output: u64::MAX,
        reject_garbage: false,
        accept_truncated: false,
        threads: None,
    }
}

fn formats() -> impl Iterator<Item = Format> {
    FORMATS.iter().map(|info| info.format)
}

fn shared(bytes: &[u8]) -> Option<Arc<[u8]>> {
    Some(bytes.into())
}

/// Words from a small vocabulary: compresses about as well as text, and is the same every time.
fn text(bytes: usize) -> Vec<u8> {
    const WORDS: [&str; 16] = [
        "the ",
        "loop ",
        "stays ",
        "free ",
        "while ",
        "threads ",
        "of ",
        "our ",
        "own ",
        "compress, ",
        "hash ",
        "and ",
        "wait.\n",
        "42 ",
        "event ",
        "buffer ",
    ];
    static TEXT: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut random = Random(1);
        (0..1 << 20).flat_map(|_| WORDS[random.next() as usize % WORDS.len()].bytes()).collect()
    });
    TEXT[..bytes].to_vec()
}

/// A gigabyte of zeros, compressed as it comes.
fn bomb(format: Format) -> &'static [u8] {
    static BOMBS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| formats().map(make_bomb).collect());
    &BOMBS[format as usize]
}

fn make_bomb(format: Format) -> Vec<u8> {
    let (zeros, mut packed) = (vec![0; 1 << 20], Vec::new());
    let mut encoder =
        engines::encoder(&Compression { level: 1, ..packing(format) }, None).expect("an encoder");
    for _ in 0..1024 {
        encoder.write(&zeros, &mut packed).expect("compresses");
    }
    encoder.finish(&mut packed).expect("compresses");
    packed
}

/// Bytes that do not compress.
fn noise(bytes: usize) -> Vec<u8> {
    let mut random = Random(2);
    (0..bytes).map(|_| random.next() as u8).collect()
}

/// The 64-bit generator splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
