//! Descriptors with one owner each. All are closed on exec: a child gets copies, put in place by `spawn`.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;

/// A pipe: the end to read from and the end to write to.
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (reader, writer) = io::pipe()?;
    Ok((reader.into(), writer.into()))
}

/// Two connected stream sockets.
pub fn socket_pair() -> io::Result<(OwnedFd, OwnedFd)> {
    let (ours, theirs) = UnixStream::pair()?;
    Ok((ours.into(), theirs.into()))
}

/// The device that is always empty and swallows everything.
pub fn null() -> io::Result<OwnedFd> {
    Ok(File::options().read(true).write(true).open("/dev/null")?.into())
}

/// Another descriptor of the same open file, numbered `from` or higher.
///
/// # Errors
/// `EBADF` if `descriptor` is not open, `EMFILE` if no number is free.
pub fn duplicate(descriptor: RawFd, from: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: no memory is involved, and a number that is not open is refused.
    let copy = unsafe { libc::fcntl(descriptor, libc::F_DUPFD_CLOEXEC, from) };
    if copy < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: a descriptor just made, which nothing else owns.
    Ok(unsafe { OwnedFd::from_raw_fd(copy) })
}

/// The same open file under a number that is `from` or higher.
pub fn lift(descriptor: OwnedFd, from: RawFd) -> io::Result<OwnedFd> {
    if descriptor.as_raw_fd() >= from { Ok(descriptor) } else { duplicate(descriptor.as_raw_fd(), from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closes_on_exec(descriptor: &OwnedFd) -> bool {
        // SAFETY: no memory is involved; the descriptor is open for as long as it is borrowed.
        unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_GETFD) & libc::FD_CLOEXEC != 0 }
    }

    #[test]
    fn every_descriptor_is_closed_on_exec() {
        let (reader, writer) = pipe().unwrap();
        let (ours, theirs) = socket_pair().unwrap();
        let lifted = lift(null().unwrap(), 100).unwrap();
        assert!(lifted.as_raw_fd() >= 100);
        for descriptor in [reader, writer, ours, theirs, lifted] {
            assert!(closes_on_exec(&descriptor));
        }
    }

    #[test]
    fn a_closed_number_is_refused() {
        let error = duplicate(1_000_000, 0).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EBADF));
    }
}
