//! Children from start to end, with shell scripts in the launcher's place: they report on descriptor 3.

use std::ffi::CString;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::record::{CPU, MEMORY, Record, START, TERMINATED, TIME};
use super::*;
use crate::engine::cancel::Cancel;

const APPLIED: &str = "echo 'applied filesystem=0 syscalls=false privileges=false network=all process-tree=group \
                       missing=' >&3; exec 3>&-";
const LONG: Duration = Duration::from_secs(60);

struct Events {
    started: Mutex<Sender<Result<Started, StartFailure>>>,
    ended: Mutex<Sender<Record>>,
}

impl Listener for Events {
    fn started(&self, result: Result<Started, StartFailure>) {
        self.started.lock().unwrap().send(result).unwrap();
    }
    fn ended(&self, record: Record) {
        self.ended.lock().unwrap().send(record).unwrap();
    }
}

/// A child under way.
struct Run {
    child: Arc<Child>,
    started: Receiver<Result<Started, StartFailure>>,
    ended: Receiver<Record>,
}

impl Run {
    fn started(&self) -> Result<Started, StartFailure> {
        self.started.recv_timeout(LONG).unwrap()
    }

    fn ended(&self) -> Record {
        let record = self.ended.recv_timeout(LONG).unwrap();
        assert!(self.ended.try_recv().is_err(), "ended once");
        record
    }
}

/// Runs a file with arguments as if it were the launcher.
struct Launch {
    file: &'static str,
    args: Vec<String>,
    budget: Budget,
    start_timeout: Duration,
    closing: Cancel,
    stdout: Option<OwnedFd>,
}

impl Launch {
    /// A launcher that is a shell script, in a process group of its own.
    fn script(script: &str) -> Self {
        let args = ["sh", "-c", script].map(Into::into).into();
        let (budget, closing) = (Budget::default(), Cancel::default());
        Self { file: "/usr/bin/setsid", args, budget, start_timeout: LONG, closing, stdout: None }
    }

    /// A launcher that reports and goes on with this script.
    fn command(script: &str) -> Self {
        Self::script(&format!("{APPLIED}; {script}"))
    }

    fn start(self) -> Run {
        let (started, was_started) = channel();
        let (ended, was_ended) = channel();
        let null = || descriptors::null().unwrap();
        let text = |text: String| CString::new(text).unwrap();
        let program = Program {
            file: text(self.file.into()),
            args: self.args.into_iter().map(text).collect(),
            env: vec![text("PATH=/usr/bin:/bin".into())],
            descriptors: vec![null(), self.stdout.unwrap_or_else(null), null()],
        };
        let child = service().unwrap().start(Request {
            program,
            budget: self.budget,
            group: None,
            ending: Ending { signal: libc::SIGTERM, grace: Duration::from_millis(50) },
            start_timeout: self.start_timeout,
            closing: self.closing,
            listener: Box::new(Events { started: Mutex::new(started), ended: Mutex::new(ended) }),
        });
        Run { child, started: was_started, ended: was_ended }
    }
}

#[test]
fn a_command_runs_and_its_end_is_recorded() {
    let run = Launch::command("exit 7").start();
    assert!(run.started().unwrap().pid > 0);
    let record = run.ended();
    assert_eq!((&*record.reason, record.exit_code, record.signal), ("exit", Some(7), None));
    assert!(!run.child.kill(libc::SIGKILL, None), "nothing is left to be killed");
}

#[test]
fn a_signal_of_its_own_is_recorded_as_such() {
    let run = Launch::command("kill -SEGV $$").start();
    let record = run.ended();
    assert_eq!((&*record.reason, record.exit_code, record.signal), ("signal", None, Some(libc::SIGSEGV)));
}

#[test]
fn a_launcher_that_hangs_is_killed() {
    let run = Launch { start_timeout: Duration::from_millis(100), ..Launch::script("sleep 60") }.start();
    assert_eq!(run.started().unwrap_err(), StartFailure::Silent);
    assert_eq!(run.ended().reason, START);
}

#[test]
fn a_launcher_that_is_not_there_is_a_failure_to_start() {
    let run = Launch { file: "/nonexistent/launcher", ..Launch::script("") }.start();
    assert_eq!(run.started().unwrap_err(), StartFailure::Spawn { errno: libc::ENOENT });
    assert_eq!(run.ended(), Record::never_started(None, None));
}

#[test]
fn what_the_launcher_reports_is_told() {
    for (report, expected) in [
        (
            "failed stage=exec errno=2 path=nope",
            StartFailure::Setup { stage: "exec", errno: 2, path: Some("nope".into()) },
        ),
        ("failed stage=limits errno=1", StartFailure::Setup { stage: "limits", errno: 1, path: None }),
        ("unavailable missing=landlock", StartFailure::Unavailable { missing: vec!["landlock".into()] }),
        ("nonsense", StartFailure::Ended),
    ] {
        let run = Launch::script(&format!("echo '{report}' >&3; exit 125")).start();
        assert_eq!(run.started().unwrap_err(), expected, "{report}");
        let record = run.ended();
        assert_eq!((record.reason, record.exit_code, record.signal), (START, None, None));
    }
}

#[test]
fn a_report_without_end_is_not_read_without_end() {
    let run = Launch::script("exec yes >&3").start();
    assert_eq!(run.started().unwrap_err(), StartFailure::Ended);
    assert_eq!(run.ended().reason, START);
}

