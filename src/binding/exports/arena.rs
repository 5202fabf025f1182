//! Memory shared with a child process, for lib/workers/wire/channel.

use std::io;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::huge_pages;
use crate::process::arena::{self, End};

/// Slots of memory that two processes share: one of them fills, the other copies out.
#[napi]
pub struct Arena {
    arena: Option<arena::Arena>,
    pub slots: u32,
    pub slot_bytes: u32,
}

#[napi]
impl Arena {
    /// New memory; `fills` says whether this process is the one that fills it. Throws where there is none.
    #[napi(factory, catch_unwind)]
    pub fn create(slots: u32, slot_bytes: u32, fills: bool) -> Result<Self> {
        let arena = arena::Arena::create(slots as usize, slot_bytes as usize, end(fills)).map_err(error)?;
        Ok(Self { arena: Some(arena), slots, slot_bytes })
    }

    /// The memory of another process behind `descriptor`, which is closed. The caller owns the descriptor.
    #[napi(factory, catch_unwind)]
    pub fn open(descriptor: i32, slots: u32, slot_bytes: u32, fills: bool) -> Result<Self> {
        // SAFETY: lib/ passes a descriptor that was made for this and that nothing else uses or closes.
        let descriptor = unsafe { OwnedFd::from_raw_fd(descriptor) };
        let arena = arena::Arena::open(descriptor, slots as usize, slot_bytes as usize, end(fills));
        Ok(Self { arena: Some(arena.map_err(error)?), slots, slot_bytes })
    }

    /// The descriptor for the other process, which the caller then owns.
    #[napi(catch_unwind)]
    pub fn take_descriptor(&mut self) -> Result<i32> {
        let descriptor = self.arena.as_mut().and_then(arena::Arena::take_descriptor);
        descriptor.map(IntoRawFd::into_raw_fd).ok_or_else(closed)
    }

    /// Fills a slot with the bytes from `offset` on. Returns how many fit.
    #[napi(catch_unwind)]
    pub fn put(&self, slot: u32, bytes: &[u8], offset: f64) -> Result<u32> {
        let bytes = bytes.get(offset as usize..).unwrap_or_default();
        self.open_arena()?.put(slot as usize, bytes).map(|length| length as u32).map_err(error)
    }

    /// Copies `length` bytes of a slot into `target` at `offset`.
    #[napi(catch_unwind)]
    pub fn take(&self, slot: u32, length: u32, mut target: Uint8ArraySlice, offset: f64) -> Result<()> {
        let offset = offset as usize;
        // SAFETY: JavaScript, whose memory this is, does not run during the call.
        let target = unsafe { target.as_mut() };
        let target =
            target.get_mut(offset..offset + length as usize).ok_or_else(|| Error::from_reason("no room"))?;
        self.open_arena()?.take(slot as usize, target).map_err(error)
    }

    /// Gives the memory back. Nothing can be put or taken after it.
    #[napi(catch_unwind)]
    pub fn close(&mut self) {
        self.arena = None;
    }

    fn open_arena(&self) -> Result<&arena::Arena> {
        self.arena.as_ref().ok_or_else(closed)
    }
}

/// Asks for large pages under memory that is about to be filled.
#[napi(catch_unwind)]
pub fn prefer_huge_pages(mut bytes: Uint8ArraySlice) {
    // SAFETY: JavaScript, whose memory this is, does not run during the call.
    huge_pages::prefer(unsafe { bytes.as_mut() });
}

fn end(fills: bool) -> End {
    if fills { End::Fills } else { End::CopiesOut }
}

fn closed() -> Error {
    Error::from_reason("the arena is closed")
}

fn error(error: io::Error) -> Error {
    Error::from_reason(error.to_string())
}
