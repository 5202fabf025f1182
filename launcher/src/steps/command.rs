//! Finding the command, and becoming it.

use std::ffi::{CString, OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::{env, io, ptr};

/// Becomes the command. Returns only when it cannot, with the reason.
///
/// A name without a slash is looked up in PATH, and a script without an interpreter line goes to `/bin/sh`:
/// what execvp(3), and so node's `spawn`, does.
pub fn exec(command: &OsStr, args: &[OsString]) -> io::Error {
    let words = std::iter::once(command).chain(args.iter().map(OsString::as_os_str));
    let Ok(words) = words.map(|word| CString::new(word.as_bytes())).collect::<Result<Vec<_>, _>>() else {
        return io::Error::from_raw_os_error(libc::EINVAL);
    };
    let mut pointers: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
    pointers.push(ptr::null());
    // SAFETY: an array of pointers to NUL-ended strings, which live in `words`, and a null at its end.
    unsafe { libc::execvp(pointers[0], pointers.as_ptr()) };
    io::Error::last_os_error()
}

/// The file that [`exec`] would run, which has to be readable in a sandbox. `None` when there is none; exec then
/// returns the error.
pub fn find(command: &OsStr) -> Option<PathBuf> {
    if command.as_bytes().contains(&b'/') {
        return Some(PathBuf::from(command)).filter(|path| is_program(path));
    }
    let folders = env::var_os("PATH").unwrap_or_else(|| "/bin:/usr/bin".into());
    env::split_paths(&folders).map(|folder| folder.join(command)).find(|path| is_program(path))
}

/// Somebody may execute it: exec passes over other files of the name.
fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}
