//! Attacks on what is outside a sandbox: each is tried twice, by a plain process, where it has to succeed (else it
//! would prove nothing), and under the launcher, where it has to fail with the error that is promised. As root each
//! is tried as an ordinary user too. What this machine cannot show is skipped by name, with the reason on stderr.
//!
//! An attack is made by this program itself, started again for the test `probe` with the attack's name in a
//! variable. It aims at files and processes that the test made, in a mount namespace of its own where it may have
//! one.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"), target_env = "gnu"))]

/// Declares attacks: each becomes a test, and a row of the table that `probe` looks it up in. `refused` are the
/// errors that are right under the launcher; the fields of [`attack::Attack`] say what else is special.
macro_rules! attacks {
    ($($(#[$note:meta])* $name:ident $({$($field:ident: $value:expr),*})?, refused: $refused:expr, $attack:expr;)*) => {
        pub(crate) const TABLE: &[$crate::attack::Attack] = &[$($crate::attack::Attack {
            name: stringify!($name),
            refused: &$refused,
            run: $attack,
            $($($field: $value,)*)?
            ..$crate::attack::Attack::USUAL
        }),*];

        $($(#[$note])* #[test]
        fn $name() {
            $crate::attack::try_both_ways(TABLE, stringify!($name));
        })*
    };
}

mod attack;
mod cgroup;
mod files;
mod kernel;
mod launch;
mod memory;
mod metadata;
mod network;
mod place;
mod probe;
mod processes;
mod quotas;
mod tcp;

mod descriptors;
mod lifetime;
mod limits;
mod other_users;
mod outcome;
mod shared_memory;
mod terminal;
mod tree;