#[test]
fn a_child_that_ignores_the_signal_is_killed_after_the_grace() {
    let run = Launch::script(&format!("trap '' TERM; {APPLIED}; while :; do sleep 1; done")).start();
    run.started().unwrap();
    let ending = Ending { signal: libc::SIGTERM, grace: Duration::from_millis(50) };
    assert!(run.child.terminate(ending, "abort".into()));
    let record = run.ended();
    assert_eq!((&*record.reason, record.signal), ("abort", Some(libc::SIGKILL)));
}

#[test]
fn the_first_reason_stays() {
    let run = Launch::command("sleep 60").start();
    run.started().unwrap();
    run.child.kill(libc::SIGSTOP, Some("first".into()));
    run.child.kill(libc::SIGKILL, Some("second".into()));
    assert_eq!(run.ended().reason, "first");
}

#[test]
fn who_comes_after_the_end_is_no_reason_of_it() {
    let run = Launch::command("sleep 60").start();
    let pid = run.started().unwrap().pid;
    // Nobody reaps the child while its life is locked.
    let mut life = run.child.lock();
    // SAFETY: no memory is involved; the child is not reaped.
    unsafe { libc::kill(pid, libc::SIGSEGV) };
    while !signal::has_ended(life.process.as_ref().unwrap()) {
        std::thread::yield_now();
    }
    life.set_reason_unless_over(Some("late".into()));
    drop(life);
    let record = run.ended();
    assert_eq!((&*record.reason, record.signal), ("signal", Some(libc::SIGSEGV)));
}

#[test]
fn a_child_that_is_ended_before_it_is_started_ends_once() {
    for _ in 0..50 {
        let run = Launch::command("sleep 60").start();
        run.child.kill(libc::SIGKILL, Some("abort".into()));
        let _ = run.started();
        let record = run.ended();
        assert_eq!((&*record.reason, record.exit_code, record.signal), ("abort", None, Some(libc::SIGKILL)));
    }
}

#[test]
fn a_signal_before_the_start_ends_it_as_a_signal_does() {
    for _ in 0..50 {
        let run = Launch::command("sleep 60").start();
        run.child.kill(libc::SIGTERM, None);
        let record = run.ended();
        assert_eq!((&*record.reason, record.signal), ("signal", Some(libc::SIGTERM)));
    }
}

#[test]
fn limits_end_a_child_with_their_reason() {
    let spin = "while :; do :; done";
    let grow = "x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done";
    for (script, budget, reason) in [
        (spin, Budget::new(None, Some(Duration::from_millis(100)), None), CPU),
        (grow, Budget::new(Some(64 << 20), None, None), MEMORY),
        ("sleep 60", Budget::new(None, None, Some(Duration::from_millis(50))), TIME),
        ("(while :; do :; done) & wait", Budget::new(None, Some(Duration::from_millis(100)), None), CPU),
    ] {
        let run = Launch { budget, ..Launch::command(script) }.start();
        let record = run.ended();
        assert_eq!((record.reason, record.exit_code), (reason, None), "{script}");
    }
}

#[test]
fn a_budget_can_be_given_later_and_taken_back() {
    let run = Launch::command("while :; do :; done").start();
    run.started().unwrap();
    run.child.budget(Some(Duration::from_millis(50)), Some(Duration::from_millis(50)));
    run.child.budget(None, None);
    assert!(run.ended.recv_timeout(Duration::from_millis(300)).is_err(), "no limit is left");
    run.child.budget(Some(Duration::from_millis(50)), None);
    assert_eq!(run.ended().reason, CPU);
}

#[test]
fn an_environment_that_goes_away_takes_its_children_along() {
    let closing = Cancel::default();
    let run = Launch { closing: closing.clone(), ..Launch::command("sleep 60") }.start();
    let other = Launch::command("sleep 60").start();
    run.started().unwrap();
    closing.cancel();
    end_closing();
    assert_eq!(run.ended().reason, TERMINATED);
    assert!(other.child.kill(libc::SIGKILL, None), "others live on");
    other.ended();
}

#[test]
fn peak_memory_and_processor_time_are_those_of_the_tree() {
    let run = Launch::command("(i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done) & wait").start();
    let record = run.ended();
    assert!(record.cpu > Duration::from_millis(20), "{record:?}");
    assert!(record.peak_memory > 100_000, "{record:?}");
}

#[test]
fn no_child_stays_unreaped() {
    let runs: Vec<Run> = (0..20).map(|_| Launch::command("exit 0").start()).collect();
    let pids: Vec<i32> = runs.iter().map(|run| run.started().unwrap().pid).collect();
    runs.iter().for_each(|run| drop(run.ended()));
    for pid in pids {
        assert!(!is_there(pid));
    }
}

#[test]
fn the_group_ends_with_its_leader() {
    // The pipe's other end is closed when the last process that has it is gone.
    let (mut reader, writer) = std::io::pipe().unwrap();
    let run = Launch { stdout: Some(writer.into()), ..Launch::command("sleep 60 & exit 0") }.start();
    assert_eq!(run.ended().exit_code, Some(0));
    assert_eq!(reader.read(&mut [0]).unwrap(), 0);
}

fn is_there(pid: i32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}
