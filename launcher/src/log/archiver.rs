//! The process that compresses and digests closed files.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::process::{Child, Command, Stdio};

use super::closed::prune;
use super::lock::Lock;
use super::settings::Settings;
use super::spool::Spool;
use crate::steps::check;

/// Runs one process at a time, which takes all closed files that it finds.
pub(super) struct Archiver<'a> {
    settings: &'a Settings,
    running: Option<Child>,
    /// Whether closed files may wait for it: at the start those of a writer before.
    is_due: bool,
    /// How many more files may be closed before there can be one to remove.
    room: usize,
}

impl<'a> Archiver<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self { settings, running: None, is_due: !settings.archiver.is_empty(), room: 0 }
    }

    /// A file was closed.
    pub(super) fn add(&mut self) {
        self.is_due = !self.settings.archiver.is_empty();
        self.room = match self.room.checked_sub(1) {
            Some(room) => room,
            None => prune(self.settings).unwrap_or(0),
        };
    }

    /// Starts the process if files wait for it and none runs.
    ///
    /// # Errors
    /// It could not be started, or it has failed: the files stay as they are until the next one is closed.
    pub(super) fn attend(&mut self, spool: &Spool) -> io::Result<()> {
        if let Some(running) = &mut self.running {
            let Some(status) = running.try_wait()? else { return Ok(()) };
            self.running = None;
            if !status.success() {
                return Err(io::ErrorKind::Other.into());
            }
        }
        if self.is_due {
            self.is_due = false;
            self.running = self.start(spool)?;
        }
        Ok(())
    }

    /// Waits until the process has ended, and that of another writer, and has one take the files that were closed meanwhile.
    ///
    /// # Errors
    /// As for [`attend`](Self::attend).
    pub(super) fn finish(&mut self, spool: &Spool) -> io::Result<()> {
        while self.running.is_some() || self.is_due {
            if let Some(running) = &mut self.running {
                running.wait()?;
            }
            self.attend(spool)?;
            if self.running.is_none() && self.is_due {
                // That of another writer runs.
                Lock::Archive.wait(&spool.reopen()?)?;
            }
        }
        prune(self.settings).map(drop)
    }

    /// None where a process of another writer runs; it is asked again.
    fn start(&mut self, spool: &Spool) -> io::Result<Option<Child>> {
        let Some((program, args)) = self.settings.archiver.split_first() else { return Ok(None) };
        let lock = spool.reopen()?;
        if !Lock::Archive.try_take(&lock)? {
            self.is_due = true;
            return Ok(None);
        }
        leave_open_in_children(&lock)?;
        let mut command = Command::new(program);
        command.args(args).env_remove("NODE_OPTIONS").env_remove("NODE_CHANNEL_FD");
        // The child has inherited the lock, and holds it for as long as it runs.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(Some)
    }
}

fn leave_open_in_children(file: &File) -> io::Result<()> {
    // SAFETY: changes a flag of the descriptor and touches no memory.
    check(unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETFD, 0) }).map(drop)
}
