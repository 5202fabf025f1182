//! Spools and log files on a real file system. Feed and drain are in one process here: what they share is the file alone.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use tempfile::TempDir;

use super::closed::{closed_name, prune};
use super::output::Output;
use super::*;

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
fn write_all(output: &mut Output<'_>, drain: &mut Drain) -> usize {
    let mut closed = 0;
    while !drain.spool().is_empty() {
        closed += usize::from(output.write_some(drain).unwrap());
    }
    closed
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn settings_survive_the_command_line() {
    let settings = Settings {
        file: "/a b/app.log".into(),
        spool: "/a b/.app.log.spool".into(),
        size: u64::MAX,
        period: 3600,
        keep: 7,
        archiver: vec!["/usr/bin/node".into(), "--x".into(), String::new().into()],
    };
    let mut args = settings.to_args().into_iter();
    assert_eq!(args.next().unwrap(), WRITER_WORD);
    assert_eq!(Settings::from_args(args), Some(settings.clone()));
    assert_eq!(Settings::from_args(settings.to_args().into_iter().skip(1).take(4)), None);
}

#[test]
fn what_is_put_in_comes_out_in_order_however_often_the_ring_turns() {
    let place = Place::new();
    let (mut feed, mut drain) = (place.feed(), place.drain());
    let (mut put, mut taken) = (Vec::new(), Vec::new());
    for n in 0..2000_usize {
        let line = format!("{n}:{}\n", "x".repeat(n * 37 % 3000));
        while !feed.put(line.as_bytes()) {
            let some = drain.waiting(n % 5000 + 1).to_vec();
            drain.written(some.len());
            taken.extend(some);
        }
        put.extend(line.into_bytes());
    }
    taken.extend(drain.waiting(usize::MAX));
    assert!(put == taken);
}

#[test]
fn a_spool_is_full_before_its_last_byte_and_takes_nothing_then() {
    let place = Place::new();
    let (mut feed, mut drain) = (place.feed(), place.drain());
    assert!(!feed.put(&[b'x'; CAPACITY]));
    assert!(feed.put(&[b'x'; CAPACITY - 1]));
    assert!(!feed.put(b"y"));
    assert_eq!(drain.waiting(usize::MAX), [b'x'; CAPACITY - 1]);
    drain.written(1);
    assert!(feed.put(b"y"));
}

#[test]
fn lines_outlive_both_processes() {
    let place = Place::new();
    assert!(place.feed().put(b"of the first\n"));
    drop(place.drain());
    let mut feed = place.try_feed(4 * CAPACITY).unwrap().unwrap();
    assert_eq!(feed.spool().capacity(), CAPACITY);
    assert!(feed.put(b"of the second\n"));
    assert_eq!(place.drain().waiting(usize::MAX), b"of the first\nof the second\n");
}

#[test]
fn a_line_that_a_dead_service_had_begun_is_ended_before_the_next() {
    let place = Place::new();
    assert!(place.feed().put(b"begun"));
    let mut feed = place.feed();
    assert!(feed.put(b"next\n") && feed.put(b"and next\n"));
    assert_eq!(place.drain().waiting(usize::MAX), b"begun\nnext\nand next\n");
}

#[test]
fn so_is_a_line_without_an_end_in_the_log() {
    let place = Place::new();
    place.log().write_all(b"whole\nbegun").unwrap();
    assert!(place.feed().put(b"next\n"));
    assert_eq!(place.drain().waiting(usize::MAX), b"\nnext\n");
}

#[test]
fn one_service_has_a_spool_at_a_time() {
    let place = Place::new();
    let feed = place.feed();
    assert!(place.try_feed(CAPACITY).unwrap().is_none());
    drop(feed);
    assert!(place.try_feed(CAPACITY).unwrap().is_some());
}

#[test]
fn one_writer_has_a_spool_at_a_time() {
    let place = Place::new();
    let _feed = place.feed();
    let drain = place.drain();
    let other = drain.spool().reopen().unwrap();
    assert!(!Lock::Writer.try_take(&other).unwrap());
    drop(drain);
    assert!(Lock::Writer.try_take(&other).unwrap());
}

#[test]
fn a_file_that_is_no_spool_is_refused_and_kept() {
    let place = Place::new();
    for content in [&b"short"[..], &[7; 5000]] {
        fs::write(&place.settings.spool, content).unwrap();
        let error = place.try_feed(CAPACITY).err().unwrap();
        assert_eq!(error.raw_os_error(), Some(libc::EEXIST));
        assert_eq!(fs::read(&place.settings.spool).unwrap(), content);
    }
}

#[test]
fn a_spool_that_was_never_finished_is_made_again_in_any_size() {
    let place = Place::new();
    fs::write(&place.settings.spool, [0; 3 * CAPACITY]).unwrap();
    assert_eq!(place.feed().spool().capacity(), CAPACITY);
    assert_eq!(place.drain().spool().capacity(), CAPACITY);
}

#[test]
fn numbers_that_make_no_sense_leave_no_room_and_no_memory_of_others() {
    let place = Place::new();
    let (mut feed, drain) = (place.feed(), place.drain());
    assert!(feed.put(b"line\n"));
    for (tail, head) in [(0, 5), (1 << 40, 5), (u64::MAX, 0), (3, u64::MAX)] {
        let header = feed.spool().mapping.header();
        header.tail.store(tail, Ordering::SeqCst);
        header.head.store(head, Ordering::SeqCst);
        assert!(!feed.put(b"line\n") || tail.wrapping_sub(head) < CAPACITY as u64);
        assert!(drain.waiting(usize::MAX).len() <= CAPACITY);
    }
}

#[test]
fn a_spool_is_removed_when_it_is_empty_and_no_service_has_it() {
    let place = Place::new();
    let mut feed = place.feed();
    let exists = |what: &str| assert!(place.settings.spool.exists(), "{what}");
    place.drain().end(&place.settings.spool);
    exists("a service has it");
    assert!(feed.put(b"line\n"));
    drop(feed);
    place.drain().end(&place.settings.spool);
    exists("a line is in it");
    let mut drain = place.drain();
    drain.written(5);
    fs::rename(&place.settings.spool, place.folder.path().join("moved")).unwrap();
    fs::write(&place.settings.spool, "of another").unwrap();
    drain.end(&place.settings.spool);
    exists("it is another file");
    fs::rename(place.folder.path().join("moved"), &place.settings.spool).unwrap();
    place.drain().end(&place.settings.spool);
    assert!(!place.settings.spool.exists());
}

/// What a writer that died has appended, the log as the next one finds it, and what that one makes of it.
#[test]
fn the_next_writer_writes_nothing_twice_and_leaves_nothing_out() {
    for (appended, found, then) in [
        ("", "before\n", "before\none\ntwo\n"),
        ("one\ntwo\n", "before\none\ntwo\n", "before\none\ntwo\n"),
        ("one\nt", "before\none\nt", "before\none\ntwo\n"),
        // Emptied from outside after the writer's death.
        ("one\ntwo\n", "", "one\ntwo\n"),
        // Another program had appended in the meantime.
        ("", "before\nother\n", "before\nother\none\ntwo\n"),
    ] {
        let place = Place::new();
        let (mut feed, mut drain) = (place.feed(), place.drain());
        let mut log = place.log();
        log.write_all(b"before\n").unwrap();
        assert!(feed.put(b"one\ntwo\n"));
        drain.intend(&log.metadata().unwrap(), 8);
        log.write_all(appended.as_bytes()).unwrap();
        drop(drain);
        log.set_len(0).unwrap();
        log.write_all(found.as_bytes()).unwrap();

        let mut next = place.drain();
        let mut output = Output::open(&place.settings, &mut next).unwrap();
        write_all(&mut output, &mut next);
        assert_eq!(text(&place.settings.file), then, "{appended:?} {found:?}");
    }
}

#[test]
fn an_intent_for_another_file_counts_for_nothing() {
    let place = Place::new();
    let (mut feed, mut drain) = (place.feed(), place.drain());
    let mut log = place.log();
    assert!(feed.put(b"one\n"));
    drain.intend(&log.metadata().unwrap(), 4);
    log.write_all(b"one\n").unwrap();
    fs::rename(&place.settings.file, place.folder.path().join("moved")).unwrap();
    place.log().write_all(b"one\n").unwrap();
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    write_all(&mut output, &mut drain);
    assert_eq!(text(&place.settings.file), "one\none\n");
}

#[test]
fn files_are_closed_between_lines_and_hold_the_size_unless_one_line_is_longer() {
    let mut place = Place::new();
    place.settings.size = 100;
    let (mut feed, mut drain) = (place.feed(), place.drain());
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    let mut all = String::new();
    for n in 0..40 {
        let line = format!("{n}:{}\n", "x".repeat(if n == 20 { 300 } else { n }));
        assert!(feed.put(line.as_bytes()));
        all += &line;
        if n % 3 == 0 {
            write_all(&mut output, &mut drain);
        }
    }
    write_all(&mut output, &mut drain);
    let files: Vec<_> = place.closed().into_iter().chain([place.settings.file.clone()]).map(text).collect();
    assert_eq!(files.concat(), all);
    for file in &files {
        assert!(file.ends_with('\n'));
        assert!(file.len() <= 100 || file.lines().count() == 1, "{file}");
    }
}

#[test]
fn a_line_that_comes_in_parts_is_not_divided_between_files() {
    let mut place = Place::new();
    place.settings.size = 10;
    let (mut feed, mut drain) = (place.feed(), place.drain());
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    for part in ["first\n", "a line ", "in several ", "parts\nla", "st\n"] {
        assert!(feed.put(part.as_bytes()));
        write_all(&mut output, &mut drain);
    }
    let closed: Vec<_> = place.closed().iter().map(text).collect();
    assert_eq!(closed, ["first\n", "a line in several parts\n"]);
    assert_eq!(text(&place.settings.file), "last\n");
}

#[test]
fn a_file_of_an_earlier_period_is_closed_before_the_next_line_and_without_one() {
    let mut place = Place::new();
    place.settings.period = 3600;
    let hours = |n: u64| std::time::SystemTime::now() - std::time::Duration::from_secs(n * 3600);
    place.log().write_all(b"of before\n").unwrap();
    place.log().set_modified(hours(2)).unwrap();
    let (mut feed, mut drain) = (place.feed(), place.drain());
    assert!(feed.put(b"of now\n"));
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    assert_eq!(write_all(&mut output, &mut drain), 1);
    assert_eq!(place.closed().iter().map(text).collect::<Vec<_>>(), ["of before\n"]);
    assert_eq!(text(&place.settings.file), "of now\n");
    assert!(!output.close_if_due(&drain).unwrap());

    place.log().set_modified(hours(1)).unwrap();
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    assert!(output.close_if_due(&drain).unwrap());
    assert_eq!(place.closed().len(), 2);
    assert!(!output.close_if_due(&drain).unwrap());
}

#[test]
fn a_file_that_was_renamed_or_removed_is_followed_by_a_new_one_of_the_same_mode() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let (mut feed, mut drain) = (place.feed(), place.drain());
    place.log().set_permissions(fs::Permissions::from_mode(0o640)).unwrap();
    let mut output = Output::open(&place.settings, &mut drain).unwrap();
    let mut write = |line: &str| {
        assert!(feed.put(line.as_bytes()));
        write_all(&mut output, &mut drain);
    };
    write("one\n");
    fs::rename(&place.settings.file, place.folder.path().join("renamed")).unwrap();
    write("two\n");
    assert_eq!(text(place.folder.path().join("renamed")), "one\n");
    assert_eq!(text(&place.settings.file), "two\n");
    fs::remove_file(&place.settings.file).unwrap();
    write("three\n");
    assert_eq!(text(&place.settings.file), "three\n");
    assert_eq!(fs::metadata(&place.settings.file).unwrap().permissions().mode() & 0o777, 0o640);
    // As copytruncate does.
    place.log().set_len(0).unwrap();
    write("four\n");
    assert_eq!(text(&place.settings.file), "four\n");
}

