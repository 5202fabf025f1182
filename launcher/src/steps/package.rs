//! What of a package its program reads: everything but names that begin with a dot, which hold keys and settings.
//!
//! Landlock allows whole folders. A folder with a name of that kind anywhere below is therefore allowed entry by entry,
//! and cannot be listed itself. `node_modules` is what others have published, and allowed as it is.

use std::fs::{self, DirEntry};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// More entries than this are not a package.
const MOST_ENTRIES: usize = 100_000;

/// The files and folders that are to be allowed.
///
/// # Errors
/// E2BIG for a folder with too many entries, those of reading `folder` itself.
pub fn contents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut left = MOST_ENTRIES;
    let found = look(folder, &mut left)?;
    Ok(if found.is_whole { vec![folder.to_path_buf()] } else { found.allowed })
}

struct Found {
    /// Whether nothing below is left out.
    is_whole: bool,
    allowed: Vec<PathBuf>,
}

fn look(folder: &Path, left: &mut usize) -> io::Result<Found> {
    let mut found = Found { is_whole: true, allowed: vec![] };
    for entry in fs::read_dir(folder)? {
        *left = left.checked_sub(1).ok_or_else(|| io::Error::from_raw_os_error(libc::E2BIG))?;
        found.add(&entry?, left)?;
    }
    Ok(found)
}

impl Found {
    fn add(&mut self, entry: &DirEntry, left: &mut usize) -> io::Result<()> {
        let (name, path, kind) = (entry.file_name(), entry.path(), entry.file_type()?);
        if name.as_bytes().starts_with(b".") {
            self.is_whole = false;
        } else if kind.is_file() || (kind.is_dir() && name == "node_modules") {
            self.allowed.push(path);
        } else if kind.is_dir() {
            self.add_folder(path, left)?;
        }
        Ok(())
    }

    /// A folder that cannot be looked into is left out.
    fn add_folder(&mut self, path: PathBuf, left: &mut usize) -> io::Result<()> {
        match look(&path, left) {
            Ok(found) if found.is_whole => self.allowed.push(path),
            Ok(found) => {
                self.is_whole = false;
                self.allowed.extend(found.allowed);
            }
            Err(error) if error.raw_os_error() == Some(libc::E2BIG) => return Err(error),
            Err(_) => self.is_whole = false,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    #[test]
    fn a_folder_is_allowed_as_a_whole_where_nothing_below_begins_with_a_dot() {
        let folder = env::temp_dir().join(format!("offloop-package-{}", std::process::id()));
        for name in ["lib/part", "src/deep", ".git", "node_modules/.bin", "src/.cache"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        for name in ["index.js", ".env", "lib/a.js", "lib/part/b.js", "src/c.js", "src/.env", "src/deep/d.js"]
        {
            fs::write(folder.join(name), "").unwrap();
        }
        let mut allowed = contents(&folder).unwrap();
        allowed.sort();
        let expected = ["index.js", "lib", "node_modules", "src/c.js", "src/deep"];
        assert_eq!(allowed, expected.map(|name| folder.join(name)));
        assert_eq!(contents(&folder.join("lib")).unwrap(), [folder.join("lib")]);
        let too_many = look(&folder, &mut 5).err().and_then(|error| error.raw_os_error());
        assert_eq!(too_many, Some(libc::E2BIG));
        fs::remove_dir_all(folder).unwrap();
    }
}
