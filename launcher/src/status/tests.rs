//! Statuses survive their line, and half a report has no outcome.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use super::*;
use crate::Stage;

fn applied() -> Applied {
    Applied {
        filesystem: 7,
        syscalls: true,
        privileges: true,
        network: Network::Tcp(vec![80, 443]),
        process_tree: ProcessTree::PidNamespace,
        missing: vec!["seccomp".into(), "processes-limit".into()],
    }
}

fn failed(path: Option<OsString>) -> Status {
    Status::Failed(Failure { stage: Stage::Exec, errno: 2, path: path.map(Into::into) })
}

#[test]
fn a_status_survives_its_line() {
    let none =
        Applied { missing: vec![], network: Network::None, process_tree: ProcessTree::None, ..applied() };
    for status in [
        Status::Applied(applied()),
        Status::Applied(none),
        failed(None),
        failed(Some("/a b=c%/\n".into())),
        failed(Some(OsString::from_vec(vec![0xff, b'%', 0xc3]))),
        Status::Unavailable { missing: vec!["landlock".into()] },
    ] {
        let line = status.to_line();
        assert!(!line.contains('\n'));
        assert_eq!(Status::from_line(&line), Some(status), "{line}");
    }
}

#[test]
fn the_last_line_of_a_report_is_its_outcome() {
    let started = format!("{}\n", Status::Applied(applied()).to_line());
    assert_eq!(Status::of_report(started.as_bytes()), Some(Status::Applied(applied())));
    let not_executed = format!("{started}{}\n", failed(None).to_line());
    assert_eq!(Status::of_report(not_executed.as_bytes()), Some(failed(None)));
}

#[test]
fn a_report_without_a_whole_line_has_no_outcome() {
    for report in
        ["", "\n", "applied", "applied filesystem=7", "something else\n", "failed stage=lunch errno=2\n"]
    {
        assert_eq!(Status::of_report(report.as_bytes()), None, "{report:?}");
    }
}
