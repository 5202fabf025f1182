//! Listening sockets, for lib/supervise. Arguments are checked there.

use std::net::{IpAddr, SocketAddr};
use std::os::fd::IntoRawFd;
use std::path::Path;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::failure::throw;
use crate::engine::failure::Failure;
use crate::process::listening;

/// Sockets that listen on an address of TCP, as descriptors that belong to the caller.
#[napi(object, object_from_js = false)]
pub struct ListeningSockets {
    pub sockets: Vec<i32>,
    pub port: u16,
}

/// Listens on a numeric address with `count` sockets. Throws the system's error.
#[napi(catch_unwind)]
pub fn listen_on_tcp(env: &Env, address: String, port: u16, count: u32) -> Result<ListeningSockets> {
    let ip: IpAddr = address.parse().map_err(|_| Error::from_reason("not a numeric address"))?;
    let place = SocketAddr::new(ip, port);
    let (sockets, bound) = listening::tcp(place, count)
        .map_err(|error| throw(env, &Failure::system(&error, "listen", Path::new(&place.to_string()))))?;
    let sockets = sockets.into_iter().map(IntoRawFd::into_raw_fd).collect();
    Ok(ListeningSockets { sockets, port: bound.port() })
}

/// Listens on a path, with a descriptor that belongs to the caller. Throws the system's error.
#[napi(catch_unwind)]
pub fn listen_on_path(env: &Env, path: String) -> Result<i32> {
    let socket = listening::unix(&path)
        .map_err(|error| throw(env, &Failure::system(&error, "listen", Path::new(&path))))?;
    Ok(socket.into_raw_fd())
}

/// Another descriptor of the same open file, closed on exec. It belongs to the caller.
#[napi(catch_unwind)]
pub fn duplicate_descriptor(env: &Env, descriptor: i32) -> Result<i32> {
    let copy = crate::process::descriptors::duplicate(descriptor, 0)
        .map_err(|error| throw(env, &Failure::system(&error, "fcntl", Path::new(""))))?;
    Ok(copy.into_raw_fd())
}
