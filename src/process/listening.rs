//! Listening sockets that the processes of a service share. All are closed on exec, and none blocks.

use std::io;
use std::net::{Ipv6Addr, SocketAddr};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use rustix::net::sockopt::{set_ipv6_v6only, set_socket_reuseaddr, set_socket_reuseport};
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, bind, getsockname, listen, socket_with,
};

use super::descriptors::duplicate;

/// Connections that wait in one socket to be accepted. The kernel lowers it to net.core.somaxconn.
const BACKLOG: i32 = 4096;

/// Sockets that listen on one address, and the address.
pub type Listening = (Vec<OwnedFd>, SocketAddr);

/// Sockets that listen on an address of TCP; with port 0 on one that is free. The kernel shares connections evenly among
/// several, by their addresses (`SO_REUSEPORT`); a program of the same user that asks for that too could then join them.
///
/// # Errors
/// Those of socket(2), bind(2) and listen(2): `EADDRINUSE` where any other socket listens on the address.
pub fn tcp(address: SocketAddr, count: u32) -> io::Result<Listening> {
    let first = tcp_socket(&address)?;
    set_socket_reuseaddr(&first, true)?;
    // Before it shares its address, so that one that others share already is refused.
    bind(&first, &address)?;
    let address = SocketAddr::try_from(getsockname(&first)?)?;
    let mut sockets = vec![first];
    if count > 1 {
        set_socket_reuseport(&sockets[0], true)?;
    }
    for _ in 1..count {
        let socket = tcp_socket(&address)?;
        set_socket_reuseaddr(&socket, true)?;
        set_socket_reuseport(&socket, true)?;
        bind(&socket, &address)?;
        sockets.push(socket);
    }
    for socket in &sockets {
        listen(socket, BACKLOG)?;
    }
    Ok((sockets, address))
}

/// A socket that listens on a path, which has only one: as `count` descriptors.
///
/// # Errors
/// Those of socket(2), bind(2) and listen(2): `EADDRINUSE` where there is a file, `ENAMETOOLONG` beyond 107 bytes; `EMFILE`
/// where the descriptors do not suffice, before the file is made.
pub fn unix(path: &str, count: u32) -> io::Result<Vec<OwnedFd>> {
    let address = SocketAddrUnix::new(path)?;
    let socket = stream_socket(AddressFamily::UNIX)?;
    let mut sockets =
        (1..count).map(|_| duplicate(socket.as_raw_fd(), 0)).collect::<io::Result<Vec<OwnedFd>>>()?;
    bind(&socket, &address)?;
    listen(&socket, BACKLOG)?;
    sockets.push(socket);
    Ok(sockets)
}

/// A socket for an address; for all addresses of IPv6, it takes those of IPv4 too, as in node.
fn tcp_socket(address: &SocketAddr) -> io::Result<OwnedFd> {
    let SocketAddr::V6(v6) = address else { return stream_socket(AddressFamily::INET) };
    let socket = stream_socket(AddressFamily::INET6)?;
    set_ipv6_v6only(socket.as_fd(), *v6.ip() != Ipv6Addr::UNSPECIFIED)?;
    Ok(socket)
}

fn stream_socket(family: AddressFamily) -> io::Result<OwnedFd> {
    Ok(socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK, None)?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::net::{TcpListener, TcpStream};

    use rustix::net::accept;

    use super::*;

    fn loopback() -> SocketAddr {
        "127.0.0.1:0".parse().unwrap()
    }

    #[test]
    fn every_connection_waits_in_one_of_the_sockets() {
        let (sockets, address) = tcp(loopback(), 2).unwrap();
        let clients: Vec<_> = (0..64).map(|_| TcpStream::connect(address).unwrap()).collect();
        let mut accepted = HashSet::new();
        let mut waiting = vec![];
        for socket in &sockets {
            while let Ok(connection) = accept(socket) {
                accepted.insert(socket.as_raw_fd());
                waiting.push(connection);
            }
        }
        assert_eq!(waiting.len(), clients.len());
        // That all 64 are in one socket has a chance of 1 in 2^63.
        assert_eq!(accepted.len(), 2);
    }

    #[test]
    fn an_address_in_use_is_refused() {
        let other = TcpListener::bind(loopback()).unwrap();
        let error = tcp(other.local_addr().unwrap(), 1).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EADDRINUSE));
    }

    #[test]
    fn an_address_that_others_share_is_refused() {
        let (_sockets, address) = tcp(loopback(), 2).unwrap();
        let error = tcp(address, 2).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EADDRINUSE));
    }
}
