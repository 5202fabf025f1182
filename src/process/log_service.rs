//! A log's side in the service: lines go into the spool on the JavaScript thread; a thread of its own keeps a writer running.
//!
//! The thread reads what a writer reports to its end, reaps it, and starts another unless all is written and the log has ended.
//! It needs no event loop, so that a writer that died is replaced while the JavaScript thread waits for room.
//!
//! When the thread ends and all is written, the spool is closed, its descriptor and its memory: JavaScript may keep the log
//! much longer.
//!
//! Locks: `feed`, `socket` and `spool`, never two at once, and none while the thread reports.

use std::io::{self, BufRead, BufReader, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use offloop_launcher::log::{Feed, Settings, Spool};

/// How soon a writer that died is replaced: after the first of these if it had lived for the last of them, and then twice as
/// late each time.
const RESTART: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(5)];
/// How many times in a row a writer is replaced after the end of the log. The spool keeps the lines.
const LAST_RESTARTS: u32 = 5;
/// How often the JavaScript thread looks whether what it waits for has come.
const LOOK: Duration = Duration::from_micros(200);

/// Is called on the log's thread with each line that the writer reports, and with `ended …` for its end.
pub type Report = Box<dyn Fn(String) + Send>;

/// A log that is open. Dropping it ends it: the writer writes what is left.
pub struct Log {
    shared: Arc<Shared>,
}

struct Shared {
    launcher: PathBuf,
    settings: Settings,
    capacity: usize,
    /// None when it is closed: all that was put in is written. Who waits for the writer has a reference of its own meanwhile.
    spool: Mutex<Option<Arc<Spool>>>,
    /// How many bytes were in the spool, ever, when the log ended: another service may put in more then.
    last_tail: AtomicU64,
    /// None after the end of the log.
    feed: Mutex<Option<Feed>>,
    socket: Mutex<Socket>,
}

/// The socket to the writer, whose end is that of the log for the writer.
enum Socket {
    Open(UnixStream),
    /// Between two writers.
    None,
    Ended,
}

impl Log {
    /// Starts the writer, and the thread that keeps one running.
    ///
    /// # Errors
    /// What the system says.
    pub fn start(launcher: PathBuf, settings: Settings, feed: Feed, report: Report) -> io::Result<Self> {
        let spool = Arc::clone(feed.spool());
        let shared = Arc::new(Shared {
            launcher,
            settings,
            capacity: spool.capacity(),
            spool: Mutex::new(Some(Arc::clone(&spool))),
            last_tail: AtomicU64::new(u64::MAX),
            feed: Mutex::new(Some(feed)),
            socket: Mutex::new(Socket::None),
        });
        let writer = shared.start_writer(&spool)?;
        let theirs = Arc::clone(&shared);
        let keep = move || {
            theirs.keep_writer(writer, &spool, &report);
            if spool.head() >= theirs.last_tail.load(Ordering::Acquire) {
                lock(&theirs.spool).take();
            }
        };
        thread::Builder::new().name("offloop-log".into()).spawn(keep)?;
        Ok(Self { shared })
    }

    /// Lends room of `most` bytes in the spool to `fill`, which returns how many it has filled, and wakes the writer. False
    /// where there is no such room, or the log has ended.
    pub fn put_with(&self, most: usize, fill: impl FnOnce(&mut [u8]) -> usize) -> bool {
        let (is_put, is_asleep) = match lock(&self.shared.feed).as_mut() {
            Some(feed) => (feed.put_with(most, fill), feed.spool().has_to_be_woken()),
            None => (false, false),
        };
        if is_asleep {
            self.wake();
        }
        is_put
    }

    /// Bytes that fit into an empty spool.
    pub fn capacity(&self) -> usize {
        self.shared.capacity
    }

    /// The error that the writer meets at present, 0 for none.
    pub fn errno(&self) -> i32 {
        self.shared.spool().map_or(0, |spool| spool.errno())
    }

    /// Waits until there is room for `bytes`. False when that takes longer.
    pub fn wait_for_room(&self, bytes: usize, most: Duration) -> bool {
        // Of a log that is closed there is none.
        self.shared.spool().is_some_and(|spool| wait_until(most, || spool.has_room(bytes)))
    }

