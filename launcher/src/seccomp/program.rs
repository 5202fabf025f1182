//! Assembles rules into a classic BPF program over `struct seccomp_data`.
//! Source: Documentation/userspace-api/seccomp_filter.rst and include/uapi/linux/{filter,seccomp,audit}.h.

use libc::{
    BPF_ABS, BPF_ALU, BPF_AND, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_K, BPF_LD, BPF_RET, BPF_W, sock_filter,
};

use super::rule::{Rule, Test, Verdict};
use super::table::{ARCHITECTURE, FIRST_UNKNOWN};

/// Offsets in `struct seccomp_data`.
const NUMBER: u32 = 0;
const ARCH: u32 = 4;
const ARGUMENTS: u32 = 16;

/// The first rule that matches a call decides, and a call that no rule matches is allowed. A call of another
/// architecture kills the process. A call that is newer than the table returns ENOSYS; so does every call of the x32
/// interface, whose numbers have bit 30 set.
pub(super) fn assemble(rules: &[Rule]) -> Vec<sock_filter> {
    let mut program = vec![
        load(ARCH),
        jump(BPF_JEQ, ARCHITECTURE, 1, 0),
        verdict(libc::SECCOMP_RET_KILL_PROCESS),
        load(NUMBER),
        jump(BPF_JGE, FIRST_UNKNOWN, 0, 1),
        refuse(libc::ENOSYS),
    ];
    program.extend(rules.iter().flat_map(block));
    program.push(verdict(libc::SECCOMP_RET_ALLOW));
    program
}

/// The instructions of one rule: they end in its verdict, or fall through to the rule behind them.
fn block(rule: &Rule) -> Vec<sock_filter> {
    let mut body: Vec<_> = vec![match rule.verdict {
        Verdict::Allow => verdict(libc::SECCOMP_RET_ALLOW),
        Verdict::Errno(errno) => refuse(errno),
    }];
    for test in rule.tests.iter().rev() {
        let check = check(test, body.len());
        body.splice(0..0, check);
    }
    let skip = u8::try_from(body.len()).expect("a rule is a few instructions");
    let mut block = vec![load(NUMBER), jump(BPF_JEQ, number(rule.call), 0, skip)];
    block.append(&mut body);
    block
}

/// Goes on when the masked argument is one of the values, else skips `rest` instructions behind it.
fn check(test: &Test, rest: usize) -> Vec<sock_filter> {
    // The low half of a little-endian argument. The kernel takes what is tested here as 32 bits.
    let mut check = vec![load(ARGUMENTS + 8 * u32::from(test.argument)), mask(test.mask)];
    for (index, value) in test.values.iter().enumerate() {
        let others = test.values.len() - index - 1;
        let to_body = u8::try_from(others).expect("a few values");
        let past_body = if others == 0 { u8::try_from(rest).expect("a few instructions") } else { 0 };
        check.push(jump(BPF_JEQ, *value, to_body, past_body));
    }
    check
}

fn number(call: libc::c_long) -> u32 {
    u32::try_from(call).expect("system calls have small numbers")
}

fn load(offset: u32) -> sock_filter {
    statement(BPF_LD | BPF_W | BPF_ABS, offset)
}

fn mask(bits: u32) -> sock_filter {
    statement(BPF_ALU | BPF_AND | BPF_K, bits)
}

fn verdict(action: u32) -> sock_filter {
    statement(BPF_RET | BPF_K, action)
}

fn refuse(errno: i32) -> sock_filter {
    verdict(libc::SECCOMP_RET_ERRNO | errno.unsigned_abs())
}

fn statement(code: u32, k: u32) -> sock_filter {
    jump_to(code, k, 0, 0)
}

fn jump(condition: u32, k: u32, yes: u8, no: u8) -> sock_filter {
    jump_to(BPF_JMP | condition | BPF_K, k, yes, no)
}

fn jump_to(code: u32, k: u32, jt: u8, jf: u8) -> sock_filter {
    sock_filter { code: u16::try_from(code).expect("codes have 16 bits"), jt, jf, k }
}
