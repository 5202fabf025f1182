//! A cgroup (version 2) for each tree, where the kernel lends this process a part of its hierarchy. Source:
//! Documentation/admin-guide/cgroup-v2.rst.
//!
//! A part is lent where a folder above this process's own group is ours to write and has no processes in it:
//! `Delegate=yes` with `DelegateSubgroup=` of systemd, or a container whose entry point has moved itself into a group
//! below. Limits are then the kernel's and exact: they count its own memory too, and every process that the tree has had.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io};

/// The folder in which groups are made, and what they can limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegated {
    folder: PathBuf,
    /// Whether a group has `memory.max`.
    pub memory: bool,
    /// Whether a group has `pids.max`.
    pub processes: bool,
}

/// What a group is limited to; `None` for no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupLimits {
    /// Bytes, of memory and swap together.
    pub memory: Option<u64>,
    /// Processes and threads.
    pub processes: Option<u64>,
}

/// The group of one tree. It is removed, and what is left in it killed, when this is dropped.
#[derive(Debug)]
pub struct Group {
    folder: PathBuf,
    kept: Vec<&'static str>,
}

/// The part of the hierarchy that is lent to this process, looked for once.
pub fn delegated() -> Option<&'static Delegated> {
    static FOUND: OnceLock<Option<Delegated>> = OnceLock::new();
    FOUND.get_or_init(|| find().ok().flatten()).as_ref()
}

fn find() -> io::Result<Option<Delegated>> {
    let mounts = fs::read_to_string("/proc/self/mountinfo")?;
    let own = fs::read_to_string("/proc/self/cgroup")?;
    let Some((mount, own)) = own_folder(&mounts, &own) else { return Ok(None) };
    let Some(folder) = own.parent().filter(|folder| folder.starts_with(&mount)) else { return Ok(None) };
    if !is_lent(folder, &mount)? {
        return Ok(None);
    }
    let available = fs::read_to_string(folder.join("cgroup.controllers"))?;
    let has = |controller: &str| {
        let is_there = available.split_whitespace().any(|name| name == controller);
        is_there && fs::write(folder.join("cgroup.subtree_control"), format!("+{controller}")).is_ok()
    };
    let (memory, processes) = (has("memory"), has("pids"));
    Ok(Some(Delegated { folder: folder.to_path_buf(), memory, processes }))
}

/// Where the hierarchy is mounted, and the folder of this process's group, from `/proc/self/mountinfo` and
/// `/proc/self/cgroup`.
fn own_folder(mounts: &str, own: &str) -> Option<(PathBuf, PathBuf)> {
    let path = own.lines().find_map(|line| line.strip_prefix("0::"))?;
    // Outside what this process sees.
    if path.starts_with("/..") {
        return None;
    }
    mounts.lines().filter(|line| line.contains(" - cgroup2 ")).find_map(|line| {
        let mut fields = line.split(' ').skip(3);
        let (root, mount) = (fields.next()?, PathBuf::from(fields.next()?));
        let below = Path::new(path).strip_prefix(root).ok()?;
        Some((mount.clone(), mount.join(below)))
    })
}

/// Whether groups may be made in a folder. Root may write anywhere, so for root a folder counts only if its manager has
/// marked it as delegated, or if it is the top of what a container sees.
fn is_lent(folder: &Path, mount: &Path) -> io::Result<bool> {
    if !fs::read_to_string(folder.join("cgroup.procs"))?.is_empty() {
        return Ok(false);
    }
    let writable =
        ["", "cgroup.procs", "cgroup.subtree_control"].iter().all(|name| is_writable(&folder.join(name)));
    // SAFETY: takes nothing and cannot fail.
    let is_root = unsafe { libc::geteuid() } == 0;
    // The group at the top of the machine has no such file.
    let is_container = folder == mount && folder.join("cgroup.type").exists();
    Ok(writable && (!is_root || is_container || is_marked(folder)))
}

fn is_writable(path: &Path) -> bool {
    let Ok(path) = CString::new(path.as_os_str().as_bytes()) else { return false };
    // SAFETY: a string that ends in a null.
    unsafe { libc::access(path.as_ptr(), libc::W_OK) == 0 }
}

/// The mark that systemd leaves on what it has delegated.
fn is_marked(folder: &Path) -> bool {
    let Ok(path) = CString::new(folder.as_os_str().as_bytes()) else { return false };
    [c"user.delegate", c"trusted.delegate"].iter().any(|name| {
        let mut value = [0_u8; 1];
        // SAFETY: strings that end in a null, and a place of one byte.
        let length = unsafe { libc::getxattr(path.as_ptr(), name.as_ptr(), value.as_mut_ptr().cast(), 1) };
        length == 1 && &value == b"1"
    })
}

