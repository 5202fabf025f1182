//! Digests of directories, for lib/hash/tree.js.

use std::path::PathBuf;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::several::Digests;
use crate::binding::admission::Lane;
use crate::binding::control::Control;
use crate::binding::encoding::Encoding;
use crate::binding::input::Held;
use crate::binding::job::{self, Work};
use crate::binding::outcome::Value;
use crate::binding::path::path_of;
use crate::binding::pool;
use crate::engine::digest::tree::{Entry, digest_tree};

#[napi]
impl Digests {
    /// Digests a directory and all in it. The promise is of the tree's digests in order, or undefined where an entry
    /// failed, and of a list of the entries: path, kind, whether it is executable, size, digests, failure.
    #[napi(catch_unwind, ts_return_type = "Promise<[Array<string | Buffer> | undefined, List]>")]
    pub fn start_tree<'env>(
        &self,
        env: &'env Env,
        directory: &[u8],
        encoding: u32,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let specs = Arc::clone(&self.specs);
        let directory: PathBuf = path_of(directory);
        let encoding = Encoding::of(encoding);
        let progress = control.map(Control::meter).unwrap_or_default();
        let work = Work::new(move |_, cancel| {
            let tree = digest_tree(pool::pool(), &specs, &directory, &progress, cancel)?;
            let digests = tree.digests.map_or(Value::Done, |digests| encoded(digests, encoding));
            let entries = tree.entries.into_iter().map(|entry| told(entry, encoding)).collect();
            Ok(Value::Array(vec![digests, Value::List(entries)]))
        });
        job::start(env, Lane::File, Held::admit_empty(env, Lane::File)?, control, work)
    }
}

fn told(entry: Entry, encoding: Encoding) -> Value {
    Value::Array(vec![
        Value::Path(entry.path),
        Value::Number(entry.kind as u64),
        Value::Flag(entry.executable),
        Value::Number(entry.size),
        encoded(entry.digests, encoding),
        entry.failure.map_or(Value::Done, Value::Failure),
    ])
}

fn encoded(digests: Vec<Vec<u8>>, encoding: Encoding) -> Value {
    Value::Array(digests.into_iter().map(|digest| encoding.apply(digest)).collect())
}
