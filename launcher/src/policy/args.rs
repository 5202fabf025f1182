//! A policy as command line arguments, written by the addon and read by the launcher.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::{Network, Policy, Sandbox, User};

/// What the launcher's arguments say: a policy, and the command to run under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub policy: Policy,
    /// A path, or a name that is looked up in PATH.
    pub command: OsString,
    /// Arguments of the command, without its name.
    pub args: Vec<OsString>,
}

/// An argument that no policy is written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidArguments(pub OsString);

impl fmt::Display for InvalidArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not understood: {}", self.0.display())
    }
}

impl std::error::Error for InvalidArguments {}

impl Policy {
    /// The arguments of `offloop-launch`, without its own name in front, that make it run a command under this
    /// policy. A command that holds a slash is a path; any other is looked up in PATH.
    pub fn to_args(&self, command: &OsStr, args: &[OsString]) -> Vec<OsString> {
        let mut words = Words(vec![]);
        words.add("--parent", Some(self.parent));
        words.add("--inherit", Some(self.inherit));
        words.add("--nice", (self.nice > 0).then_some(self.nice));
        words.add_path("--directory", self.directory.as_ref());
        words.add("--open-files", self.limits.open_files);
        words.add("--file-size", self.limits.file_size);
        words.add("--cpu-seconds", self.limits.cpu_seconds);
        words.add("--processes", self.limits.processes);
        words.add_path("--cgroup", self.cgroup.as_ref());
        words.add_flag("--best-effort", self.best_effort);
        if let Some(sandbox) = &self.sandbox {
            words.add_sandbox(sandbox);
        }
        words.add_flag("--", true);
        words.0.push(command.to_os_string());
        words.0.extend_from_slice(args);
        words.0
    }

    /// The argument for [`Policy::cgroup`], to put before those of [`Policy::to_args`].
    pub fn cgroup_arg(cgroup: &Path) -> OsString {
        [OsStr::new("--cgroup"), cgroup.as_os_str()].join(OsStr::new("="))
    }

    /// Reads what [`Policy::to_args`] wrote.
    ///
    /// # Errors
    /// The first argument that does not belong, or an empty one when the command is missing.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Result<Request, InvalidArguments> {
        let mut args = args.into_iter();
        let mut policy = Policy::default();
        loop {
            let word = args.next().ok_or_else(|| InvalidArguments(OsString::new()))?;
            if word == "--" {
                break;
            }
            policy.read_word(&word).ok_or(InvalidArguments(word))?;
        }
        let command = args.next().ok_or_else(|| InvalidArguments(OsString::new()))?;
        Ok(Request { policy, command, args: args.collect() })
    }

    fn read_word(&mut self, word: &OsStr) -> Option<()> {
        let bytes = word.as_bytes();
        let end = bytes.iter().position(|&byte| byte == b'=').unwrap_or(bytes.len());
        let name = std::str::from_utf8(&bytes[..end]).ok()?;
        let value = bytes.get(end + 1..).unwrap_or_default();
        match name {
            "--parent" => self.parent = number(value)?,
            "--inherit" => self.inherit = number(value)?,
            "--nice" => self.nice = number(value)?,
            "--directory" => self.directory = Some(path(value)),
            "--open-files" => self.limits.open_files = Some(number(value)?),
            "--file-size" => self.limits.file_size = Some(number(value)?),
            "--cpu-seconds" => self.limits.cpu_seconds = Some(number(value)?),
            "--processes" => self.limits.processes = Some(number(value)?),
            "--cgroup" => self.cgroup = Some(path(value)),
            "--best-effort" => self.best_effort = true,
            "--sandbox" => self.sandbox = Some(Sandbox::default()),
            _ => self.sandbox.as_mut()?.read_word(name, value)?,
        }
        Some(())
    }
}

impl Sandbox {
    fn read_word(&mut self, name: &str, value: &[u8]) -> Option<()> {
        match name {
            "--read" => self.read.push(path(value)),
            "--package" => self.packages.push(path(value)),
            "--write" => self.write.push(path(value)),
            "--network" => self.network = Network::read(std::str::from_utf8(value).ok()?)?,
            "--child-process" => self.child_process = true,
            "--user" => self.user = Some(User::read(std::str::from_utf8(value).ok()?)?),
            _ => return None,
        }
        Some(())
    }
}

impl User {
    /// As in an argument: `1000:1000`.
    fn write(self) -> String {
        format!("{}:{}", self.uid, self.gid)
    }

    fn read(text: &str) -> Option<User> {
        let (uid, gid) = text.split_once(':')?;
        Some(User { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
    }
}

impl Network {
    /// As in an argument and on the status line: `none`, `all` or `tcp:80,443`.
    pub(crate) fn write(&self) -> String {
        match self {
            Network::None => "none".into(),
            Network::All => "all".into(),
            Network::Tcp(ports) => {
                let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
                format!("tcp:{}", ports.join(","))
            }
        }
    }

    pub(crate) fn read(text: &str) -> Option<Network> {
        match text {
            "none" => Some(Network::None),
            "all" => Some(Network::All),
            "tcp:" => Some(Network::Tcp(vec![])),
            _ => {
                let ports = text.strip_prefix("tcp:")?.split(',').map(|port| port.parse().ok());
                ports.collect::<Option<_>>().map(Network::Tcp)
            }
        }
    }
}

struct Words(Vec<OsString>);

impl Words {
    fn add(&mut self, name: &str, value: Option<impl fmt::Display>) {
        self.0.extend(value.map(|value| format!("{name}={value}").into()));
    }

    fn add_path(&mut self, name: &str, value: Option<&PathBuf>) {
        self.0.extend(value.map(|value| [OsStr::new(name), value.as_os_str()].join(OsStr::new("="))));
    }

    fn add_flag(&mut self, name: &str, value: bool) {
        self.0.extend(value.then(|| name.into()));
    }

    fn add_sandbox(&mut self, sandbox: &Sandbox) {
        self.add_flag("--sandbox", true);
        sandbox.read.iter().for_each(|path| self.add_path("--read", Some(path)));
        sandbox.packages.iter().for_each(|path| self.add_path("--package", Some(path)));
        sandbox.write.iter().for_each(|path| self.add_path("--write", Some(path)));
        self.add("--network", Some(sandbox.network.write()));
        self.add_flag("--child-process", sandbox.child_process);
        self.add("--user", sandbox.user.map(User::write));
    }
}

fn number<T: std::str::FromStr>(value: &[u8]) -> Option<T> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn path(value: &[u8]) -> PathBuf {
    PathBuf::from(OsString::from_vec(value.to_vec()))
}
