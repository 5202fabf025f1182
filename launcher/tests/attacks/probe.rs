//! The test that a started copy of this program runs: one attack, by its name.

use std::{env, io, process};

use crate::attack::Attack;
use crate::place::Place;
use crate::{
    descriptors, files, kernel, lifetime, limits, memory, metadata, network, other_users, processes, quotas,
    shared_memory, tcp, terminal, tree,
};

/// The variable that names the attack.
pub(crate) const ATTACK: &str = "OFFLOOP_ATTACK";
/// The arguments that make this program run the test below and no other.
pub(crate) const ARGS: [&str; 3] = ["--exact", "probe::probe", "--nocapture"];

/// Work of a probe besides the attacks in the tables.
const OTHERS: [&[Attack]; 9] = [
    HARMLESS,
    descriptors::HELPERS,
    kernel::HELPERS,
    lifetime::HELPERS,
    limits::HELPERS,
    other_users::HELPERS,
    shared_memory::HELPERS,
    terminal::HELPERS,
    tree::HELPERS,
];

/// What a sandbox allows.
const HARMLESS: &[Attack] = &[
    Attack { name: "asking_for_a_size", run: metadata::ask_for_size, ..Attack::USUAL },
    Attack {
        name: "writing_what_may_be_written",
        run: |place| std::fs::write(place.writable("new"), "x"),
        ..Attack::USUAL
    },
    Attack {
        name: "reading_the_program_of_a_package",
        run: |place| {
            ["program", "part/module"]
                .iter()
                .try_for_each(|name| std::fs::read(place.package(name)).map(drop))
        },
        ..Attack::USUAL
    },
    Attack {
        name: "locking_what_may_be_written",
        run: |place| std::fs::File::create(place.writable("new"))?.lock(),
        ..Attack::USUAL
    },
    Attack { name: "using_the_port", run: |place| tcp::connect(place.ports[0]), ..Attack::USUAL },
];

const TABLES: [&[Attack]; 8] = [
    files::TABLE,
    kernel::TABLE,
    memory::TABLE,
    metadata::TABLE,
    network::TABLE,
    processes::TABLE,
    quotas::TABLE,
    tcp::TABLE,
];

/// Not a test by itself: makes one attack, and ends the process with its error as exit code.
#[test]
fn probe() {
    let Ok(name) = env::var(ATTACK) else { return };
    let mut rows = TABLES.iter().chain(&OTHERS).flat_map(|table| table.iter());
    let attack = rows.find(|attack| attack.name == name).expect("an attack of a table");
    process::exit((attack.run)(&Place::described()).map_or_else(|error| code(&error), |()| 0))
}

fn code(error: &io::Error) -> i32 {
    error.raw_os_error().unwrap_or(libc::EIO)
}
