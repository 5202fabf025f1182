//! Opening a path that the caller has listed, without following links.
//!
//! What one sandboxed process may write, the next may be given to read. A link that the first has put there would lead
//! the second anywhere, so no part of a listed path may be one.

use std::ffi::CString;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use super::call::check;
use super::landlock::open_path;

/// A handle on what is there, which gives no access to it.
///
/// # Errors
/// ELOOP, with the path of the link, where a part is a symbolic link. Those of the system, with the path as far as it
/// was opened.
pub fn open(path: &Path) -> Result<File, (io::Error, PathBuf)> {
    let start = if path.is_absolute() { "/" } else { "." };
    let mut opened = PathBuf::new();
    let mut here = open_path(Path::new(start)).map_err(|error| (error, PathBuf::from(start)))?;
    for part in path.components() {
        opened.push(part);
        if matches!(part, Component::RootDir | Component::CurDir) {
            continue;
        }
        here = open_part(&here, part).map_err(|error| (error, opened.clone()))?;
    }
    Ok(here)
}

fn open_part(folder: &File, part: Component) -> io::Result<File> {
    let name = CString::new(part.as_os_str().as_bytes())?;
    let flags = libc::O_PATH | libc::O_NOFOLLOW | libc::O_CLOEXEC;
    // SAFETY: a descriptor that is open, and a string that ends in NUL.
    let number = check(unsafe { libc::openat(folder.as_raw_fd(), name.as_ptr(), flags) })?;
    // SAFETY: the kernel has just made it for this call, and it has no other owner.
    let opened = unsafe { File::from_raw_fd(number) };
    if opened.metadata()?.is_symlink() {
        return Err(io::Error::from_raw_os_error(libc::ELOOP));
    }
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::{env, fs};

    use super::*;

    #[test]
    fn a_link_in_any_part_of_a_path_is_refused_by_its_name() {
        let folder = fs::canonicalize(env::temp_dir()).unwrap();
        let folder = folder.join(format!("offloop-listed-path-{}", std::process::id()));
        fs::create_dir_all(folder.join("real/inside")).unwrap();
        fs::write(folder.join("real/file"), "x").unwrap();
        symlink("real", folder.join("link")).unwrap();
        symlink("file", folder.join("real/name")).unwrap();
        for name in ["", "real", "real/inside", "real/file", "real/inside/../file"] {
            assert!(open(&folder.join(name)).is_ok(), "{name}");
        }
        for (name, at_fault, errno) in [
            ("link", "link", libc::ELOOP),
            ("link/inside", "link", libc::ELOOP),
            ("real/name", "real/name", libc::ELOOP),
            ("real/missing/x", "real/missing", libc::ENOENT),
            ("real/file/x", "real/file/x", libc::ENOTDIR),
        ] {
            let (error, path) = open(&folder.join(name)).unwrap_err();
            assert_eq!((error.raw_os_error(), path), (Some(errno), folder.join(at_fault)), "{name}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
