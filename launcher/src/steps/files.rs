//! Which files a sandboxed command can reach.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

use super::landlock::{Ruleset, open_path, right};
use super::{listed_path, package};
use crate::{Network, Sandbox};

const READ: u64 = right::READ_FILE | right::READ_DIR | right::EXECUTE;
const WRITE: u64 = READ
    | right::WRITE_FILE
    | right::TRUNCATE
    | right::REMOVE_DIR
    | right::REMOVE_FILE
    | right::MAKE_DIR
    | right::MAKE_REG
    | right::MAKE_FIFO
    | right::MAKE_SYM
    | right::REFER;

/// What programs are made of, readable in every sandbox where it exists. Not all of `/usr`: containers keep
/// applications in `/usr/src`, with their secrets beside them.
const PROGRAMS: [&str; 13] = [
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/bin",
    "/usr/sbin",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/share",
    "/nix/store",
];

/// What the start-up of programs reads. OpenSSL refuses to start, and node with it, when its configuration
/// exists and cannot be read.
const START_UP: [&str; 13] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/etc/ld-musl-x86_64.path",
    "/etc/ld-musl-aarch64.path",
    "/etc/localtime",
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/openssl.cnf",
    "/etc/crypto-policies/back-ends",
    "/usr/local/ssl/openssl.cnf",
    "/dev/random",
    "/dev/urandom",
    "/sys/devices/system/cpu",
    "/proc/sys/vm/overcommit_memory",
];

/// What turns names into addresses and checks certificates, where the sandbox has a network.
const NETWORK: [&str; 9] = [
    "/etc/gai.conf",
    "/etc/host.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/protocols",
    "/etc/resolv.conf",
    "/etc/services",
    "/etc/ssl/certs",
    "/etc/pki/tls/certs",
];

/// Empty, even after writing to it.
const SINK: [&str; 1] = ["/dev/null"];

/// Only to read: a shared mapping of it that can be written is memory that no limit counts.
const ZERO: [&str; 1] = ["/dev/zero"];

/// What node reads about itself and the machine: `process.memoryUsage`, `os.cpus`, `os.uptime`. Single files,
/// since a rule on `/proc/self` would show `/proc/self/net`, and one on `/proc` every process.
const PROC: [&str; 11] = [
    "/proc/self/stat",
    "/proc/self/statm",
    "/proc/self/status",
    "/proc/self/maps",
    "/proc/self/cgroup",
    "/proc/cpuinfo",
    "/proc/loadavg",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/uptime",
    "/proc/version",
];

/// Handles that have to stay open while the command runs.
pub struct Pinned(Vec<File>);

impl Pinned {
    /// Leaves them open, across exec too, without an owner.
    pub fn hand_over(self) -> io::Result<()> {
        for file in self.0 {
            // SAFETY: changes a flag of a descriptor that is open and touches no memory.
            super::call::check(unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETFD, 0) })?;
            std::mem::forget(file);
        }
        Ok(())
    }
}

/// Writes the rules of a sandbox, and of the program that it runs, if it was found.
///
/// # Errors
/// With the path at fault. Paths that the sandbox names have to exist, and no part of them may be a link. What every
/// sandbox allows may lead through links of the system, such as `/lib`.
pub fn allow(
    ruleset: &Ruleset,
    sandbox: &Sandbox,
    program: Option<&Path>,
) -> Result<Pinned, (io::Error, PathBuf)> {
    let listed = |path: &Path, rights| {
        let file = listed_path::open(path)?;
        ruleset.allow_file(&file, rights).map_err(|error| (error, path.to_path_buf()))
    };
    let usual =
        |path: &Path, rights| ruleset.allow_path(path, rights).map_err(|error| (error, path.to_path_buf()));
    sandbox.read.iter().try_for_each(|path| listed(path, READ))?;
    sandbox.write.iter().try_for_each(|path| listed(path, WRITE))?;
    for folder in &sandbox.packages {
        let contents = package::contents(folder).map_err(|error| (error, folder.clone()))?;
        contents.iter().try_for_each(|path| where_it_exists(listed(path, READ)))?;
    }
    program.map_or(Ok(()), |program| usual(program, READ))?;
    let network = if sandbox.network == Network::None { &[][..] } else { &NETWORK };
    for (paths, rights) in [
        (&PROGRAMS[..], READ),
        (&START_UP, READ & !right::EXECUTE),
        (network, READ & !right::EXECUTE),
        (&SINK, right::READ_FILE | right::WRITE_FILE | right::TRUNCATE),
        (&ZERO, right::READ_FILE),
    ] {
        paths.iter().map(Path::new).try_for_each(|path| where_it_exists(usual(path, rights)))?;
    }
    pin(ruleset, &PROC)
}

/// The kernel drops a file of `/proc`, and the rule with it, when no process has it open and memory is short.
fn pin(ruleset: &Ruleset, paths: &[&str]) -> Result<Pinned, (io::Error, PathBuf)> {
    let mut pinned = vec![];
    for path in paths.iter().map(Path::new) {
        let Ok(file) = open_path(path) else { continue };
        ruleset.allow_file(&file, right::READ_FILE).map_err(|error| (error, path.to_path_buf()))?;
        pinned.push(file);
    }
    Ok(Pinned(pinned))
}

/// Not every system has every path, and one that cannot be opened is useless to the command too.
fn where_it_exists(rule: Result<(), (io::Error, PathBuf)>) -> Result<(), (io::Error, PathBuf)> {
    match rule {
        Err((error, _))
            if matches!(error.raw_os_error(), Some(libc::ENOENT | libc::ENOTDIR | libc::EACCES)) =>
        {
            Ok(())
        }
        other => other,
    }
}
