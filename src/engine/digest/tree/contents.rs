//! The digests of the files and links of a tree: this thread reads, the pool's threads digest.

use std::borrow::Borrow;
use std::fs;
use std::mem;
use std::ops::Range;
use std::path::Path;

use rayon::ThreadPool;

use super::entry::{Entry, Kind};
use crate::engine::cancel::Cancel;
use crate::engine::digest::file::{FileDigests, digest_blocks};
use crate::engine::digest::{Spec, digest_many};
use crate::engine::failure::Failure;
use crate::engine::file_reader::FileReader;
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

/// The longest file that is digested together with others, in bytes.
const SMALL: usize = 1 << 20;
/// Bytes of small files that are read while as many are digested.
const ROOM: usize = 4 << 20;
/// Files of one batch.
const FILES: usize = 1024;

/// Gives every file and link of `entries` its digests, or its failure.
pub(super) fn digest_contents(
    pool: &ThreadPool,
    specs: &[impl Borrow<Spec> + Sync],
    root: &Path,
    entries: &mut [Entry],
    progress: &Progress,
    cancel: &Cancel,
) -> Result<(), Failure> {
    let (mut current, mut next) = (Batch::default(), Batch::default());
    let mut at = 0;
    while at < entries.len() || !current.items.is_empty() {
        let mut digested = Ok(Vec::new());
        let large = pool.in_place_scope(|scope| {
            if !current.items.is_empty() {
                scope.spawn(|_| digested = current.digest(specs, cancel));
            }
            next.fill(root, entries, &mut at, cancel)
        })?;
        current.hand_out(digested?, entries, progress);
        mem::swap(&mut current, &mut next);
        if let Some((index, mut file)) = large {
            let digested = digest_blocks(pool, specs, &mut file, progress, cancel)
                .and_then(|digested| file.check_unchanged().map(|()| digested));
            finish_large(&mut entries[index], digested)?;
        }
    }
    Ok(())
}

/// Small contents, one behind the other.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    used: usize,
    /// The index of each one's entry, and where in `bytes` it is.
    items: Vec<(usize, Range<usize>)>,
}

impl Batch {
    /// Reads contents of the entries from `at` on until there are enough, or a file is too large to be with others:
    /// that one is returned, with its index.
    fn fill(
        &mut self,
        root: &Path,
        entries: &mut [Entry],
        at: &mut usize,
        cancel: &Cancel,
    ) -> Result<Option<(usize, FileReader)>, Failure> {
        if self.bytes.is_empty() {
            self.bytes = vec![0; ROOM];
        }
        while *at < entries.len() && self.used + SMALL <= ROOM && self.items.len() < FILES {
            cancel.check()?;
            let (index, entry) = (*at, &mut entries[*at]);
            *at += 1;
            match self.read(entry, root) {
                Ok(Content::None) => {}
                Ok(Content::Read(length)) => {
                    entry.size = length as u64;
                    self.items.push((index, self.used..self.used + length));
                    self.used += length;
                }
                Ok(Content::Large(file)) => return Ok(Some((index, *file))),
                Err(failure) => entry.failure = Some(failure),
            }
        }
        Ok(None)
    }

    fn read(&mut self, entry: &Entry, root: &Path) -> Result<Content, Failure> {
        let place = entry.place(root);
        match entry.kind {
            Kind::File => self.read_file(FileReader::open_found(&place)?),
            Kind::Link => {
                let target = fs::read_link(&place);
                let target = target.map_err(|error| Failure::system(&error, "readlink", &place))?;
                let target = target.as_os_str().as_encoded_bytes();
                self.bytes[self.used..][..target.len()].copy_from_slice(target);
                Ok(Content::Read(target.len()))
            }
            _ => Ok(Content::None),
        }
    }

    fn read_file(&mut self, mut file: FileReader) -> Result<Content, Failure> {
        if file.size() > SMALL as u64 {
            return Ok(Content::Large(Box::new(file)));
        }
        let length = file.read_block(&mut self.bytes[self.used..][..SMALL])?;
        if !file.is_finished() {
            file.go_to(0);
            return Ok(Content::Large(Box::new(file)));
        }
        file.check_unchanged()?;
        Ok(Content::Read(length))
    }

    /// For each spec the digests of all items, one behind the other.
    fn digest(&self, specs: &[impl Borrow<Spec>], cancel: &Cancel) -> Result<Vec<(usize, Vec<u8>)>, Failure> {
        let sources: Vec<InputBytes<'_>> =
            self.items.iter().map(|(_, range)| InputBytes::Private(&self.bytes[range.clone()])).collect();
        specs
            .iter()
            .map(|spec| Ok((spec.borrow().output_length(), digest_many(spec.borrow(), &sources, cancel)?)))
            .collect()
    }

    /// Gives the digests to the entries, and is empty then.
    fn hand_out(&mut self, digested: Vec<(usize, Vec<u8>)>, entries: &mut [Entry], progress: &Progress) {
        for (nth, (index, range)) in self.items.drain(..).enumerate() {
            let one = |(length, all): &(usize, Vec<u8>)| all[nth * length..][..*length].to_vec();
            let entry = &mut entries[index];
            entry.digests = digested.iter().map(one).collect();
            if entry.kind == Kind::File {
                progress.advance(range.len() as u64);
            }
        }
        self.used = 0;
    }
}

/// What there is to digest of an entry.
enum Content {
    /// The number of bytes, which were read.
    Read(usize),
    Large(Box<FileReader>),
    None,
}

/// Takes over the digests of a large file. Its failure belongs to the entry, unless it ends the whole job.
fn finish_large(entry: &mut Entry, digested: Result<FileDigests, Failure>) -> Result<(), Failure> {
    match digested {
        Ok(FileDigests { digests, bytes }) => {
            entry.digests = digests;
            entry.size = bytes;
        }
        Err(failure @ (Failure::System { .. } | Failure::Changed { .. })) => entry.failure = Some(failure),
        Err(failure) => return Err(failure),
    }
    Ok(())
}
