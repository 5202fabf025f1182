//! Looks at event loops that wait, in their place and in that of their watchers, of which each would need JavaScript for a
//! look. For lib/watch/watcher/.
//!
//! # States of a loop
//!
//! ```text
//!          open                 begin                the loop works, `stop`, or it goes away
//!  (none) ──────► known ───────────────────► looked at ─────────────────────────────────────► known
//! ```
//!
//! The loop's own thread opens and closes; its watcher's thread begins. `TABLE` has one lock, under which no other is
//! taken but that of a ticket's environment. A loop is asked under that lock only, and its environment takes it out
//! before it goes away: a loop in the table is alive.

use std::collections::HashMap;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::event_loop::EventLoop;
use super::ticket::Ticket;
use super::value::Value;

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

struct Known {
    event_loop: EventLoop,
    look: Option<Look>,
}

struct Look {
    ticket: Ticket,
    rules: Rules,
    next: Instant,
    marks: Marks,
}

/// Readings of a loop: of the last look, and of that which the second began with.
struct Marks {
    last: Reading,
    second: Reading,
}

/// How long a loop had waited at a time.
#[derive(Clone, Copy)]
struct Reading {
    at: Instant,
    waited: Duration,
}

impl Reading {
    /// How long the loop has worked until another reading.
    fn worked_until(&self, later: Self) -> Duration {
        (later.at - self.at).saturating_sub(later.waited.saturating_sub(self.waited))
    }
}

#[derive(Default)]
struct Table {
    loops: HashMap<u32, Known>,
    opened: u32,
    /// The thread that looks lives for as long as the process.
    is_started: bool,
}

static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);
static CHANGED: Condvar = Condvar::new();

fn table() -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a loop known, until `close`, which has to come before its environment goes away.
pub fn open(event_loop: EventLoop) -> u32 {
    let mut table = table();
    table.opened += 1;
    let id = table.opened;
    table.loops.insert(id, Known { event_loop, look: None });
    id
}

/// Forgets a loop. Who waits for it goes on.
pub fn close(id: u32) {
    let known = table().loops.remove(&id);
    if let Some(Look { ticket, .. }) = known.and_then(|known| known.look) {
        ticket.settle(Ok(Value::Done));
    }
}

/// Settles the ticket when the loop works, or when it is not known any more. One ticket waits at a time: an earlier one is
/// settled.
pub fn begin(id: u32, ticket: Ticket, rules: Rules) {
    let mut table = table();
    let earlier = match table.loops.get_mut(&id) {
        Some(known) => {
            let now = known.reading();
            let look = Look {
                ticket,
                rules,
                next: now.at + rules.interval,
                marks: Marks { last: now, second: now },
            };
            known.look.replace(look).map(|look| look.ticket)
        }
        None => Some(ticket),
    };
    if !table.is_started {
        table.is_started = true;
        let thread = thread::Builder::new().name("offloop-idle".into());
        thread.spawn(look_forever).expect("the system can start threads");
    }
    drop(table);
    CHANGED.notify_one();
    if let Some(earlier) = earlier {
        earlier.settle(Ok(Value::Done));
    }
}

fn look_forever() {
    let mut table = table();
    loop {
        let now = Instant::now();
        let mut next: Option<Instant> = None;
        for known in table.loops.values_mut() {
            let at = known.look_at(now);
            next = [next, at].into_iter().flatten().min();
        }
        table = match next {
            Some(next) => {
                let wait = next.saturating_duration_since(Instant::now());
                CHANGED.wait_timeout(table, wait).unwrap_or_else(PoisonError::into_inner).0
            }
            None => CHANGED.wait(table).unwrap_or_else(PoisonError::into_inner),
        };
    }
}

impl Known {
    fn reading(&self) -> Reading {
        // SAFETY: it is in the table, which its environment takes it out of before it goes away.
        Reading { waited: unsafe { self.event_loop.waited() }, at: Instant::now() }
    }

    /// Looks where it is time to, and gives the time of the next look; none where nobody waits.
    fn look_at(&mut self, now: Instant) -> Option<Instant> {
        let look = self.look.as_ref()?;
        if look.next > now {
            return Some(look.next);
        }
        let reading = self.reading();
        let waits = self.reading().waited > reading.waited;
        let look = self.look.as_mut()?;
        if look.marks.works(look.rules, reading, waits) {
            let Look { ticket, .. } = self.look.take()?;
            ticket.settle(Ok(Value::Done));
            return None;
        }
        look.next = reading.at + look.rules.interval;
        Some(look.next)
    }
}

impl Marks {
    fn works(&mut self, rules: Rules, now: Reading, waits: bool) -> bool {
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
        let mut marks = Marks { last: start, second: start };
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
