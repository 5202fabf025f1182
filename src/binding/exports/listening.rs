//! Listening sockets, for lib/supervise. Arguments are checked there.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};
use std::path::Path;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::failure::throw;
use crate::engine::failure::Failure;
use crate::process::descriptors::duplicate;
use crate::process::listening;

/// Sockets that listen, until they are closed. The end of the environment closes them too: that of a worker thread, which may
/// be terminated, leaves the process.
#[napi]
pub struct ListeningSockets {
    sockets: Vec<OwnedFd>,
    port: Option<u16>,
}

#[napi]
impl ListeningSockets {
    /// The port of an address of TCP.
    #[napi(getter)]
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Another descriptor of each socket, closed on exec. They belong to the caller.
    #[napi(catch_unwind)]
    pub fn copies(&self, env: &Env) -> Result<Vec<i32>> {
        let copies: io::Result<Vec<OwnedFd>> =
            self.sockets.iter().map(|socket| duplicate(socket.as_raw_fd(), 0)).collect();
        let copies = copies.map_err(|error| throw(env, &Failure::system(&error, "fcntl", Path::new(""))))?;
        Ok(copies.into_iter().map(IntoRawFd::into_raw_fd).collect())
    }

    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        self.sockets.clear();
    }
}

/// Listens on a numeric address with `count` sockets. Throws the system's error.
#[napi(catch_unwind)]
pub fn listen_on_tcp(env: &Env, address: String, port: u16, count: u32) -> Result<ListeningSockets> {
    let ip: IpAddr = address.parse().map_err(|_| Error::from_reason("not a numeric address"))?;
    let place = SocketAddr::new(ip, port);
    let (sockets, bound) = listening::tcp(place, count)
        .map_err(|error| throw(env, &Failure::system(&error, "listen", Path::new(&place.to_string()))))?;
    Ok(ListeningSockets { sockets, port: Some(bound.port()) })
}

/// Listens on a path with one socket, which has `count` descriptors. Throws the system's error.
#[napi(catch_unwind)]
pub fn listen_on_path(env: &Env, path: String, count: u32) -> Result<ListeningSockets> {
    let sockets = listening::unix(&path, count)
        .map_err(|error| throw(env, &Failure::system(&error, "listen", Path::new(&path))))?;
    Ok(ListeningSockets { sockets, port: None })
}

/// Another descriptor of the same open file, closed on exec. It belongs to the caller.
#[napi(catch_unwind)]
pub fn duplicate_descriptor(env: &Env, descriptor: i32) -> Result<i32> {
    let copy = duplicate(descriptor, 0)
        .map_err(|error| throw(env, &Failure::system(&error, "fcntl", Path::new(""))))?;
    Ok(copy.into_raw_fd())
}
