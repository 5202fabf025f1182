//! What a writer is to do, as arguments: written by the addon and read by the program.

use std::ffi::OsString;
use std::path::PathBuf;

/// The program's first argument, which no policy begins with.
pub const WRITER_WORD: &str = "log-writer";

/// What a writer is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The log file, absolute.
    pub file: PathBuf,
    /// The file of its spool, which is the program's standard input.
    pub spool: PathBuf,
    /// Bytes from which on a file is closed; 0 for no limit.
    pub size: u64,
    /// Seconds of a period at whose end a file is closed, from midnight UTC on; 0 for none.
    pub period: u64,
    /// How many closed files are kept; 0 for all.
    pub keep: u64,
    /// The command that compresses and digests closed files; empty where nothing does.
    pub archiver: Vec<OsString>,
}

impl Settings {
    pub fn to_args(&self) -> Vec<OsString> {
        let mut args: Vec<OsString> =
            vec![WRITER_WORD.into(), self.file.clone().into(), self.spool.clone().into()];
        args.extend([self.size, self.period, self.keep].map(|number| number.to_string().into()));
        args.extend(self.archiver.iter().cloned());
        args
    }

    /// Reads what [`Settings::to_args`] wrote, after the first word.
    pub fn from_args(mut args: impl Iterator<Item = OsString>) -> Option<Self> {
        let (file, spool) = (args.next()?.into(), args.next()?.into());
        let mut number = || args.next()?.to_str()?.parse().ok();
        let (size, period, keep) = (number()?, number()?, number()?);
        Some(Self { file, spool, size, period, keep, archiver: args.collect() })
    }
}
