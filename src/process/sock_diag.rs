//! All sockets of this network namespace with the memory in their buffers, by sock_diag(7). Source: linux/inet_diag.h,
//! linux/unix_diag.h, linux/sock_diag.h.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::{io, mem, ptr};

use libc::c_int;

/// One socket of this network namespace.
#[derive(Debug, PartialEq, Eq)]
pub struct Socket {
    /// 0 for one that no process has open.
    pub inode: u32,
    /// Its own and that of its peer, in the byte order of the network; 0 for a Unix socket.
    pub ports: [u16; 2],
    pub sent: u64,
    pub received: u64,
}

/// What the kernel is asked for, and where in its answers the parts of a socket are.
pub struct Kind {
    pub family: c_int,
    protocol: c_int,
    /// `struct inet_diag_req_v2` or `struct unix_diag_req`: its size, and the byte that asks for memory.
    request: usize,
    wants: (usize, u8),
    /// `struct inet_diag_msg` or `struct unix_diag_msg`: its size, and offsets in it.
    message: usize,
    inode: usize,
    ports: Option<usize>,
    /// The attribute with the array of SK_MEMINFO, and the fields that count as sent and as received.
    memory: u16,
    sent: &'static [usize],
    received: &'static [usize],
    /// The attribute with the length of the queue of received data.
    queue: Option<u16>,
}

/// Fields of SK_MEMINFO: `RMEM_ALLOC` 0, `WMEM_ALLOC` 2, `FWD_ALLOC` 4, `WMEM_QUEUED` 5, `BACKLOG` 7.
pub const TCP: Kind = Kind {
    family: libc::AF_INET,
    protocol: libc::IPPROTO_TCP,
    request: 56,
    wants: (2, 1 << (7 - 1)),
    message: 72,
    inode: 68,
    ports: Some(4),
    memory: 7,
    sent: &[4, 5],
    received: &[0, 7],
    queue: None,
};
pub const TCP6: Kind = Kind { family: libc::AF_INET6, ..TCP };
pub const UNIX: Kind = Kind {
    family: libc::AF_UNIX,
    protocol: 0,
    request: 24,
    // UDIAG_SHOW_RQLEN and UDIAG_SHOW_MEMINFO.
    wants: (12, 0x10 | 0x20),
    message: 16,
    inode: 4,
    ports: None,
    memory: 5,
    sent: &[2],
    received: &[],
    queue: Some(4),
};

const SOCK_DIAG_BY_FAMILY: u16 = 20;
/// Size of `struct nlmsghdr`.
const HEADER: usize = 16;

/// Asks for all sockets of a kind.
pub fn dump(kind: &Kind) -> io::Result<Vec<Socket>> {
    let request = request(kind);
    let mut sockets = Vec::new();
    // As large as the kernel fills at once.
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
            if read_messages(kind, &buffer[..length as usize], &mut sockets) {
                return Ok(sockets);
            }
        }
    }
}

fn check(result: isize) -> io::Result<isize> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

fn request(kind: &Kind) -> Vec<u8> {
    let mut request = vec![0; HEADER + kind.request];
    let length = request.len() as u32;
    let flags = (libc::NLM_F_REQUEST | libc::NLM_F_DUMP) as u16;
    request[..4].copy_from_slice(&length.to_ne_bytes());
    request[4..6].copy_from_slice(&SOCK_DIAG_BY_FAMILY.to_ne_bytes());
    request[6..8].copy_from_slice(&flags.to_ne_bytes());
    request[HEADER] = kind.family as u8;
    request[HEADER + 1] = kind.protocol as u8;
    // Sockets in every state.
    request[HEADER + 4..HEADER + 8].copy_from_slice(&u32::MAX.to_ne_bytes());
    request[HEADER + kind.wants.0] = kind.wants.1;
    request
}

/// Reads what one call has received. True at the end, or at an error.
fn read_messages(kind: &Kind, mut rest: &[u8], sockets: &mut Vec<Socket>) -> bool {
    while rest.len() >= HEADER {
        let length = (number(rest, 0) as usize).clamp(HEADER, rest.len());
        if short(rest, 4) != SOCK_DIAG_BY_FAMILY {
            return true;
        }
        sockets.extend(socket(kind, &rest[HEADER..length]));
        rest = &rest[length.next_multiple_of(4).min(rest.len())..];
    }
    false
}

/// The structure of the kernel, and attributes behind it.
fn socket(kind: &Kind, message: &[u8]) -> Option<Socket> {
    let mut attributes = message.get(kind.message..)?;
    let ports = kind.ports.map_or([0; 2], |at| [short(message, at), short(message, at + 2)]);
    let mut socket = Socket { inode: number(message, kind.inode), ports, sent: 0, received: 0 };
    while attributes.len() >= 4 {
        let length = usize::from(short(attributes, 0)).clamp(4, attributes.len());
        let (name, value) = (short(attributes, 2), &attributes[4..length]);
        if name == kind.memory {
            socket.sent += sum(value, kind.sent);
            socket.received += sum(value, kind.received);
        } else if kind.queue == Some(name) {
            socket.received += sum(value, &[0]);
        }
        attributes = &attributes[length.next_multiple_of(4).min(attributes.len())..];
    }
    Some(socket)
}

/// The sum of some fields of an array of numbers, of those that are there.
fn sum(array: &[u8], fields: &[usize]) -> u64 {
    let there = fields.iter().filter(|&&field| array.len() >= 4 * field + 4);
    there.map(|&field| u64::from(number(array, 4 * field))).sum()
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_ne_bytes([bytes[at], bytes[at + 1]])
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_that_are_cut_off_are_no_sockets() {
        let mut sockets = Vec::new();
        assert!(!read_messages(&TCP, &[0; 10], &mut sockets));
        let mut short = request(&TCP);
        short[..4].copy_from_slice(&u32::MAX.to_ne_bytes());
        assert!(!read_messages(&TCP, &short, &mut sockets));
        assert_eq!(sockets, []);
    }
}
