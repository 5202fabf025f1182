//! No call uses more threads of the pool than it may.

use std::collections::HashSet;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{packing, text};
use crate::engine::atomic_file::Placing;
use crate::engine::cancel::Cancel;
use crate::engine::codec::ordered_parallel::{self, Ends};
use crate::engine::codec::{Compression, Format, compress_many, file};
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;
use crate::engine::progress::Progress;

fn pool() -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(4).build().expect("threads")
}

/// How many parts were being made at the same time, at most.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    fn part(&self) {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(2));
        self.now.fetch_sub(1, Ordering::SeqCst);
    }

    fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

/// Counts up to 40; keeps the order in which parts come back.
#[derive(Default)]
struct Numbers {
    next: usize,
    back: Vec<usize>,
}

impl Ends<usize, usize> for Numbers {
    fn next(&mut self) -> Result<Option<usize>, Failure> {
        self.next += 1;
        Ok((self.next <= 40).then_some(self.next))
    }

    fn put(&mut self, part: usize, input: usize) -> Result<(), Failure> {
        assert_eq!(part, input * 10);
        self.back.push(input);
        Ok(())
    }
}

#[test]
fn parts_are_made_by_so_many_threads_and_come_in_order() {
    for threads in 1..=4 {
        let (gauge, mut order) = (Gauge::default(), Vec::new());
        let made = pool().install(|| {
            let make = |index: usize, _: &mut Vec<u8>| {
                gauge.part();
                Ok(index)
            };
            ordered_parallel::each(40, threads, make, |index| {
                order.push(index);
                Ok(())
            })
        });
        assert!(made.is_ok() && order == (0..40).collect::<Vec<_>>());
        assert!(gauge.most() <= threads, "{} of {threads}", gauge.most());
    }
}

#[test]
fn relayed_parts_are_made_by_so_many_threads_and_come_in_order() {
    for threads in 1..=4 {
        let (gauge, mut numbers) = (Gauge::default(), Numbers::default());
        let made = ordered_parallel::pipeline(&pool(), threads, &mut numbers, |input| {
            gauge.part();
            Ok(input * 10)
        });
        assert!(made.is_ok() && numbers.back == (1..=40).collect::<Vec<_>>());
        assert!(gauge.most() <= threads, "{} of {threads}", gauge.most());
    }
}

#[test]
fn the_first_failure_ends_it() {
    let begun = Mutex::new(HashSet::new());
    let fail_at_five = |index: usize| {
        begun.lock().unwrap().insert(index);
        if index == 5 { Err(Failure::Aborted) } else { Ok(index * 10) }
    };
    let each = pool().install(|| ordered_parallel::each(4000, 2, |index, _| fail_at_five(index), |_| Ok(())));
    assert!(matches!(each, Err(Failure::Aborted)));
    assert!(begun.lock().unwrap().len() < 4000);
    let mut numbers = Numbers::default();
    let relayed = ordered_parallel::pipeline(&pool(), 2, &mut numbers, |input| fail_at_five(*input));
    assert!(matches!(relayed, Err(Failure::Aborted)));
    assert_eq!(numbers.back, [1, 2, 3, 4]);
}

#[test]
fn a_panic_is_not_waited_for() {
    let relayed = std::panic::catch_unwind(|| {
        ordered_parallel::pipeline(&pool(), 1, &mut Numbers::default(), |input| {
            assert_ne!(*input, 3, "as expected");
            Ok(input * 10)
        })
    });
    assert!(relayed.is_err());
}

#[test]
fn the_limit_does_not_show_in_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let input = text(5 << 20);
    fs::write(&from, &input).unwrap();
    for (format, seekable) in [(Format::Gzip, false), (Format::Zstd, true), (Format::Zstd, false)] {
        let spec = Compression { seekable, level: 1, ..packing(format) };
        let expected = super::compress(&spec, &input);
        for threads in [1, 2, 9] {
            let spec = Compression { threads: Some(threads), ..spec.clone() };
            assert!(pool().install(|| super::compress(&spec, &input)) == expected);
            let sources =
                [InputBytes::Private(&input), InputBytes::Private(b"x"), InputBytes::Private(&input)];
            let many = pool().install(|| compress_many(&spec, &sources, &Cancel::default())).unwrap();
            assert!(many[0] == expected && many[2] == expected && many[1] == super::compress(&spec, b"x"));
            if seekable || format == Format::Gzip {
                let progress = Progress::default();
                file::compress_file(&pool(), &spec, &from, &to, Placing::OVER, &progress, &Cancel::default())
                    .unwrap();
                assert!(fs::read(&to).unwrap() == expected);
            }
        }
    }
}
