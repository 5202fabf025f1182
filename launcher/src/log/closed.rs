//! Closed files: their names, and how many are kept.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{io, mem};

use super::settings::Settings;

/// What a stamp looks like: digits where there are zeros.
const FORM: &[u8] = b"00000000T000000.000Z";

/// How closed files end: as they are, and compressed.
const ENDINGS: [&str; 3] = ["", ".gz", ".zst"];

/// How far a name may be ahead of the clock, which may have been set back. One set back further is believed.
const AHEAD: Duration = Duration::from_secs(5);

/// How far apart two names are at least.
const STEP: Duration = Duration::from_millis(1);

/// The names that one writer gives to files. No other names files of its log meanwhile, so that it lists the folder for its
/// first name only: there may be many closed files, and a new one many times a second.
#[derive(Default)]
pub(super) struct ClosedNames {
    last: Option<Named>,
}

struct Named {
    /// The time in the name.
    time: Duration,
    /// What the clock said.
    clock: Duration,
}

impl ClosedNames {
    /// The name of a file that is closed now. It comes after those of all others, so that names are in the order of time.
    pub(super) fn next(&mut self, file: &Path) -> io::Result<PathBuf> {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let time = match self.following(file, clock) {
            Some(time) => time,
            None => time_among_all(file, clock)?,
        };
        self.last = Some(Named { time, clock });
        Ok(with_suffix(file, &stamp(time)))
    }

    /// The time of a name after the last one. None where there was none, or the clock was set back: files of those times may
    /// be there.
    fn following(&self, file: &Path, clock: Duration) -> Option<Duration> {
        let last = self.last.as_ref()?;
        let time = clock.max(last.time + STEP);
        let is_in_order = clock >= last.clock || time - clock < AHEAD;
        let is_free = || names(file, &stamp(time)).iter().all(|name| name.symlink_metadata().is_err());
        (is_in_order && is_free()).then_some(time)
    }
}

/// The time of a name after those that are in the folder.
fn time_among_all(file: &Path, clock: Duration) -> io::Result<Duration> {
    let taken = stamps(file)?;
    let from_clock = || (0..).map(|later| clock + STEP * later);
    let last = taken.last().map_or("", String::as_str);
    let in_order = from_clock().take_while(|&time| time - clock < AHEAD).find(|&time| *stamp(time) > *last);
    let free = in_order.or_else(|| from_clock().find(|&time| !taken.contains(&stamp(time))));
    Ok(free.unwrap_or(clock))
}

/// Removes the oldest closed files beyond those that are kept. One that cannot be removed does not keep the others. How many
/// more may be closed before there is one to remove.
pub(super) fn prune(settings: &Settings) -> io::Result<usize> {
    let keep = usize::try_from(settings.keep).unwrap_or(usize::MAX);
    if keep == 0 {
        return Ok(usize::MAX);
    }
    let all = stamps(&settings.file)?;
    for stamp in all.iter().take(all.len().saturating_sub(keep)) {
        for name in names(&settings.file, stamp) {
            let _ = fs::remove_file(name);
        }
    }
    Ok(keep.saturating_sub(all.len()))
}

/// The names that a closed file has, as it is and compressed.
fn names(file: &Path, stamp: &str) -> [PathBuf; 3] {
    ENDINGS.map(|ending| with_suffix(file, &format!("{stamp}{ending}")))
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// The stamps of all closed files, compressed or not.
fn stamps(file: &Path) -> io::Result<BTreeSet<String>> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    let prefix = [file.file_name().unwrap_or_default().as_bytes(), b"."].concat();
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    names.filter_map(|name| name.map(|name| stamp_of(&name, &prefix)).transpose()).collect()
}

fn stamp_of(name: &OsStr, prefix: &[u8]) -> Option<String> {
    let rest = str::from_utf8(name.as_bytes().strip_prefix(prefix)?).ok()?;
    let (stamp, ending) = rest.split_at_checked(FORM.len())?;
    let has_form = stamp
        .bytes()
        .zip(FORM)
        .all(|(byte, &form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form });
    (has_form && ENDINGS.contains(&ending)).then(|| stamp.into())
}

/// A time in UTC, in a form that sorts by it and may be part of a name: `20261129T063000.123Z`.
fn stamp(time: Duration) -> String {
    // What `time_t` is on each platform of 64 bits. libc warns of its own name on musl, where it changed for 32 bits.
    let seconds: i64 = time.as_secs().cast_signed();
    // SAFETY: tm is plain data for which zeros are valid, and both live for the call.
    let tm = unsafe {
        let mut tm: libc::tm = mem::zeroed();
        libc::gmtime_r(&raw const seconds, &raw mut tm);
        tm
    };
    let (year, month) = (tm.tm_year + 1900, tm.tm_mon + 1);
    let (day, hour, minute, second) = (tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    let milliseconds = time.subsec_millis();
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}.{milliseconds:03}Z")
}
