//! A row of the table of attacks, and how it is tried in the open and in a sandbox.

use std::io::{self, Write};

use offloop_launcher::steps::landlock::NETWORK_VERSION;
use offloop_launcher::{Network, Sandbox, support_without_trying};

use crate::launch::{Outcome, User, plain, sandboxed};
use crate::place::Place;

/// One attack.
pub(crate) struct Attack {
    pub name: &'static str,
    /// Succeeds when it did harm.
    pub run: fn(&Place) -> io::Result<()>,
    pub refused: &'static [i32],
    pub plain: Plain,
    pub network: fn(&Place) -> Network,
    /// What else is special about the sandbox.
    pub sandbox: fn(Sandbox) -> Sandbox,
}

/// What a plain process can do.
pub(crate) enum Plain {
    Succeeds,
    /// For root only.
    NeedsCapability,
    /// It depends on the machine; on what.
    MaySucceed(&'static str),
}

impl Attack {
    pub(crate) const USUAL: Attack = Attack {
        name: "",
        run: |_| Ok(()),
        refused: &[],
        plain: Plain::Succeeds,
        network: |place| place.sandbox().network,
        sandbox: |sandbox| sandbox,
    };
}

pub(crate) fn try_both_ways(table: &[Attack], name: &str) {
    let attack = table.iter().find(|attack| attack.name == name).expect("the test and its row are one");
    for &user in User::all() {
        attack.in_the_open(user);
        attack.in_the_sandbox(user);
    }
}

impl Attack {
    fn in_the_open(&self, user: User) {
        let place = Place::new(user);
        let outcome = plain(self.name, &place);
        match (&self.plain, outcome) {
            (_, Outcome::Succeeded) => {}
            (Plain::NeedsCapability, outcome) if !user.is_almighty() => {
                self.skip(user, "it needs a capability", outcome)
            }
            (Plain::MaySucceed(reason), outcome) => self.skip(user, reason, outcome),
            (_, outcome) => panic!("{} proves nothing: as {user:?}, in the open: {outcome:?}", self.name),
        }
    }

    fn in_the_sandbox(&self, user: User) {
        let place = Place::new(user);
        let sandbox = (self.sandbox)(Sandbox { network: (self.network)(&place), ..place.sandbox() });
        if !has_rules_for(&sandbox.network) {
            return skip(&format!("{}, in the sandbox, as {user:?}", self.name), NO_RULES);
        }
        match sandboxed(self.name, &place, sandbox) {
            Outcome::Failed(errno) if self.refused.contains(&errno) => {}
            outcome => panic!("{} as {user:?}: {outcome:?} instead of {:?}", self.name, self.refused),
        }
    }

    fn skip(&self, user: User, reason: &str, outcome: Outcome) {
        skip(&format!("{}, in the open, as {user:?}", self.name), &format!("{reason} ({outcome:?})"));
    }
}

/// Why a test of TCP ports is skipped.
pub(crate) const NO_RULES: &str =
    "Landlock has no rules for ports before Linux 6.7, and the launcher starts nothing";

/// Whether this kernel's Landlock has what a sandbox with this network needs.
pub(crate) fn has_rules_for(network: &Network) -> bool {
    !matches!(network, Network::Tcp(_)) || support_without_trying().landlock >= NETWORK_VERSION
}

/// Past the capture of test output, which shows only that of failures.
pub(crate) fn skip(what: &str, reason: &str) {
    let _ = writeln!(io::stderr(), "skipped: {what}: {reason}");
}
