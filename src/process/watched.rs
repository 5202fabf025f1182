//! One child as the watcher sees it.

use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::budget::Budget;
use super::cgroup::Group;
use super::child::{Child, Ending, Phase, Started};
use super::kernel_objects::{self, MAX_OBJECTS};
use super::record::{MEMORY, OBJECTS, Record, START, TIME};
use super::signal::{self, Exit};
use super::socket_memory::socket_memory;
use super::start::{Report, StartFailure};
use super::tree::{Tree, Usage};

/// How soon after its start the memory of a child without limits is measured, and how seldom later on. The peak is
/// in its record.
const FIRST_LOOK: Duration = Duration::from_millis(5);
const LAST_LOOK: Duration = Duration::from_millis(100);

/// How seldom what the kernel holds for a tree is counted. A tree that ends earlier is not counted at all.
const COUNT_EVERY: Duration = Duration::from_millis(100);

/// A child just spawned.
pub struct Spawned {
    pub child: Arc<Child>,
    pub group: Option<Group>,
    pub report: OwnedFd,
    pub start_timeout: Duration,
}

pub struct Watched {
    child: Arc<Child>,
    pid: i32,
    pidfd: RawFd,
    tree: Tree,
    group: Option<Group>,
    started_at: Instant,
    /// The launcher's report and when it has to be there; `None` once the command runs or does not.
    report: Option<(Report, Instant)>,
    last_look: Option<Instant>,
    /// When what the kernel holds may be counted next, and the processor time of the tree when it was.
    counted: (Instant, Duration),
    /// Bytes in sockets, when last counted.
    sockets: u64,
}

impl Watched {
    /// A child just spawned. `None` for one that is reaped.
    pub fn new(Spawned { child, group, report, start_timeout }: Spawned) -> Option<Self> {
        let life = child.lock();
        let process = life.process.as_ref()?;
        let (pid, pidfd, started_at) = (process.pid, process.pidfd.as_raw_fd(), process.started_at);
        drop(life);
        let report = Some((Report::new(report), started_at + start_timeout));
        Some(Self {
            child,
            pid,
            pidfd,
            tree: Tree::new(pid),
            group,
            started_at,
            report,
            last_look: None,
            counted: (started_at + COUNT_EVERY, Duration::ZERO),
            sockets: 0,
        })
    }

    /// What to wait for: the end of the child, and the launcher's report.
    pub fn descriptors(&self) -> impl Iterator<Item = RawFd> {
        let report = self.report.as_ref().map(|(report, _)| report.descriptor());
        [Some(self.pidfd), report].into_iter().flatten()
    }

    /// When to look again although nothing happened.
    pub fn next_turn(&self) -> Instant {
        let deadline = self.report.as_ref().map(|&(_, deadline)| deadline);
        let kill_at = self.child.lock().kill_at;
        [deadline, kill_at].into_iter().flatten().fold(self.next_look(), Instant::min)
    }

    /// Does what is due. `ended` says that the child has ended; false once it is reaped.
    pub fn turn(&mut self, now: Instant, ended: bool) -> bool {
        self.read_report(now, ended);
        if ended {
            self.finish();
            return false;
        }
        self.kill_if_due(now);
        if now >= self.next_look() {
            self.look(now);
        }
        true
    }

    /// Announces that the command runs, or why it does not, once that is known.
    fn read_report(&mut self, now: Instant, ended: bool) {
        let Some((report, deadline)) = &mut self.report else { return };
        let result = if report.read() || ended {
            report.outcome()
        } else if now >= *deadline {
            Err(StartFailure::Silent)
        } else {
            return;
        };
        self.report = None;
        let mut life = self.child.lock();
        if result.is_ok() {
            life.phase = Phase::Running;
        }
        if let Err(failure) = &result {
            let is_interrupted = *failure == StartFailure::Ended && life.interrupted.is_some();
            life.set_reason((!is_interrupted).then_some(START));
            life.signal(libc::SIGKILL);
        }
        drop(life);
        let cgroup = self.group.as_ref().map(Group::kept).unwrap_or_default();
        self.child.listener.started(result.map(|applied| Started { pid: self.pid, applied, cgroup }));
    }