    /// Waits until all that was put in is written. False when that takes longer.
    pub fn wait_until_written(&self, most: Duration) -> bool {
        let Some(spool) = self.shared.spool() else { return true };
        let tail = spool.tail();
        wait_until(most, || spool.head() >= tail)
    }

    /// No more lines come: the writer ends when it has written all. Another log may have the file from now on.
    pub fn end(&self) {
        let feed = lock(&self.shared.feed).take();
        if let Some(feed) = &feed {
            self.shared.last_tail.store(feed.spool().tail(), Ordering::Release);
        }
        if let Socket::Open(socket) = std::mem::replace(&mut *lock(&self.shared.socket), Socket::Ended) {
            // It fails where the writer is gone, which is what it is for.
            let _ = socket.shutdown(Shutdown::Write);
        }
        drop(feed);
    }

    fn wake(&self) {
        if let Socket::Open(socket) = &mut *lock(&self.shared.socket) {
            // A writer asks for one byte at a time, so that there is room for it; one that follows a dead one looks by itself.
            let _ = socket.write(&[1]);
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn spool(&self) -> Option<Arc<Spool>> {
        lock(&self.spool).clone()
    }

    /// Runs on the log's thread until the log has ended and all is written, or cannot be.
    fn keep_writer(&self, first: Writer, spool: &Spool, report: &Report) {
        let (mut writer, mut delay, mut last) = (Ok(first), RESTART[0], 0);
        loop {
            let began = Instant::now();
            let end = match writer.and_then(|writer| writer.attend(report)) {
                Ok(End::Done) => return,
                Ok(End::Died(status)) => describe(status),
                Err(error) => format!("before it had begun: {error}"),
            };
            let has_ended = self.disconnect();
            report(format!("ended {end}"));
            last += u32::from(has_ended);
            if last > LAST_RESTARTS {
                return report("left".into());
            }
            delay = if began.elapsed() >= RESTART[1] { RESTART[0] } else { delay };
            thread::sleep(delay);
            delay = (delay * 2).min(RESTART[1]);
            writer = self.start_writer(spool);
        }
    }

    /// There is no writer to wake. Whether the log has ended.
    fn disconnect(&self) -> bool {
        let mut socket = lock(&self.socket);
        if let Socket::Open(_) = *socket {
            *socket = Socket::None;
        }
        matches!(*socket, Socket::Ended)
    }

    /// The writer's standard input is the spool, which may have lost its name, and its standard output our socket.
    fn start_writer(&self, spool: &Spool) -> io::Result<Writer> {
        let (ours, theirs) = UnixStream::pair()?;
        let mut command = Command::new(&self.launcher);
        command.args(self.settings.to_args()).stdin(spool.reopen()?);
        let child = command.stdout(OwnedFd::from(theirs)).stderr(Stdio::null()).spawn()?;
        let reports = ours.try_clone()?;
        let mut socket = lock(&self.socket);
        match *socket {
            Socket::Ended => ours.shutdown(Shutdown::Write)?,
            _ => *socket = Socket::Open(ours),
        }
        Ok(Writer { child, reports })
    }
}

struct Writer {
    child: Child,
    reports: UnixStream,
}

enum End {
    /// It has said that all is written, or that the spool keeps the rest.
    Done,
    Died(ExitStatus),
}

impl Writer {
    /// Reads what it reports to the end, and reaps it.
    fn attend(mut self, report: &Report) -> io::Result<End> {
        let mut is_done = false;
        for line in BufReader::new(self.reports).lines().map_while(Result::ok) {
            is_done |= line == "drained" || line == "left";
            report(line);
        }
        let status = self.child.wait()?;
        Ok(if is_done { End::Done } else { End::Died(status) })
    }
}

fn describe(status: ExitStatus) -> String {
    match (status.signal(), status.code()) {
        (Some(signal), _) => format!("by signal {signal}"),
        (None, code) => format!("with exit code {}", code.unwrap_or(-1)),
    }
}

fn wait_until(most: Duration, is_true: impl Fn() -> bool) -> bool {
    let until = Instant::now() + most;
    while !is_true() {
        if Instant::now() >= until {
            return false;
        }
        thread::sleep(LOOK);
    }
    true
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
