//! Cancelled work stops.

use std::thread;
use std::time::Duration;

use super::super::{self as codec, Compression, Format};
use super::{bomb, compress, formats, noise, packing, unpacking};
use crate::engine::cancel::Cancel;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

#[test]
fn a_cancelled_job_does_not_begin() {
    let cancel = Cancel::default();
    cancel.cancel();
    for format in formats() {
        let packed = compress(&packing(format), b"input");
        let result = codec::compress(&packing(format), InputBytes::Private(b"input"), &cancel);
        assert!(matches!(result, Err(Failure::Aborted)), "{format:?}");
        let result = codec::decompress(&unpacking(format), InputBytes::Private(&packed), &cancel);
        assert!(matches!(result, Err(Failure::Aborted)), "{format:?}");
    }
}

/// The job would take minutes: that the test ends is what it shows.
#[test]
fn running_compression_stops() {
    let input = noise(1 << 20).repeat(64);
    for (format, level) in [(Format::Gzip, 9), (Format::Brotli, 9), (Format::Zstd, 19)] {
        let cancel = Cancel::default();
        let spec = Compression { level, ..packing(format) };
        let result = thread::scope(|scope| {
            let job = scope.spawn(|| codec::compress(&spec, InputBytes::Private(&input), &cancel));
            thread::sleep(Duration::from_millis(30));
            cancel.cancel();
            job.join().unwrap()
        });
        assert!(matches!(result, Err(Failure::Aborted)), "{format:?}");
    }
}

/// Little input with a very large output: a check at each block of input alone would not stop it in time.
#[test]
fn running_decompression_stops_within_one_block_of_input() {
    for format in formats() {
        let cancel = Cancel::default();
        let spec = unpacking(format);
        bomb(format);
        let result = thread::scope(|scope| {
            let job = scope.spawn(|| codec::decompress(&spec, InputBytes::Private(bomb(format)), &cancel));
            thread::sleep(Duration::from_millis(20));
            cancel.cancel();
            job.join().unwrap()
        });
        assert!(matches!(result, Err(Failure::Aborted)), "{format:?}");
    }
}