    fn kill_if_due(&self, now: Instant) {
        let mut life = self.child.lock();
        if life.kill_at.is_some_and(|when| now >= when) {
            life.kill_at = None;
            life.signal(libc::SIGKILL);
        }
    }

    /// When the memory and time that are used have to be looked at.
    fn next_look(&self) -> Instant {
        let Some(last) = self.last_look else { return self.started_at };
        let seldom = last + ((last - self.started_at) / 4).clamp(FIRST_LOOK, LAST_LOOK);
        let life = self.child.lock();
        life.budget.next_look(last, life.usage.has_changed).map_or(seldom, |limit| limit.min(seldom))
    }

    /// Looks at what is used, and ends the child if that is too much.
    fn look(&mut self, now: Instant) {
        let mut usage = self.usage();
        self.last_look = Some(now);
        let budget = self.child.lock().budget;
        let has_too_many = self.count(&budget, &usage, now);
        usage.memory += self.sockets;
        let mut life = self.child.lock();
        life.usage = usage;
        life.peak_memory = life.peak_memory.max(usage.memory);
        let exceeded = life.budget.exceeded(&usage, now).or(has_too_many.then_some(OBJECTS));
        let Some(reason) = exceeded else { return };
        life.budget = Budget::default();
        let ending = if reason == TIME && life.reason.is_none() { life.ending } else { Ending::AT_ONCE };
        life.set_reason(Some(reason));
        life.end(ending, now);
    }

    /// The kernel's own count of processor time, where there is one, and what is seen of the tree.
    fn usage(&mut self) -> Usage {
        let seen = self.tree.look();
        let Some(cpu) = self.group.as_ref().and_then(Group::cpu) else { return seen };
        let own = seen.cpu.saturating_sub(seen.descendants_cpu);
        Usage { cpu, descendants_cpu: cpu.saturating_sub(own), ..seen }
    }

    /// Counts what the kernel holds for the tree, at most ten times a second and a twentieth of the time, where the tree has
    /// done anything since. True when it holds too many objects.
    fn count(&mut self, budget: &Budget, usage: &Usage, now: Instant) -> bool {
        const SHARE: u32 = 20;
        let (due, cpu) = self.counted;
        let Some(objects) = budget.objects() else { return false };
        if now < due || cpu == usage.cpu {
            return false;
        }
        let begun = Instant::now();
        let pids = self.tree.pids();
        let held = kernel_objects::held(&pids, objects);
        self.sockets = if budget.counts_sockets() { socket_memory(&pids, budget.has_network()) } else { 0 };
        self.counted = (now + COUNT_EVERY.max(begun.elapsed() * SHARE), usage.cpu);
        held > MAX_OBJECTS
    }

    fn finish(&mut self) {
        let group = self.group.take();
        let mut life = self.child.lock();
        if group.as_ref().is_some_and(Group::is_out_of_memory) {
            life.set_reason(Some(MEMORY));
        }
        if let Some(cpu) = group.as_ref().and_then(Group::cpu) {
            life.usage.cpu = life.usage.cpu.max(cpu);
        }
        let Some(process) = life.process.take() else { return };
        // An error would mean that other code has reaped the child: then nothing is known of its end.
        let mut exit =
            signal::reap(&process).unwrap_or(Exit { code: None, signal: None, cpu: Duration::ZERO });
        if life.phase == Phase::Starting {
            exit.signal = life.interrupted.or(exit.signal);
        }
        life.phase = Phase::Ended;
        let record = Record::new(
            exit,
            life.reason.take(),
            life.peak_memory,
            life.usage.cpu,
            self.started_at.elapsed(),
        );
        drop(life);
        self.child.listener.ended(record);
    }
}
