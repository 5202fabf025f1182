//! From the launcher's report to a command that runs, or the reason why none does.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::path::PathBuf;

use offloop_launcher::{Applied, Status};

/// The longest report that is read. What follows is ignored.
const LONGEST: usize = 64 * 1024;

/// Why no command runs.
#[derive(Debug, PartialEq, Eq)]
pub enum StartFailure {
    /// The system did not start the launcher: `errno` of posix_spawn.
    Spawn { errno: i32 },
    /// The launcher, or the loading of the command, failed: its stage and `errno`.
    Setup { stage: &'static str, errno: i32, path: Option<PathBuf> },
    /// This machine lacks what the sandbox needs.
    Unavailable { missing: Vec<String> },
    /// It was ended first.
    Ended,
    /// The launcher did not report in time, and was killed.
    Silent,
}

/// The launcher's report while it comes in.
pub struct Report {
    from: File,
    bytes: Vec<u8>,
}

impl Report {
    /// Reads from a descriptor that does not block.
    pub fn new(from: OwnedFd) -> Self {
        Self { from: from.into(), bytes: Vec::new() }
    }

    pub fn descriptor(&self) -> RawFd {
        self.from.as_raw_fd()
    }

    /// Takes in what is there. True at its end.
    pub fn read(&mut self) -> bool {
        let mut block = [0; 4096];
        loop {
            match self.from.read(&mut block) {
                Ok(0) => return true,
                Ok(_) if self.bytes.len() > LONGEST => return true,
                Ok(count) => self.bytes.extend_from_slice(&block[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return error.kind() != ErrorKind::WouldBlock,
            }
        }
    }

    /// What the whole report says.
    pub fn outcome(&self) -> Result<Applied, StartFailure> {
        match Status::of_report(&self.bytes) {
            Some(Status::Applied(applied)) => Ok(applied),
            Some(Status::Failed(failure)) => Err(StartFailure::Setup {
                stage: failure.stage.name(),
                errno: failure.errno,
                path: failure.path,
            }),
            Some(Status::Unavailable { missing }) => Err(StartFailure::Unavailable { missing }),
            None => Err(StartFailure::Ended),
        }
    }
}
