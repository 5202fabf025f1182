//! The parsers of bytes that strangers send, each with what has to hold of any input.
//!
//! A file of two crates: of the fuzz targets, and of the addon's tests, which run the seeds and random inputs through the
//! same functions.

use std::sync::{Arc, LazyLock};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::engine::cancel::Cancel;
use crate::engine::codec::seekable::Reader;
use crate::engine::codec::stream::Next;
use crate::engine::codec::{Decompression, Format, StreamDecoder, decompress};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;
use crate::structured_clone::{Limits, check};

/// The most bytes that an input may decompress to.
const MAX_OUTPUT: u64 = 4 << 20;

/// Reading a file needs a pool; what is in memory is read on this thread.
static POOL: LazyLock<ThreadPool> =
    LazyLock::new(|| ThreadPoolBuilder::new().num_threads(1).build().expect("a thread"));

/// A serialized value: its beginning is no value, and larger limits accept what smaller ones do.
pub fn structured_clone(data: &[u8]) {
    let limits = |memory| Limits { version: 15, depth: 100, memory, time: memory, views: 14, attachments: 2 };
    let Ok(accepted) = check(data, &limits(1 << 16)) else { return };
    assert_eq!(check(data, &limits(1 << 24)), Ok(accepted), "with more memory");
    for end in 0..data.len() {
        assert!(check(&data[..end], &limits(1 << 16)).is_err(), "cut at {end}");
    }
}

/// Zstandard: a seek table changes nothing of what comes out, and where all of it fits the frames, any part that is
/// read is a part of that. A checksum in it may refuse data.
pub fn seekable_table(data: &[u8]) {
    // With a limit on the window, tables are not looked at.
    let plain = decoded(&Decompression { window_bits: Some(27), ..spec(Format::Zstd) }, data);
    match (decoded(&spec(Format::Zstd), data), &plain) {
        (Ok(by_table), Ok(plain)) => assert!(by_table == *plain, "other bytes by the table"),
        // A frame that is decoded in one go needs no window.
        (Ok(_), Err(failure)) => assert_eq!(code(failure), "ZSTD_error_frameParameter_windowTooLarge"),
        (Err(failure), Ok(_)) => assert_eq!(code(&failure), "ZSTD_error_checksum_wrong"),
        (Err(_), Err(_)) => {}
    }
    let Ok(reader) = Reader::of_bytes(&InputBytes::Private(data), &Arc::new(spec(Format::Zstd))) else {
        return;
    };
    // A read looks at the frames that it needs, and believes the table of the others: so all of them have to fit first.
    let (size, read) = (reader.size(), |offset, length| reader.read(offset, length, &POOL, &Cancel::NEVER));
    // A read of nothing looks at no frame.
    let (1.., Ok(whole), Ok(plain)) = (size, read(0, size), &plain) else { return };
    assert!(whole == *plain, "other bytes by the reader");
    for (offset, length) in [(size / 3, size / 2), (size.saturating_sub(1), 9), (size, 1)] {
        let part = read(offset, length).expect("as the whole");
        let end = offset.saturating_add(length).min(size);
        assert!(part == plain[offset as usize..end as usize], "other bytes from {offset} on");
    }
}

/// gzip: an index changes nothing of what comes out. Input that begins with a zero is taken as it is; else a member is
/// made of it whose checksum and length are right, so that only the index can lie.
pub fn gzip_index(data: &[u8]) {
    match data {
        [0, member @ ..] => same_without_index(member),
        [_, parts @ ..] => {
            if let Some(member) = member_of(parts) {
                same_without_index(&member);
            }
        }
        [] => {}
    }
}

fn same_without_index(member: &[u8]) {
    let spec = spec(Format::Gzip);
    match (decoded(&spec, member), streamed(&spec, member)) {
        (Ok(whole), Ok(stream)) => assert!(whole == stream, "other bytes by the index"),
        (Err(_), Err(_)) => {}
        (whole, stream) => panic!("{:?} and as a stream {:?}", whole.map(drop), stream.map(drop)),
    }
}

/// A gzip member with an index: the size of chunks in three bytes, how many lengths, the lengths in two bytes each, and
/// deflate data.
fn member_of(parts: &[u8]) -> Option<Vec<u8>> {
    let (&[a, b, c, count], rest) = parts.split_first_chunk()?;
    let (lengths, body) = rest.split_at_checked(2 * usize::from(count))?;
    let output = streamed(&spec(Format::DeflateRaw), body).ok()?;
    let subfield = 5 + 2 * lengths.len() as u16;
    let mut member = vec![0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
    member.extend_from_slice(&(subfield + 4).to_le_bytes());
    member.extend_from_slice(b"OL");
    member.extend_from_slice(&subfield.to_le_bytes());
    member.extend_from_slice(&[1, a, b, c, 0]);
    member.extend(lengths.chunks_exact(2).flat_map(|length| [length[0], length[1], 0, 0]));
    member.extend_from_slice(body);
    member.extend_from_slice(&crc32fast::hash(&output).to_le_bytes());
    member.extend_from_slice(&(output.len() as u32).to_le_bytes());
    Some(member)
}

fn spec(format: Format) -> Decompression {
    Decompression {
        format: Some(format),
        window_bits: None,
        dictionary: None,
        max_output: MAX_OUTPUT,
        reject_garbage: false,
        accept_truncated: false,
        threads: None,
    }
}

fn decoded(spec: &Decompression, data: &[u8]) -> Result<Vec<u8>, Failure> {
    decompress(spec, InputBytes::Private(data), &Cancel::NEVER)
}

/// As a stream, data is decoded from front to back.
fn streamed(spec: &Decompression, data: &[u8]) -> Result<Vec<u8>, Failure> {
    let (mut decoder, mut out, mut input) = (StreamDecoder::new(spec.clone()), Vec::new(), data);
    loop {
        let (bytes, next) = decoder.step(InputBytes::Private(input), &Cancel::NEVER)?;
        out.extend_from_slice(&bytes);
        input = &[];
        if next != Next::Output {
            return decoder.finish().map(|()| out);
        }
    }
}

fn code(failure: &Failure) -> &str {
    match failure {
        Failure::Data { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    type Parser = fn(&[u8]);
    const PARSERS: [(&str, Parser); 3] = [
        ("structured_clone", structured_clone),
        ("seekable_table", seekable_table),
        ("gzip_index", gzip_index),
    ];

    fn seeds(name: &str) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "seeds of {name}");
        files.into_iter().map(|file| fs::read(file).unwrap()).collect()
    }

    #[test]
    fn seeds_keep_the_promises_whole_and_with_each_byte_damaged() {
        for (name, parser) in PARSERS {
            for seed in seeds(name) {
                parser(&seed);
                for at in 0..seed.len().min(300) {
                    let mut damaged = seed.clone();
                    damaged[at] ^= 1 << (at % 8);
                    parser(&damaged);
                    parser(&seed[..at]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_keep_the_promises(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for (_, parser) in PARSERS {
                parser(&bytes);
            }
        }

        #[test]
        fn spliced_seeds_keep_the_promises(
            which in any::<prop::sample::Index>(),
            [one, other] in any::<[prop::sample::Index; 2]>(),
            [cut, from] in any::<[prop::sample::Index; 2]>(),
        ) {
            let (name, parser) = PARSERS[which.index(PARSERS.len())];
            let seeds = seeds(name);
            let (one, other) = (&seeds[one.index(seeds.len())], &seeds[other.index(seeds.len())]);
            let (cut, from) = (cut.index(one.len() + 1), from.index(other.len() + 1));
            parser(&[&one[..cut], &other[from..]].concat());
        }
    }
}
