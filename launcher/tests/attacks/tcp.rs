//! A network of one TCP port.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::{io, mem, ptr};

use libc::{AF_INET, EACCES, SOCK_STREAM};
use offloop_launcher::Network;

use crate::attack::Plain::MaySucceed;
use crate::attack::{NO_RULES, has_rules_for, skip};
use crate::launch::{Outcome, User, check, sandboxed};
use crate::network::socket;
use crate::place::Place;

attacks! {
    another_port { network: one_port }, refused: [EACCES], |place| connect(place.ports[1]);
    listening_on_another_port { network: one_port }, refused: [EACCES], |_| TcpListener::bind("127.0.0.1:0").map(drop);
    udp_where_there_is_tcp { network: one_port }, refused: [EACCES], |_| UdpSocket::bind("127.0.0.1:0").map(drop);
    unix_sockets_where_there_is_tcp { network: one_port }, refused: [EACCES], |_| socket(libc::AF_UNIX, SOCK_STREAM, 0);
    another_port_by_multipath_tcp
        { network: one_port, plain: MaySucceed("it depends on the kernel") }, refused: [EACCES],
        |_| socket(AF_INET, SOCK_STREAM, 262);
    another_port_by_fast_open
        { network: one_port, plain: MaySucceed("a sysctl can forbid it") }, refused: [EACCES],
        |place| fast_open(place.ports[1]);
}

#[test]
fn the_port_of_the_list_can_be_used() {
    for &user in User::all() {
        let place = Place::new(user);
        let sandbox = offloop_launcher::Sandbox { network: one_port(&place), ..place.sandbox() };
        if !has_rules_for(&sandbox.network) {
            return skip("the port of the list", NO_RULES);
        }
        assert_eq!(sandboxed("using_the_port", &place, sandbox), Outcome::Succeeded);
    }
}

fn one_port(place: &Place) -> Network {
    Network::Tcp(vec![place.ports[0]])
}

pub(crate) fn connect(port: u16) -> io::Result<()> {
    TcpStream::connect(("127.0.0.1", port)).map(drop)
}

/// Connects by sending.
fn fast_open(port: u16) -> io::Result<()> {
    // SAFETY: sockaddr_in is plain data, and its length is said.
    unsafe {
        let number = check(libc::socket(AF_INET, SOCK_STREAM, 0))?;
        let mut address: libc::sockaddr_in = mem::zeroed();
        address.sin_family = libc::sa_family_t::try_from(AF_INET).unwrap();
        address.sin_port = port.to_be();
        address.sin_addr.s_addr = u32::from_ne_bytes([127, 0, 0, 1]);
        let length = libc::socklen_t::try_from(size_of_val(&address)).unwrap();
        let data = c"x".as_ptr().cast();
        let sent = libc::sendto(number, data, 1, libc::MSG_FASTOPEN, ptr::from_ref(&address).cast(), length);
        check(i32::try_from(sent).unwrap()).map(drop)
    }
}
