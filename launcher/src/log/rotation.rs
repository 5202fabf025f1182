//! Rotation: the log file is appended to, closed at its limits, and opened again when another program has moved it.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::closed::ClosedNames;
use super::drain::Drain;
use super::settings::Settings;
use super::spool::is_at;

/// Bytes that one call writes at most.
const MOST: usize = 1 << 20;

pub(super) struct RotatingFile<'a> {
    settings: &'a Settings,
    file: File,
    /// The period that the file belongs to, counted from 1970 on.
    period: u64,
    names: ClosedNames,
}

impl<'a> RotatingFile<'a> {
    /// Opens the log, and settles what a writer before has appended to it.
    pub(super) fn open(settings: &'a Settings, drain: &mut Drain) -> io::Result<Self> {
        let file = opened(&settings.file, &appending())?;
        drain.settle(&file)?;
        let metadata = file.metadata()?;
        let period = match metadata.len() {
            0 => period_now(settings),
            _ => period_of(settings, metadata.mtime() as u64),
        };
        Ok(Self { settings, file, period, names: ClosedNames::default() })
    }

    /// Appends some of what waits. True when a file was closed.
    pub(super) fn write_some(&mut self, drain: &mut Drain) -> io::Result<bool> {
        if self.was_moved() && !drain.is_in_line() {
            self.begin()?;
        }
        let metadata = self.file.metadata()?;
        let length = self.until_limit(drain, metadata.len());
        if length == 0 {
            self.close()?;
            return Ok(true);
        }
        let began_in_line = drain.is_in_line();
        drain.intend(&metadata, length);
        let written = self.file.write(drain.waiting(length))?;
        // Lines that went to a file that was just removed are written again, to the one that follows.
        if began_in_line || !self.was_removed()? {
            drain.written(written);
        }
        Ok(false)
    }

    /// Closes a file whose period is over. True when one was closed.
    pub(super) fn close_if_due(&mut self, drain: &Drain) -> io::Result<bool> {
        if period_now(self.settings) == self.period || drain.is_in_line() {
            return Ok(false);
        }
        if self.was_moved() || self.file.metadata()?.len() == 0 {
            self.period = period_now(self.settings);
            return Ok(false);
        }
        self.close()?;
        Ok(true)
    }

    /// How many of the bytes that wait this file takes: whole lines, where there are whole ones; 0 where it has to be closed.
    fn until_limit(&self, drain: &Drain, size: u64) -> usize {
        let waiting = drain.waiting(MOST);
        let line = || waiting.iter().position(|&byte| byte == b'\n').map_or(waiting.len(), |end| end + 1);
        let is_due = size > 0 && period_now(self.settings) != self.period;
        if self.settings.size == 0 && !is_due {
            return waiting.len();
        }
        if drain.is_in_line() {
            return line();
        }
        let room = if is_due { 0 } else { self.settings.size.saturating_sub(size) };
        if room >= waiting.len() as u64 {
            return waiting.len();
        }
        match waiting[..room as usize].iter().rposition(|&byte| byte == b'\n') {
            Some(end) => end + 1,
            None if size == 0 => line(),
            None => 0,
        }
    }

    /// Gives the file its name as a closed one, and begins a new one.
    fn close(&mut self) -> io::Result<()> {
        let closed = self.names.next(&self.settings.file)?;
        match fs::rename(&self.settings.file, closed) {
            // Another program has just moved it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result?,
        }
        self.begin()
    }

    /// Goes on in the file that has the name now, or in a new one that may be read by the same users.
    fn begin(&mut self) -> io::Result<()> {
        let before = self.file.metadata()?;
        let mode = before.mode() & 0o777;
        let is_new = !self.settings.file.exists();
        self.file = opened(&self.settings.file, appending().mode(mode))?;
        if is_new {
            // Only root may give a file away.
            let _ = fchown(&self.file, Some(before.uid()), Some(before.gid()));
            self.file.set_permissions(Permissions::from_mode(mode))?;
        }
        self.period = period_now(self.settings);
        Ok(())
    }

    /// Whether another program has renamed or removed the file.
    fn was_moved(&self) -> bool {
        !is_at(&self.file, &self.settings.file)
    }

    fn was_removed(&self) -> io::Result<bool> {
        Ok(self.file.metadata()?.nlink() == 0 && self.was_moved())
    }
}

fn appending() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    options
}

/// A FIFO or a device that took the name would swallow the lines: they wait until a file has it again.
fn opened(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let file = options.open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    }
}

fn period_now(settings: &Settings) -> u64 {
    period_of(settings, SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
}

fn period_of(settings: &Settings, seconds: u64) -> u64 {
    seconds.checked_div(settings.period).unwrap_or(0)
}