impl Delegated {
    /// What a group keeps exactly, of `cpu`, `memory` and `processes`.
    pub fn kept(&self) -> Vec<&'static str> {
        let kept = [(true, "cpu"), (self.memory, "memory"), (self.processes, "processes")];
        kept.into_iter().filter_map(|(is_kept, name)| is_kept.then_some(name)).collect()
    }

    /// Makes a group with these limits, as far as they are the kernel's to keep.
    ///
    /// # Errors
    /// The system's.
    pub fn make(&self, limits: GroupLimits) -> io::Result<Group> {
        remove_ended();
        let folder = self.folder.join(name());
        fs::create_dir(&folder)?;
        groups().alive.push(folder.clone());
        let group = Group { folder, kept: self.kept() };
        if let (true, Some(bytes)) = (self.memory, limits.memory) {
            group.set("memory.max", bytes)?;
            group.set("memory.oom.group", 1)?;
            // Absent on a kernel without swap.
            let _ = group.set("memory.swap.max", 0);
        }
        if let (true, Some(most)) = (self.processes, limits.processes) {
            group.set("pids.max", most)?;
        }
        Ok(group)
    }
}

/// A name that no other process has, also where several in different PID namespaces share the folder.
fn name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("offloop-{}-{count}-{now:x}", std::process::id())
}

impl Group {
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the kernel keeps of it, as in [`Delegated::kept`].
    pub fn kept(&self) -> Vec<&'static str> {
        self.kept.clone()
    }

    /// Processor time of all that the group has had.
    pub fn cpu(&self) -> Option<Duration> {
        self.number("cpu.stat", "usage_usec").map(Duration::from_micros)
    }

    /// Whether the kernel has killed a process because the group had no more memory.
    pub fn is_out_of_memory(&self) -> bool {
        self.number("memory.events", "oom_kill").is_some_and(|count| count > 0)
    }

    fn set(&self, file: &str, value: u64) -> io::Result<()> {
        fs::write(self.folder.join(file), value.to_string())
    }

    fn number(&self, file: &str, name: &str) -> Option<u64> {
        let text = fs::read_to_string(self.folder.join(file)).ok()?;
        text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let mut groups = groups();
        groups.alive.retain(|folder| *folder != self.folder);
        groups.ended.push(self.folder.clone());
        drop(groups);
        kill(&self.folder);
        remove_ended();
    }
}

/// The folders that this process has made and not removed.
#[derive(Default)]
struct Groups {
    alive: Vec<PathBuf>,
    /// A process that was killed is counted for some moments more, in which its group cannot be removed.
    ended: Vec<PathBuf>,
}

fn groups() -> MutexGuard<'static, Groups> {
    static GROUPS: Mutex<Groups> = Mutex::new(Groups { alive: Vec::new(), ended: Vec::new() });
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes groups whose processes have gone. False while there are others of ended trees.
pub fn remove_ended() -> bool {
    let mut groups = groups();
    groups.ended.retain(|folder| fs::remove_dir(folder).is_err() && folder.exists());
    groups.ended.is_empty()
}

/// Ends and removes every group. For the end of this process, which waits at most a tenth of a second for it.
pub fn remove_all() {
    const TRIES: u32 = 50;
    let mut all = groups();
    let alive = std::mem::take(&mut all.alive);
    alive.iter().for_each(|folder| kill(folder));
    all.ended.extend(alive);
    drop(all);
    for _ in 0..TRIES {
        if remove_ended() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Kernels before 5.14 have no such file: what is left in a group then keeps it.
fn kill(folder: &Path) {
    let _ = fs::write(folder.join("cgroup.kill"), "1");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_group_is_found_below_the_mount() {
        let mount =
            |root: &str, point: &str| format!("30 23 0:26 {root} {point} rw,nosuid - cgroup2 cgroup2 rw\n");
        let v1 = "29 23 0:25 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n";
        for (mounts, own, expected) in [
            (mount("/", "/sys/fs/cgroup"), "0::/a/b\n", Some(("/sys/fs/cgroup", "/sys/fs/cgroup/a/b"))),
            (v1.to_owned() + &mount("/", "/c"), "1:cpu:/x\n0::/a\n", Some(("/c", "/c/a"))),
            (mount("/a", "/c"), "0::/a/b\n", Some(("/c", "/c/b"))),
            (mount("/a", "/c"), "0::/other\n", None),
            (mount("/", "/c"), "0::/../outside\n", None),
            (v1.to_owned(), "0::/a\n", None),
            (mount("/", "/c"), "1:cpu:/x\n", None),
        ] {
            let found = own_folder(&mounts, own);
            assert_eq!(found, expected.map(|(mount, own)| (mount.into(), own.into())), "{mounts}{own}");
        }
    }
}
