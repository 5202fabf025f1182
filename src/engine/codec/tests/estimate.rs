//! How long work takes, as it is estimated.

use super::{FORMATS, Format, packing};
use crate::engine::codec::Compression;

fn estimate(format: Format, level: i32) -> std::time::Duration {
    Compression { level, ..packing(format) }.estimate(1 << 20)
}

#[test]
fn higher_levels_take_no_less() {
    for info in &FORMATS {
        let levels = 1..=*info.levels.end();
        let estimates: Vec<_> = levels.map(|level| estimate(info.format, level)).collect();
        assert!(estimates.is_sorted(), "{}: {estimates:?}", info.name);
        assert!(estimates.first() < estimates.last(), "{}: {estimates:?}", info.name);
    }
}

#[test]
fn the_default_of_zlib_takes_what_its_level_takes() {
    assert_eq!(estimate(Format::Gzip, -1), estimate(Format::Gzip, Format::Gzip.info().default_level));
}
