//! The process that writes a log: it empties the spool until its service is gone, and then ends.

use std::ffi::OsString;
use std::fs::File;
use std::os::fd::AsFd;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, io};

use super::archiver::Archiver;
use super::drain::Drain;
use super::rotation::RotatingFile;
use super::service::Service;
use super::settings::Settings;
use super::spool::Spool;
use crate::steps::{descriptors, session};

/// While lines come it looks for more this often, which costs the service nothing, and this many times before it sleeps.
const NAP: Duration = Duration::from_millis(2);
const NAPS: u32 = 25;
/// How long it sleeps at most: a period may end meanwhile.
const SLEEP: Duration = Duration::from_secs(1);
/// How soon it tries again after an error, and how many times without a service.
const RETRY: Duration = Duration::from_millis(100);
const LAST_TRIES: u32 = 30;

/// Runs as the program, `offloop-launch log-writer …`, with the spool as its standard input and a socket to the service as its
/// standard output.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let Some(settings) = Settings::from_args(args) else { return ExitCode::from(126) };
    outlive_service();
    match serve(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(125),
    }
}

fn serve(settings: &Settings) -> io::Result<()> {
    let service = Service::on_stdout()?;
    let drain = Drain::of(Spool::of(File::from(io::stdin().as_fd().try_clone_to_owned()?))?)?;
    let archiver = Archiver::new(settings);
    let mut writer = Writer { settings, drain, service, archiver, output: None, failures: 0 };
    let is_all_written = writer.write_all();
    writer.service.tell(if is_all_written { "drained" } else { "left" });
    // The next writer need not wait for the files that were closed last. Its archiver has to: their lock is one of the spool.
    let spool = writer.drain.end();
    let archived = writer.archiver.finish(&spool);
    spool.remove_unused(&settings.spool);
    archived
}

/// Nothing that ends the service by its terminal or its group ends this.
fn outlive_service() {
    let _ = session::begin();
    let ignored = [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGTERM, libc::SIGPIPE, libc::SIGXFSZ];
    for signal in ignored {
        // SAFETY: an ignored signal runs no code of this process.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
    let _ = descriptors::close_above(2);
    let _ = env::set_current_dir("/");
}

struct Writer<'a> {
    settings: &'a Settings,
    drain: Drain,
    service: Service,
    archiver: Archiver<'a>,
    output: Option<RotatingFile<'a>>,
    /// How many times in a row it has failed.
    failures: u32,
}

impl<'a> Writer<'a> {
    /// Writes until the service is gone and all of its lines are written. False where some cannot be: the spool keeps them.
    fn write_all(&mut self) -> bool {
        let (mut quiet, mut last) = (0, None);
        let mut looked: Option<Instant> = None;
        loop {
            if looked.is_none_or(|looked| looked.elapsed() >= SLEEP) {
                looked = Some(Instant::now());
                self.look_after_files();
            }
            if self.service.is_gone() {
                // Another service may put more into the spool, for a writer of its own.
                let last = *last.get_or_insert_with(|| self.drain.spool().tail());
                if self.drain.spool().head() >= last || self.failures > LAST_TRIES {
                    return self.drain.spool().head() >= last;
                }
            }
            if !self.drain.spool().is_empty() {
                quiet = 0;
                self.write_some();
            } else if quiet < NAPS {
                quiet += 1;
                self.service.wait(NAP);
            } else {
                self.sleep();
            }
        }
    }

    fn write_some(&mut self) {
        let result = self.open().and_then(|(output, drain)| output.write_some(drain));
        self.note(result);
        if self.failures > 0 {
            self.service.wait(RETRY);
        }
    }

    /// Closes a file whose period is over while no lines come, and starts the archiver. While lines cannot be written it is for
    /// them to find out that they can.
    fn look_after_files(&mut self) {
        if self.drain.spool().is_empty() || self.failures == 0 {
            let result = self.open().and_then(|(output, drain)| output.close_if_due(drain));
            self.note(result);
        }
        self.attend_archiver();
    }

    fn sleep(&mut self) {
        if self.drain.spool().fall_asleep() {
            self.service.wait(SLEEP);
        }
        self.drain.spool().awake();
    }

    /// The file, opened when it is first needed, and again after an error.
    fn open(&mut self) -> io::Result<(&mut RotatingFile<'a>, &mut Drain)> {
        let output = match self.output.take() {
            Some(output) => output,
            None => RotatingFile::open(self.settings, &mut self.drain)?,
        };
        Ok((self.output.insert(output), &mut self.drain))
    }

    /// Tells the service of the first error, and that it is over. A file that was closed goes to the archiver.
    fn note(&mut self, result: io::Result<bool>) {
        let before = self.drain.spool().errno();
        match result {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let errno = error.raw_os_error().unwrap_or(libc::EIO);
                self.failures += 1;
                self.output = None;
                self.drain.spool().set_errno(errno);
                if before != errno {
                    self.service.tell(&format!("failed {errno}"));
                }
            }
            Ok(has_closed) => {
                self.failures = 0;
                self.drain.spool().set_errno(0);
                if before != 0 {
                    self.service.tell("recovered");
                }
                if has_closed {
                    self.archiver.add();
                    self.attend_archiver();
                }
            }
        }
    }

    fn attend_archiver(&mut self) {
        if self.archiver.attend(self.drain.spool()).is_err() {
            self.service.tell("archive-failed");
        }
    }
}
