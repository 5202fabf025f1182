//! Sockets without a network.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::path::Path;
use std::{io, mem, ptr};

use libc::{AF_INET, AF_UNIX, EACCES, ENOSYS, SOCK_DGRAM, SOCK_RAW, SOCK_STREAM};
use offloop_launcher::Network;

use crate::attack::Plain::{MaySucceed, NeedsCapability};
use crate::launch::{check, check_long};

const MODULE: &str = "it depends on the kernel's modules";

attacks! {
    connecting_by_tcp, refused: [EACCES], |place| TcpStream::connect(("127.0.0.1", place.ports[0])).map(drop);
    listening_for_tcp, refused: [EACCES], |_| TcpListener::bind("127.0.0.1:0").map(drop);
    listening_on_a_port_that_the_kernel_chooses, refused: [EACCES], |_| listen_without_an_address();
    sending_by_udp, refused: [EACCES], |place| {
        UdpSocket::bind("127.0.0.1:0")?.send_to(b"x", ("127.0.0.1", place.ports[2])).map(drop)
    };
    a_raw_socket
        { plain: NeedsCapability }, refused: [EACCES], |_| socket(AF_INET, SOCK_RAW, 1);
    a_service_on_a_unix_socket, refused: [EACCES], |place| UnixStream::connect(place.outside("stream")).map(drop);
    a_service_on_a_unix_socket_where_there_is_a_network
        { network: |_| Network::All }, refused: [EACCES], |place| UnixStream::connect(place.outside("stream")).map(drop);
    a_service_on_an_abstract_socket, refused: [EACCES], |place| {
        UnixStream::connect_addr(&SocketAddr::from_abstract_name(place.abstract_name())?).map(drop)
    };
    sending_to_a_service_from_a_pair_of_sockets, refused: [EACCES], |place| {
        send_from_pair(&place.outside("datagrams"))
    };
    routing_tables, refused: [EACCES], |_| socket(libc::AF_NETLINK, SOCK_RAW, 0);
    audit_messages_where_there_is_a_network
        { network: |_| Network::All, plain: MaySucceed(MODULE) }, refused: [EACCES],
        |_| socket(libc::AF_NETLINK, SOCK_RAW, 9);
    the_host_of_a_virtual_machine
        { plain: MaySucceed(MODULE) }, refused: [EACCES], |_| socket(libc::AF_VSOCK, SOCK_STREAM, 0);
    the_crypto_sockets_of_the_kernel
        { plain: MaySucceed(MODULE) }, refused: [EACCES], |_| socket(libc::AF_ALG, libc::SOCK_SEQPACKET, 0);
    sockets_past_the_filter
        { plain: MaySucceed("io_uring can be switched off") }, refused: [ENOSYS], |_| {
        let mut parameters = [0_u64; 15];
        // SAFETY: io_uring_setup fills 120 bytes.
        check_long(unsafe { libc::syscall(libc::SYS_io_uring_setup, 4, parameters.as_mut_ptr()) }).map(drop)
    };
}

pub(crate) fn socket(domain: i32, kind: i32, protocol: i32) -> io::Result<()> {
    // SAFETY: takes numbers.
    let number = check(unsafe { libc::socket(domain, kind | libc::SOCK_CLOEXEC, protocol) })?;
    // SAFETY: it was just made, and nothing else has it.
    check(unsafe { libc::close(number) }).map(drop)
}

fn listen_without_an_address() -> io::Result<()> {
    // SAFETY: takes numbers.
    let number = check(unsafe { libc::socket(AF_INET, SOCK_STREAM | libc::SOCK_CLOEXEC, 0) })?;
    // SAFETY: it was just made, and nothing else has it.
    let socket = unsafe { OwnedFd::from_raw_fd(number) };
    // SAFETY: takes numbers.
    check(unsafe { libc::listen(socket.as_raw_fd(), 1) }).map(drop)
}

/// A socket of a pair can still send to any path, if it is one of datagrams.
fn send_from_pair(path: &Path) -> io::Result<()> {
    let mut pair = [0; 2];
    // SAFETY: two numbers to fill, and then an address whose length is said.
    unsafe {
        check(libc::socketpair(AF_UNIX, SOCK_DGRAM, 0, pair.as_mut_ptr()))?;
        let mut address: libc::sockaddr_un = mem::zeroed();
        address.sun_family = libc::sa_family_t::try_from(AF_UNIX).unwrap();
        for (to, from) in address.sun_path.iter_mut().zip(path.as_os_str().as_encoded_bytes()) {
            *to = libc::c_char::from_ne_bytes([*from]);
        }
        let length = libc::socklen_t::try_from(size_of_val(&address)).unwrap();
        let sent = libc::sendto(pair[0], c"x".as_ptr().cast(), 1, 0, ptr::from_ref(&address).cast(), length);
        check(i32::try_from(sent).unwrap()).map(drop)
    }
}
