//! Digests of directories, for lib/hash/tree.js.

use std::path::PathBuf;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::digests::Digests;
use crate::binding::control::Control;
use crate::binding::encoding::Encoding;
use crate::binding::failure::FailureObject;
use crate::binding::job_class::JobClass;

use crate::binding::job::Work;
use crate::binding::list::List;
use crate::binding::path::path_of;
use crate::binding::submit;
use crate::binding::threads;
use crate::binding::value::Value;
use crate::engine::digest::tree::{Entry, Kind, digest_tree};

/// The digests of a directory and of what is in it.
#[napi(object, object_from_js = false)]
pub struct TreeDigests {
    /// Of the directory, in the order of the constructor's; absent where an entry failed.
    #[napi(ts_type = "Array<string | Buffer>")]
    pub digests: Option<Value>,
    #[napi(ts_type = "{ take(count: number): TreeEntry[] }")]
    pub entries: List,
}

/// An entry of a directory.
#[napi(object, object_from_js = false)]
pub struct TreeEntry {
    /// Below the directory; bytes where it is not UTF-8.
    #[napi(ts_type = "string | Buffer")]
    pub path: Either<String, Buffer>,
    #[napi(ts_type = "'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'device' | 'unknown'")]
    pub r#type: &'static str,
    /// Whether the digest of a directory can have it.
    pub digested: bool,
    pub executable: bool,
    /// Bytes of a file, or of a link's target.
    pub size: f64,
    /// In the order of the constructor's; none where there is a failure or no contents.
    #[napi(ts_type = "Array<string | Buffer>")]
    pub digests: Value,
    #[napi(ts_type = "Failure")]
    pub failure: Option<FailureObject>,
}

#[napi]
impl Digests {
    /// Digests a directory and all in it.
    #[napi(catch_unwind, ts_return_type = "Promise<TreeDigests>")]
    pub fn start_tree<'env>(
        &self,
        env: &'env Env,
        directory: &[u8],
        encoding: Encoding,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let specs = Arc::clone(&self.specs);
        let directory: PathBuf = path_of(directory);
        let progress = control.map(Control::meter).unwrap_or_default();
        let work = Work::new(move |_, cancel| {
            let tree = digest_tree(threads::pool(), &specs, &directory, &progress, cancel)?;
            let entries = tree.entries.into_iter().map(|entry| Value::object(entry_of(entry, encoding)));
            Ok(Value::object(TreeDigests {
                digests: tree.digests.map(|digests| encoding.apply_all(digests)),
                entries: List::new(entries.collect()),
            }))
        });
        submit::start(env, JobClass::File, submit::admit_empty(env, JobClass::File)?, control, work)
    }
}

fn entry_of(entry: Entry, encoding: Encoding) -> TreeEntry {
    TreeEntry {
        path: match String::from_utf8(entry.path) {
            Ok(text) => Either::A(text),
            Err(error) => Either::B(error.into_bytes().into()),
        },
        r#type: match entry.kind {
            Kind::File => "file",
            Kind::Directory => "directory",
            Kind::Link => "link",
            Kind::Fifo => "fifo",
            Kind::Socket => "socket",
            Kind::Device => "device",
            Kind::Unknown => "unknown",
        },
        digested: entry.kind.is_digested(),
        executable: entry.executable,
        size: entry.size as f64,
        digests: encoding.apply_all(entry.digests),
        failure: entry.failure.as_ref().map(FailureObject::from),
    }
}
