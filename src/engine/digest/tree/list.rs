//! What is digested for a tree: a list of its entries.

use std::borrow::Borrow;

use data_encoding::HEXLOWER;

use super::entry::{Entry, Kind};
use crate::engine::cancel::Cancel;
use crate::engine::digest::{Hasher, Spec};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// The list's first record, which no other use of a digest begins with.
const HEADING: &[u8] = b"offloop tree 1\0";
/// Bytes of the list that are digested at once.
const BLOCK: usize = 64 * 1024;

/// The digest of the list of `entries`, for each of `specs`.
pub(super) fn digest_list(
    specs: &[impl Borrow<Spec>],
    entries: &[Entry],
    cancel: &Cancel,
) -> Result<Vec<Vec<u8>>, Failure> {
    specs.iter().enumerate().map(|(nth, spec)| digest_one(spec.borrow(), nth, entries, cancel)).collect()
}

/// The digest of the list with the `nth` digest of every entry.
fn digest_one(spec: &Spec, nth: usize, entries: &[Entry], cancel: &Cancel) -> Result<Vec<u8>, Failure> {
    let mut hasher: Hasher = spec.hasher();
    let mut block = HEADING.to_vec();
    for entry in entries {
        append(&mut block, entry, nth);
        if block.len() >= BLOCK {
            hasher.absorb(InputBytes::Private(&block), cancel)?;
            block.clear();
        }
    }
    hasher.absorb(InputBytes::Private(&block), cancel)?;
    hasher.finish(cancel)
}

fn append(list: &mut Vec<u8>, entry: &Entry, nth: usize) {
    let name: &[u8] = match entry.kind {
        Kind::File if entry.executable => b"executable",
        Kind::File => b"file",
        Kind::Link => b"link",
        _ => b"directory",
    };
    list.extend_from_slice(name);
    if let Some(digest) = entry.digests.get(nth) {
        list.push(b' ');
        list.extend_from_slice(HEXLOWER.encode(digest).as_bytes());
    }
    list.push(b' ');
    list.extend_from_slice(&entry.path);
    list.push(0);
}
