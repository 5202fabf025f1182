//! Memory in the buffers of a tree's TCP connections, which the kernel lets grow to megabytes each. Buffers of other sockets
//! keep the size that they begin with. Source: sock_diag(7), linux/inet_diag.h, linux/sock_diag.h.

use std::collections::HashSet;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::{fs, mem, ptr};

use libc::{c_int, pid_t};

/// Bytes in the buffers of all TCP sockets of these processes. Those that no process has open count too where they end
/// at a port of theirs: connections that were not accepted yet, or were closed with data in them.
pub fn tcp_memory(pids: &[pid_t]) -> u64 {
    let inodes: HashSet<u32> = pids.iter().flat_map(|&pid| socket_inodes(pid)).collect();
    if inodes.is_empty() {
        return 0;
    }
    let families = [libc::AF_INET, libc::AF_INET6];
    let sockets: Vec<_> = families.into_iter().filter_map(|family| dump(family).ok()).flatten().collect();
    let ports: HashSet<u16> = sockets
        .iter()
        .filter(|socket| inodes.contains(&socket.inode))
        .map(|socket| socket.ports[0])
        .collect();
    let is_theirs = |socket: &&Socket| match socket.inode {
        0 => socket.ports.iter().any(|port| ports.contains(port)),
        inode => inodes.contains(&inode),
    };
    sockets.iter().filter(is_theirs).map(|socket| socket.memory).sum()
}

fn socket_inodes(pid: pid_t) -> Vec<u32> {
    let entries = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let links = entries.filter_map(|entry| fs::read_link(entry.path()).ok());
    links
        .filter_map(|link| link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok())
        .collect()
}

/// One TCP socket of this network namespace.
#[derive(Debug, PartialEq, Eq)]
struct Socket {
    /// 0 for one that no process has open.
    inode: u32,
    /// Its own and that of its peer, in the byte order of the network.
    ports: [u16; 2],
    memory: u64,
}

const SOCK_DIAG_BY_FAMILY: u16 = 20;
const INET_DIAG_SKMEMINFO: u16 = 7;
/// Sizes of `struct nlmsghdr`, `struct inet_diag_req_v2` and `struct inet_diag_msg`.
const HEADER: usize = 16;
const REQUEST: usize = 56;
const MESSAGE: usize = 72;

/// Asks for all TCP sockets of an address family.
fn dump(family: c_int) -> io::Result<Vec<Socket>> {
    let request = request(family);
    let mut sockets = Vec::new();
    // Aligned for the structures of the kernel, and as large as it fills at once.
    let mut buffer = vec![0_u8; 32 * 1024];
    // SAFETY: a new descriptor that nothing else knows of; buffers that live through the calls, with their lengths.
    unsafe {
        let flags = libc::SOCK_RAW | libc::SOCK_CLOEXEC;
        let netlink = check(libc::socket(libc::AF_NETLINK, flags, libc::NETLINK_SOCK_DIAG) as isize)?;
        let netlink = OwnedFd::from_raw_fd(netlink as c_int);
        let mut kernel: libc::sockaddr_nl = mem::zeroed();
        kernel.nl_family = libc::AF_NETLINK as libc::sa_family_t;
        let (to, length) = (ptr::from_ref(&kernel).cast(), size_of_val(&kernel) as libc::socklen_t);
        check(libc::sendto(netlink.as_raw_fd(), request.as_ptr().cast(), request.len(), 0, to, length))?;
        loop {
            let length = check(libc::recv(netlink.as_raw_fd(), buffer.as_mut_ptr().cast(), buffer.len(), 0))?;
            if read_messages(&buffer[..length as usize], &mut sockets) {
                return Ok(sockets);
            }
        }
    }
}

fn check(result: isize) -> io::Result<isize> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

fn request(family: c_int) -> [u8; HEADER + REQUEST] {
    let mut request = [0; HEADER + REQUEST];
    let flags = (libc::NLM_F_REQUEST | libc::NLM_F_DUMP) as u16;
    request[..4].copy_from_slice(&((HEADER + REQUEST) as u32).to_ne_bytes());
    request[4..6].copy_from_slice(&SOCK_DIAG_BY_FAMILY.to_ne_bytes());
    request[6..8].copy_from_slice(&flags.to_ne_bytes());
    request[HEADER] = family as u8;
    request[HEADER + 1] = libc::IPPROTO_TCP as u8;
    request[HEADER + 2] = 1 << (INET_DIAG_SKMEMINFO - 1);
    // Sockets in every state.
    request[HEADER + 4..HEADER + 8].copy_from_slice(&u32::MAX.to_ne_bytes());
    request
}

/// Reads what one call has received. True at the end, or at an error.
fn read_messages(mut rest: &[u8], sockets: &mut Vec<Socket>) -> bool {
    while rest.len() >= HEADER {
        let length = (number(rest, 0) as usize).clamp(HEADER, rest.len());
        if u16::from_ne_bytes([rest[4], rest[5]]) != SOCK_DIAG_BY_FAMILY {
            return true;
        }
        sockets.extend(socket(&rest[HEADER..length]));
        rest = &rest[length.next_multiple_of(4).min(rest.len())..];
    }
    false
}

/// `struct inet_diag_msg`, and attributes behind it.
fn socket(message: &[u8]) -> Option<Socket> {
    let mut attributes = message.get(MESSAGE..)?;
    let port = |at: usize| u16::from_ne_bytes([message[at], message[at + 1]]);
    let mut socket = Socket { inode: number(message, 68), ports: [port(4), port(6)], memory: 0 };
    while attributes.len() >= 4 {
        let length =
            usize::from(u16::from_ne_bytes([attributes[0], attributes[1]])).clamp(4, attributes.len());
        if u16::from_ne_bytes([attributes[2], attributes[3]]) == INET_DIAG_SKMEMINFO {
            socket.memory = memory(&attributes[4..length]);
        }
        attributes = &attributes[length.next_multiple_of(4).min(attributes.len())..];
    }
    Some(socket)
}

/// SK_MEMINFO_RMEM_ALLOC, _FWD_ALLOC, _WMEM_QUEUED and _BACKLOG.
fn memory(info: &[u8]) -> u64 {
    [0, 4, 5, 7]
        .iter()
        .filter(|&&field| info.len() >= 4 * field + 4)
        .map(|&field| u64::from(number(info, 4 * field)))
        .sum()
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn what_is_sent_and_not_read_is_memory_of_the_process_also_where_it_was_not_accepted() {
        let own = [std::process::id().cast_signed()];
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let before = tcp_memory(&own);
        let mut sender = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        sender.set_nonblocking(true).unwrap();
        while sender.write(&[1; 65536]).is_ok() {}
        let held = tcp_memory(&own);
        assert!(held > before + 65536, "{held} after {before}");
        drop(sender);
        assert!(tcp_memory(&own) > before + 65536, "the listener has a connection with data in it");
        drop(listener);
    }

    #[test]
    fn messages_that_are_cut_off_are_no_sockets() {
        let mut sockets = Vec::new();
        assert!(!read_messages(&[0; 10], &mut sockets));
        let mut short = request(libc::AF_INET).to_vec();
        short[..4].copy_from_slice(&u32::MAX.to_ne_bytes());
        assert!(!read_messages(&short, &mut sockets));
        assert_eq!(sockets, []);
    }
}
