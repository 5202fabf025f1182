//! The two threads, started by the first child, and the list of all children.

use std::io;
use std::sync::mpsc::{SendError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::budget::Budget;
use super::cgroup::{self, GroupLimits};
use super::child::{Child, Ending, Listener};
use super::record::TERMINATED;
use super::spawn::Program;
use super::spawner::{self, Order};
use super::start::StartFailure;
use super::watcher::Watcher;
use crate::engine::cancel::Cancel;

/// How long the exit of this process waits at most for `posix_spawn` calls that are under way.
const LAUNCH: Duration = Duration::from_secs(1);

/// All that is asked of a child.
pub struct Request {
    /// The launcher, its arguments and what the command inherits.
    pub program: Program,
    pub budget: Budget,
    pub ending: Ending,
    /// The limits of its cgroup; `None` for a child that needs none.
    pub group: Option<GroupLimits>,
    /// How long the launcher may take to apply its policy and load the command.
    pub start_timeout: Duration,
    /// Set when the environment that the child belongs to goes away; [`end_closing`] is called then.
    pub closing: Cancel,
    pub listener: Box<dyn Listener>,
}

/// The two threads and all children.
pub struct Service {
    alarm: Arc<Alarm>,
    orders: Sender<Order>,
    children: Mutex<Vec<Weak<Child>>>,
}

static SERVICE: Mutex<Option<&Service>> = Mutex::new(None);

/// The service, started by the first call and kept for as long as the process lives.
///
/// # Errors
/// Those of making threads.
pub fn service() -> io::Result<&'static Service> {
    let mut service = lock(&SERVICE);
    if let Some(service) = *service {
        return Ok(service);
    }
    let started = &*Box::leak(Box::new(Service::new()?));
    end_all_at_exit();
    Ok(service.insert(started))
}

/// Kills the children of environments that have gone away.
pub fn end_closing() {
    for child in children() {
        child.end_if_closing();
    }
}

fn children() -> Vec<Arc<Child>> {
    let service = *lock(&SERVICE);
    service
        .map(|service| lock(&service.children).iter().filter_map(Weak::upgrade).collect())
        .unwrap_or_default()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Service {
    fn new() -> io::Result<Self> {
        let alarm = Arc::new(Alarm::new()?);
        let watcher = Arc::new(Watcher::new(Arc::clone(&alarm)));
        let (orders, received) = channel();
        let spawner_watcher = Arc::clone(&watcher);
        thread::Builder::new()
            .name("offloop-spawn".into())
            .spawn(move || spawner::run(&received, &spawner_watcher))?;
        thread::Builder::new().name("offloop-watch".into()).spawn(move || watcher.run())?;
        Ok(Self { alarm, orders, children: Mutex::default() })
    }

    /// Starts a child, on the spawner's thread and soon. Returns at once; the listener is notified of the result.
    pub fn start(&self, request: Request) -> Arc<Child> {
        let Request { program, budget, group, ending, start_timeout, closing, listener } = request;
        let child = Arc::new(Child::new(budget, ending, closing, listener, Arc::clone(&self.alarm)));
        self.enlist(&child);
        let order = Order { child: Arc::clone(&child), program, group, start_timeout };
        if let Err(SendError(order)) = self.orders.send(order) {
            spawner::start_failed(&order.child, StartFailure::Spawn { errno: libc::EAGAIN });
        }
        child
    }

    fn enlist(&self, child: &Arc<Child>) {
        let mut children = lock(&self.children);
        children.retain(|child| child.strong_count() > 0);
        children.push(Arc::downgrade(child));
    }
}

/// A process that exits takes its children along. The system kills those that the launcher started, but not what
/// they started in turn: their groups are killed here.
fn end_all_at_exit() {
    extern "C" fn end_all() {
        let children = children();
        for child in &children {
            child.kill(libc::SIGKILL, Some(TERMINATED));
        }
        // The signal of a child whose number is not known yet is sent by the spawner, which runs on until this returns.
        let begun = Instant::now();
        while children.iter().any(|child| child.is_launching()) && begun.elapsed() < LAUNCH {
            thread::sleep(Duration::from_millis(1));
        }
        cgroup::remove_all();
    }
    // SAFETY: a function that stays loaded as long as the process lives. Without it children still die with us.
    unsafe { libc::atexit(end_all) };
}
