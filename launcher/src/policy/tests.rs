//! Policies survive the command line, and nothing else is accepted.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use super::*;

fn full() -> Policy {
    Policy {
        parent: 4_000_000,
        inherit: 3,
        nice: 19,
        directory: Some(PathBuf::from("/a directory=/b")),
        limits: Limits {
            open_files: Some(256),
            file_size: Some(u64::MAX),
            cpu_seconds: Some(0),
            processes: Some(60),
        },
        sandbox: Some(Sandbox {
            read: vec!["/usr".into(), OsString::from_vec(vec![b'/', 0xff, b'\n']).into()],
            packages: vec!["/app".into()],
            write: vec!["/out".into()],
            network: Network::Tcp(vec![443, 80]),
            child_process: true,
            user: Some(User { uid: 1000, gid: u32::MAX }),
        }),
        cgroup: Some(PathBuf::from("/sys/fs/cgroup/a b=c")),
        best_effort: true,
    }
}

#[test]
fn a_policy_survives_the_command_line() {
    let sandboxed =
        |network| Policy { sandbox: Some(Sandbox { network, ..Sandbox::default() }), ..Policy::default() };
    for policy in [
        Policy::default(),
        full(),
        sandboxed(Network::None),
        sandboxed(Network::All),
        sandboxed(Network::Tcp(vec![])),
    ] {
        let args = vec!["--read=/".into(), "--".into(), OsString::from_vec(vec![0xfe])];
        let request = Policy::from_args(policy.to_args(OsStr::new("node"), &args)).unwrap();
        assert_eq!(request, Request { policy, command: "node".into(), args });
    }
}

#[test]
fn arguments_that_no_policy_has_are_refused() {
    for (words, at_fault) in [
        (&["--parent=1"][..], ""),
        (&["--parent=1", "--"], ""),
        (&["--parent=one", "--", "x"], "--parent=one"),
        (&["--parent", "--", "x"], "--parent"),
        (&["--read=/", "--", "x"], "--read=/"),
        (&["--sandbox", "--network=tcp:99999", "--", "x"], "--network=tcp:99999"),
        (&["--sandbox", "--network=udp", "--", "x"], "--network=udp"),
        (&["--sandbox", "--user=1000", "--", "x"], "--user=1000"),
        (&["--sandbox", "--deny=/", "--", "x"], "--deny=/"),
        (&["node"], "node"),
    ] {
        let refused = Policy::from_args(words.iter().map(OsString::from));
        assert_eq!(refused, Err(InvalidArguments(at_fault.into())), "{words:?}");
    }
}
