//! Memory in the buffers of a tree's sockets, which no figure of `/proc` shows: the kernel lets those of a TCP connection
//! grow to megabytes. Buffers of UDP keep the size that they begin with.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::time::{Duration, Instant};

use libc::{c_int, pid_t};

use super::sock_diag::{Kind, Socket, TCP, TCP6, UNIX, dump};

/// Unix sockets hold about 200 KiB each: so few are not looked at.
const FEW: usize = 16;
/// Trees that are looked at together share one list of all sockets.
const FRESH: Duration = Duration::from_millis(50);

/// Bytes in the buffers of all sockets of these processes. TCP sockets that no process has open count too where they end
/// at a port of theirs: connections that were not accepted yet, or were closed with data in them. `has_network` says that
/// there may be TCP sockets.
pub fn socket_memory(pids: &[pid_t], has_network: bool) -> u64 {
    let inodes: HashSet<u32> = pids.iter().flat_map(|&pid| socket_inodes(pid)).collect();
    let unix = if inodes.len() > FEW { with_sockets(&UNIX, |all| unix_memory(all, &inodes)) } else { 0 };
    let is_connected = has_network && !inodes.is_empty();
    let tcp = |kind| if is_connected { with_sockets(kind, |all| tcp_memory(all, &inodes)) } else { 0 };
    unix + tcp(&TCP) + tcp(&TCP6)
}

fn socket_inodes(pid: pid_t) -> Vec<u32> {
    let entries = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let links = entries.filter_map(|entry| fs::read_link(entry.path()).ok());
    links
        .filter_map(|link| link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok())
        .collect()
}

fn tcp_memory(all: &[Socket], inodes: &HashSet<u32>) -> u64 {
    let own = all.iter().filter(|socket| inodes.contains(&socket.inode));
    let ports: HashSet<u16> = own.map(|socket| socket.ports[0]).collect();
    let is_theirs = |socket: &&Socket| match socket.inode {
        0 => socket.ports.iter().any(|port| ports.contains(port)),
        inode => inodes.contains(&inode),
    };
    all.iter().filter(is_theirs).map(|socket| socket.sent + socket.received).sum()
}

/// What is sent is the sender's until it is read, and when the sender is closed only the receiver shows it: so the
/// larger of the two sums is there for certain.
fn unix_memory(all: &[Socket], inodes: &HashSet<u32>) -> u64 {
    let own = || all.iter().filter(|socket| inodes.contains(&socket.inode));
    own().map(|socket| socket.sent).sum::<u64>().max(own().map(|socket| socket.received).sum())
}

/// All sockets of a kind; none where the kernel does not list them.
fn with_sockets(kind: &Kind, use_them: impl FnOnce(&[Socket]) -> u64) -> u64 {
    thread_local! {
        static LISTS: RefCell<Vec<(c_int, Instant, Vec<Socket>)>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        lists.retain(|(_, taken, _)| taken.elapsed() < FRESH);
        if !lists.iter().any(|(family, ..)| *family == kind.family) {
            lists.push((kind.family, Instant::now(), dump(kind).unwrap_or_default()));
        }
        lists.iter().find(|(family, ..)| *family == kind.family).map_or(0, |(_, _, all)| use_them(all))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};
    use std::os::unix::net::UnixStream;

    use super::*;

    static BLOCK: [u8; 65536] = [1; 65536];

    /// Of one kind alone: other tests have sockets too.
    fn held(kind: &Kind, memory: fn(&[Socket], &HashSet<u32>) -> u64) -> u64 {
        std::thread::sleep(FRESH);
        let inodes = socket_inodes(std::process::id().cast_signed()).into_iter().collect();
        with_sockets(kind, |all| memory(all, &inodes))
    }

    #[test]
    fn what_is_sent_and_not_read_is_memory_of_the_process_also_where_it_was_not_accepted() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let before = held(&TCP, tcp_memory);
        let mut sender = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        sender.set_nonblocking(true).unwrap();
        while sender.write(&BLOCK).is_ok() {}
        let sent = held(&TCP, tcp_memory);
        assert!(sent > before + 65536, "{sent} after {before}");
        drop(sender);
        assert!(held(&TCP, tcp_memory) > before + 65536, "the listener has a connection with data in it");
        drop(listener);
    }

    #[test]
    fn many_pairs_of_unix_sockets_count_whether_their_sender_is_open_or_closed() {
        let pairs: Vec<_> = (0..FEW + 1).map(|_| UnixStream::pair().unwrap()).collect();
        let before = held(&UNIX, unix_memory);
        for (sender, _) in &pairs {
            sender.set_nonblocking(true).unwrap();
            while (&mut &*sender).write(&BLOCK).is_ok() {}
        }
        let wanted = before + FEW as u64 * 65536;
        assert!(held(&UNIX, unix_memory) > wanted, "{} after {before}", held(&UNIX, unix_memory));
        let receivers: Vec<_> = pairs.into_iter().map(|(_, receiver)| receiver).collect();
        assert!(held(&UNIX, unix_memory) > wanted, "{} after {before}", held(&UNIX, unix_memory));
        drop(receivers);
    }
}
