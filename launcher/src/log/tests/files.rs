//! Log files: when one is closed, which are kept, and what others do with them.

use std::fs;
use std::io::Write;

use super::*;

#[test]
fn files_are_closed_between_lines_and_hold_the_size_unless_one_line_is_longer() {
    let mut place = Place::new();
    place.settings.size = 100;
    let (mut feed, mut drain) = (place.feed(), place.drain());
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
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
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
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
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
    assert_eq!(write_all(&mut output, &mut drain), 1);
    assert_eq!(place.closed().iter().map(text).collect::<Vec<_>>(), ["of before\n"]);
    assert_eq!(text(&place.settings.file), "of now\n");
    assert!(!output.close_if_due(&drain).unwrap());

    place.log().set_modified(hours(1)).unwrap();
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
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
    let mut output = RotatingFile::open(&place.settings, &mut drain).unwrap();
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
    for _ in 0..10 {
        let mut of_writer = ClosedNames::default();
        for _ in 0..5 {
            names.push(of_writer.next(&place.settings.file).unwrap());
            fs::write(names.last().unwrap(), "").unwrap();
        }
    }
    assert!(names.is_sorted() && names == place.closed());
}

#[test]
fn a_writer_lists_the_closed_files_for_its_first_name_only() {
    let place = Place::new();
    let mut names = ClosedNames::default();
    let first = names.next(&place.settings.file).unwrap();
    fs::remove_dir_all(place.folder.path()).unwrap();
    assert!(names.next(&place.settings.file).unwrap() > first);
    assert!(ClosedNames::default().next(&place.settings.file).is_err());
}

#[test]
fn a_writer_gives_no_name_that_there_is_compressed_or_not() {
    for ending in ["", ".gz", ".zst"] {
        let place = Place::new();
        let mut names = ClosedNames::default();
        names.next(&place.settings.file).unwrap();
        let mut others = ClosedNames::default();
        let taken: Vec<_> = (0..500).map(|_| others.next(&place.settings.file).unwrap()).collect();
        for name in &taken {
            fs::write(format!("{}{ending}", name.display()), "").unwrap();
        }
        assert!(!taken.contains(&names.next(&place.settings.file).unwrap()));
    }
}

#[test]
fn no_closed_file_is_looked_for_before_there_can_be_one_to_remove() {
    let mut place = Place::new();
    place.settings.keep = 3;
    let close = |day: u8| {
        let name = format!("app.log.202601{day:02}T000000.000Z");
        fs::write(place.folder.path().join(name), "").unwrap();
        prune(&place.settings).unwrap()
    };
    assert_eq!([1, 2, 3, 4, 5].map(close), [2, 1, 0, 0, 0]);
    assert_eq!(place.closed().len(), 3);
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
