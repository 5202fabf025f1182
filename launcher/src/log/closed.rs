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

/// How many milliseconds a name may be ahead of the clock, which may have been set back. One set back further is believed.
const AHEAD: u32 = 5000;

/// The name of a file that is closed now. It comes after those of all others, so that names are in the order of time.
pub(super) fn closed_name(file: &Path) -> io::Result<PathBuf> {
    let taken = stamps(file)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let from_now = || (0..).map(|later| stamp(now + Duration::from_millis(later)));
    let last = taken.last().map_or("", String::as_str);
    let in_order = from_now().take(AHEAD as usize).find(|stamp| stamp.as_str() > last);
    let free = in_order.or_else(|| from_now().find(|stamp| !taken.contains(stamp)));
    Ok(with_suffix(file, &free.unwrap_or_default()))
}

/// Removes the oldest closed files beyond those that are kept. One that cannot be removed does not keep the others.
pub(super) fn prune(settings: &Settings) -> io::Result<()> {
    if settings.keep == 0 {
        return Ok(());
    }
    let all = stamps(&settings.file)?;
    let surplus = all.len().saturating_sub(usize::try_from(settings.keep).unwrap_or(usize::MAX));
    for stamp in all.iter().take(surplus) {
        for ending in ENDINGS {
            let _ = fs::remove_file(with_suffix(&settings.file, &format!("{stamp}{ending}")));
        }
    }
    Ok(())
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
