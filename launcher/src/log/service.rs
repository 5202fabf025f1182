//! The service, as its writer sees it: a socket whose bytes wake the writer, and whose end is that of the service.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

pub(super) struct Service {
    socket: UnixStream,
    is_gone: bool,
}

impl Service {
    /// The socket that the process was started with as its standard output.
    pub(super) fn on_stdout() -> io::Result<Self> {
        let socket = io::stdout().as_fd().try_clone_to_owned()?.into();
        Ok(Self { socket, is_gone: false })
    }

    /// Whether the service has died, or has ended the log.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Waits for this long, or until the service wakes the writer or is gone. Not for no time.
    pub(super) fn wait(&mut self, most: Duration) {
        if self.is_gone || self.socket.set_read_timeout(Some(most)).is_err() {
            return thread::sleep(most);
        }
        match self.socket.read(&mut [0; 64]) {
            Ok(read) => self.is_gone = read == 0,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(_) => self.is_gone = true,
        }
    }

    /// A line for the service: `failed ERRNO`, `recovered`, `archive-failed`, and at the end `drained`, or `left` where lines
    /// are left in the spool.
    pub(super) fn tell(&mut self, line: &str) {
        // The service may be gone.
        let _ = self.socket.write_all(format!("{line}\n").as_bytes());
    }
}
