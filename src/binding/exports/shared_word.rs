//! A number shared with a child process, for lib/workers/wire/claims.js.

use std::io;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::process::shared_word;

/// A number that two processes share and change in one step.
#[napi]
pub struct SharedWord {
    word: shared_word::SharedWord,
}

#[napi]
impl SharedWord {
    /// A new word, which is 0. Throws where there is no memory that can be shared.
    #[napi(factory, catch_unwind)]
    pub fn create() -> Result<Self> {
        Ok(Self { word: shared_word::SharedWord::create().map_err(error)? })
    }

    /// The word of another process behind `descriptor`, which is closed. The caller owns the descriptor.
    #[napi(factory, catch_unwind)]
    pub fn open(descriptor: i32) -> Result<Self> {
        // SAFETY: lib/ passes a descriptor that was made for this and that nothing else uses or closes.
        let descriptor = unsafe { OwnedFd::from_raw_fd(descriptor) };
        Ok(Self { word: shared_word::SharedWord::open(descriptor).map_err(error)? })
    }

    /// The descriptor for the other process, which the caller then owns.
    #[napi(catch_unwind)]
    pub fn take_descriptor(&mut self) -> Result<i32> {
        let descriptor = self.word.take_descriptor().map(IntoRawFd::into_raw_fd);
        descriptor.ok_or_else(|| Error::from_reason("the descriptor was taken before"))
    }

    /// The value.
    #[napi(catch_unwind)]
    pub fn load(&self) -> u32 {
        self.word.load()
    }

    /// Writes a value, and gives the one before.
    #[napi(catch_unwind)]
    pub fn exchange(&self, value: u32) -> u32 {
        self.word.exchange(value)
    }

    /// Writes a value if the one before is `expected`: whether it was.
    #[napi(catch_unwind)]
    pub fn compare_exchange(&self, expected: u32, value: u32) -> bool {
        self.word.compare_exchange(expected, value)
    }
}

fn error(error: io::Error) -> Error {
    Error::from_reason(error.to_string())
}
