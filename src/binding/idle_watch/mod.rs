//! Looks at event loops that wait, in their place and in that of their watchers, of which each would need JavaScript for a
//! look. For lib/watch/watcher/.
//!
//! # States of a loop
//!
//! ```text
//!          open                begin                 it has slept since the last look
//!  (none) ──────► known ────────────────► looked at ──────────────────────────────────► asleep
//!                   ▲                       │    ▲                                        │
//!                   └───────────────────────┘    └────────────────────────────────────────┘
//!              it works, or it goes away          something happens, or its time is over
//! ```
//!
//! The loop's own thread opens and closes; its watcher's thread begins. One that is asleep costs nothing. What happens between a
//! look and the sleep of the thread that looks is not noticed where it is over by then: a stall that begins in that instant
//! has no samples.
//!
//! `TABLE` has one lock, under which no other is taken but that of a ticket's environment. A loop is asked under that lock only,
//! and its environment takes it out before it goes away: a loop in the table is alive.

mod event_loop;
mod marks;
mod sleep;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

pub use event_loop::EventLoop;
pub use marks::Rules;

use self::marks::{Marks, Reading};
use self::sleep::Bell;
use super::ticket::Ticket;
use super::value::Value;

struct Known {
    event_loop: EventLoop,
    look: Option<Look>,
}

struct Look {
    ticket: Ticket,
    rules: Rules,
    marks: Marks,
    /// Turns of the loop at the last look.
    turns: u32,
    is_asleep: bool,
    /// Of the next look; none where there is none before something happens.
    next: Option<Instant>,
}

#[derive(Default)]
struct Table {
    loops: HashMap<u32, Known>,
    opened: u32,
    /// The thread that looks lives for as long as the process.
    is_started: bool,
}

static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);
static CHANGED: LazyLock<Bell> = LazyLock::new(Bell::new);

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
            let look = known.first_look(ticket, rules);
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
    CHANGED.ring();
    if let Some(earlier) = earlier {
        earlier.settle(Ok(Value::Done));
    }
}

fn look_forever() {
    let mut happened = Vec::new();
    loop {
        let mut table = table();
        let now = Instant::now();
        for known in table.loops.values_mut() {
            known.wake(now, &happened);
        }
        let next = table.loops.values_mut().filter_map(|known| known.look_at(now)).min();
        let asleep: Vec<_> = table.loops.values().filter_map(Known::awaited).collect();
        drop(table);
        happened = CHANGED.sleep(asleep.into_iter(), next);
    }
}

impl Known {
    fn first_look(&self, ticket: Ticket, rules: Rules) -> Look {
        let now = self.reading();
        let turns = self.event_loop.turns();
        let next = Some(now.at + rules.interval);
        Look { ticket, rules, marks: Marks::from(now), turns, is_asleep: false, next }
    }

    fn reading(&self) -> Reading {
        // SAFETY: it is in the table, which its environment takes it out of before it goes away.
        Reading { waited: unsafe { self.event_loop.waited() }, at: Instant::now() }
    }

    /// Looks again at one that was asleep, where something has happened or its time is over.
    fn wake(&mut self, now: Instant, happened: &[i32]) {
        let has_happened = self.awaited().is_some_and(|raw| happened.contains(&raw));
        let is_due =
            |look: &Look| look.is_asleep && (has_happened || look.next.is_some_and(|next| next <= now));
        if self.look.as_ref().is_some_and(is_due) {
            let reading = self.reading();
            let Some(look) = self.look.as_mut() else { return };
            look.is_asleep = false;
            look.marks = Marks::from(reading);
            look.next = Some(now + look.rules.interval);
        }
    }

    /// Looks where it is time to, and gives the time of the next look; none where nobody waits, or before something happens.
    fn look_at(&mut self, now: Instant) -> Option<Instant> {
        let look = self.look.as_ref()?;
        if look.is_asleep || look.next.is_some_and(|next| next > now) {
            return look.next;
        }
        let reading = self.reading();
        let waits = self.reading().waited > reading.waited;
        let turns = self.event_loop.turns();
        let time = self.event_loop.waits_for();
        let can_sleep = self.event_loop.descriptor().raw().is_some();
        let look = self.look.as_mut()?;
        if look.marks.works(look.rules, reading, waits) {
            let Look { ticket, .. } = self.look.take()?;
            ticket.settle(Ok(Value::Done));
            return None;
        }
        look.is_asleep = can_sleep && waits && turns == look.turns;
        look.turns = turns;
        look.next = match (look.is_asleep, time) {
            (false, _) => Some(reading.at + look.rules.interval),
            (true, time) => time.map(|time| reading.at + time),
        };
        look.next
    }

    /// What becomes readable when something ends the sleep of the loop.
    fn awaited(&self) -> Option<i32> {
        let is_asleep = self.look.as_ref().is_some_and(|look| look.is_asleep);
        is_asleep.then(|| self.event_loop.descriptor().raw()).flatten()
    }
}