#[test]
fn names_of_closed_files_are_in_order_also_when_the_clock_was_set_back() {
    let place = Place::new();
    let mut names = Vec::new();
    for _ in 0..50 {
        names.push(closed_name(&place.settings.file).unwrap());
        fs::write(names.last().unwrap(), "").unwrap();
    }
    assert!(names.is_sorted() && names == place.closed());
}

#[test]
fn the_newest_closed_files_are_kept_compressed_or_not_and_nothing_else_is_removed() {
    let mut place = Place::new();
    place.settings.keep = 2;
    let at = |name: &str| place.folder.path().join(name);
    let closed = ["app.log.20260101T000000.000Z.gz", "app.log.20260102T000000.000Z.zst"];
    let kept = ["app.log.20260103T000000.000Z", "app.log.20260104T000000.000Z.zst"];
    let others = [
        "app.log",
        "app.log.1",
        "app.log.20260101T000000.000Z.bak",
        "app.log.20260101",
        "b.log.20260101T000000.000Z",
    ];
    for name in closed.iter().chain(&kept).chain(&others) {
        fs::write(at(name), "").unwrap();
    }
    prune(&place.settings).unwrap();
    assert!(closed.iter().all(|name| !at(name).exists()));
    assert!(kept.iter().chain(&others).all(|name| at(name).exists()));
}
