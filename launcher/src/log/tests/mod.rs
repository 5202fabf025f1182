//! Spools and log files on a real file system. Feed and drain are in one process here: what they share is the file alone.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::closed::{ClosedNames, prune};
use super::rotation::RotatingFile;
use super::*;

mod files;
mod spool;

const CAPACITY: usize = 8192;

/// A folder with a log, and what belongs to it.
struct Place {
    folder: TempDir,
    settings: Settings,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name| folder.path().join(name);
        let (file, spool) = (at("app.log"), at(".app.log.spool"));
        let settings = Settings { file, spool, size: 0, period: 0, keep: 0, archiver: vec![] };
        Self { folder, settings }
    }

    fn log(&self) -> File {
        OpenOptions::new().read(true).append(true).create(true).open(&self.settings.file).unwrap()
    }

    fn try_feed(&self, capacity: usize) -> std::io::Result<Option<Feed>> {
        Feed::open(&self.settings.spool, capacity, &self.log())
    }

    fn feed(&self) -> Feed {
        self.try_feed(CAPACITY).unwrap().unwrap()
    }

    fn drain(&self) -> Drain {
        let file = OpenOptions::new().read(true).write(true).open(&self.settings.spool).unwrap();
        Drain::of(Spool::of(file).unwrap()).unwrap()
    }

    /// The names of closed files, in order.
    fn closed(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let is_closed = |path: &PathBuf| path.to_str().unwrap().contains("app.log.2");
        let mut closed: Vec<_> = entries.filter(is_closed).collect();
        closed.sort();
        closed
    }
}

/// Writes all that waits, as a writer does. How many files were closed.
fn write_all(output: &mut RotatingFile<'_>, drain: &mut Drain) -> usize {
    let mut closed = 0;
    while !drain.spool().is_empty() {
        closed += usize::from(output.write_some(drain).unwrap());
    }
    closed
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}
