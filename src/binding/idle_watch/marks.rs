//! Readings of a loop, and whether it works by them.

use std::time::{Duration, Instant};

/// How a loop is looked at.
#[derive(Clone, Copy)]
pub struct Rules {
    /// Between two looks.
    pub interval: Duration,
    /// A loop works that does so at a look and has worked for this long since the last one.
    pub at_once: Duration,
    /// So does one that has worked for this long in a second.
    pub in_a_second: Duration,
}

const SECOND: Duration = Duration::from_secs(1);

/// Readings of a loop: of the last look, and of that which the second began with.
pub struct Marks {
    last: Reading,
    second: Reading,
}

/// How long a loop had waited at a time.
#[derive(Clone, Copy)]
pub struct Reading {
    pub at: Instant,
    pub waited: Duration,
}

impl Reading {
    /// How long the loop has worked until another reading.
    fn worked_until(&self, later: Self) -> Duration {
        (later.at - self.at).saturating_sub(later.waited.saturating_sub(self.waited))
    }
}

impl Marks {
    pub fn from(now: Reading) -> Self {
        Self { last: now, second: now }
    }

    pub fn works(&mut self, rules: Rules, now: Reading, waits: bool) -> bool {
        let at_once = self.last.worked_until(now);
        let in_a_second = self.second.worked_until(now);
        self.last = now;
        if now.at - self.second.at >= SECOND {
            self.second = now;
        }
        (!waits && at_once >= rules.at_once) || in_a_second >= rules.in_a_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// What a loop is found to do at looks, each with the time since the one before, the part of it that the loop waited,
    /// and whether it waits.
    fn seen(looks: &[(u32, u32, bool)]) -> Vec<bool> {
        let start = Reading { at: Instant::now(), waited: Duration::ZERO };
        let rules = Rules { interval: 50 * MS, at_once: 5 * MS, in_a_second: 13 * MS };
        let mut marks = Marks::from(start);
        let mut now = start;
        let look = |&(time, waited, waits): &(u32, u32, bool)| {
            now = Reading { at: now.at + time * MS, waited: now.waited + waited * MS };
            marks.works(rules, now, waits)
        };
        looks.iter().map(look).collect()
    }

    #[test]
    fn a_loop_works_that_does_so_at_a_look_and_has_for_a_while() {
        assert_eq!(seen(&[(50, 50, true), (50, 46, false), (50, 45, false)]), [false, false, true]);
    }

    #[test]
    fn work_that_is_over_counts_with_that_of_a_second() {
        assert_eq!(seen(&[(50, 44, true), (50, 44, true), (50, 49, true)]), [false, false, true]);
        assert_eq!(seen(&[(1000, 990, true), (50, 44, true), (50, 44, true)]), [false, false, false]);
    }
}
