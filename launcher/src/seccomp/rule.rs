//! A rule of the table, and the ways to write one.

use libc::c_long;

/// The first rule of a call whose tests all hold decides.
pub(super) struct Rule {
    pub call: c_long,
    pub tests: Vec<Test>,
    pub verdict: Verdict,
}

/// Holds when the low 32 bits of an argument, masked, are one of the values.
#[derive(Clone, Debug)]
pub(super) struct Test {
    pub argument: u8,
    pub mask: u32,
    pub values: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Allow,
    /// The call is not made and returns this error. 0 is the success of a call that did nothing.
    Errno(i32),
}

pub(super) fn is(argument: u8, values: &[u32]) -> Test {
    Test { argument, mask: u32::MAX, values: values.to_vec() }
}

pub(super) fn masked(argument: u8, mask: u32, value: u32) -> Test {
    Test { argument, mask, values: vec![value] }
}

pub(super) fn refuse(call: c_long, errno: i32) -> Rule {
    refuse_if(call, vec![], errno)
}

pub(super) fn refuse_if(call: c_long, tests: Vec<Test>, errno: i32) -> Rule {
    Rule { call, tests, verdict: Verdict::Errno(errno) }
}

pub(super) fn allow_if(call: c_long, tests: Vec<Test>) -> Rule {
    Rule { call, tests, verdict: Verdict::Allow }
}
