//! A status as one line of text, written by the launcher and read by the addon.

use std::ffi::OsString;
use std::fmt::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::{Applied, ProcessTree, Status};
use crate::{Failure, Network, Stage};

const TREES: [(ProcessTree, &str); 4] = [
    (ProcessTree::None, "none"),
    (ProcessTree::PidNamespace, "pid-namespace"),
    (ProcessTree::Subreaper, "subreaper"),
    (ProcessTree::Group, "group"),
];

impl ProcessTree {
    /// `none`, `pid-namespace`, `subreaper` or `group`.
    pub fn name(self) -> &'static str {
        TREES.iter().find(|(tree, _)| *tree == self).map_or("", |(_, name)| name)
    }

    fn from_name(name: &str) -> Option<ProcessTree> {
        TREES.iter().find(|(_, known)| *known == name).map(|(tree, _)| *tree)
    }
}

impl Status {
    /// One line, without the line feed.
    pub fn to_line(&self) -> String {
        match self {
            Status::Applied(applied) => format!(
                "applied filesystem={} syscalls={} privileges={} network={} process-tree={} missing={}",
                applied.filesystem,
                applied.syscalls,
                applied.privileges,
                applied.network.write(),
                applied.process_tree.name(),
                applied.missing.join(","),
            ),
            Status::Failed(failure) => {
                let mut line = format!("failed stage={} errno={}", failure.stage.name(), failure.errno);
                if let Some(path) = &failure.path {
                    let _ = write!(line, " path={}", escape(path));
                }
                line
            }
            Status::Unavailable { missing } => format!("unavailable missing={}", missing.join(",")),
        }
    }

    /// Reads what [`Status::to_line`] wrote; `None` for anything else.
    pub fn from_line(line: &str) -> Option<Status> {
        let (kind, fields) = line.split_once(' ')?;
        let field =
            |name: &str| fields.split(' ').find_map(|field| field.strip_prefix(name)?.strip_prefix('='));
        Some(match kind {
            "applied" => Status::Applied(Applied {
                filesystem: field("filesystem")?.parse().ok()?,
                syscalls: field("syscalls")?.parse().ok()?,
                privileges: field("privileges")?.parse().ok()?,
                network: Network::read(field("network")?)?,
                process_tree: ProcessTree::from_name(field("process-tree")?)?,
                missing: list(field("missing")?),
            }),
            "failed" => Status::Failed(Failure {
                stage: Stage::from_name(field("stage")?)?,
                errno: field("errno")?.parse().ok()?,
                path: match field("path") {
                    Some(text) => Some(unescape(text)?),
                    None => None,
                },
            }),
            "unavailable" => Status::Unavailable { missing: list(field("missing")?) },
            _ => return None,
        })
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|name| !name.is_empty()).map(String::from).collect()
}

/// A path is any bytes: all but plain ones become `%` and two hex digits.
fn escape(path: &Path) -> String {
    path.as_os_str().as_bytes().iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii_graphic() && byte != b'%' {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02x}");
        }
        text
    })
}

fn unescape(text: &str) -> Option<PathBuf> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    Some(PathBuf::from(OsString::from_vec(bytes)))
}
