//! Lines in the spool, and the ends of the processes that share it.

use std::fs;
use std::io::Write;
use std::sync::atomic::Ordering;

use super::*;

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
    place.drain().end().remove_unused(&place.settings.spool);
    exists("a service has it");
    assert!(feed.put(b"line\n"));
    drop(feed);
    place.drain().end().remove_unused(&place.settings.spool);
    exists("a line is in it");
    let mut drain = place.drain();
    drain.written(5);
    fs::rename(&place.settings.spool, place.folder.path().join("moved")).unwrap();
    fs::write(&place.settings.spool, "of another").unwrap();
    drain.end().remove_unused(&place.settings.spool);
    exists("it is another file");
    fs::rename(place.folder.path().join("moved"), &place.settings.spool).unwrap();
    place.drain().end().remove_unused(&place.settings.spool);
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
        let mut output = RotatingFile::open(&place.settings, &mut next).unwrap();
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
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
    write_all(&mut output, &mut drain);
    assert_eq!(text(&place.settings.file), "one\none\n");
}
