//! How bytes come in: read during the call, copied, transferred, or shared.

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use zeroize::Zeroize;

use super::buffer_pool::{PooledBuffer, buffer_for};
use super::reference::Reference;
use super::reservation::Reservation;
use super::view::View;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Text, or a view whose bytes are read before JavaScript runs again.
pub enum CallData {
    Text(String),
    View(View),
}

impl CallData {
    /// Bytes in all.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::View(view) => view.len(),
        }
    }

    /// The bytes, for use before JavaScript runs again.
    pub fn source(&self) -> InputBytes<'_> {
        match self {
            Self::Text(text) => InputBytes::Private(text.as_bytes()),
            // SAFETY: JavaScript does not run while the borrow of `self` lasts: the view is a value of the call
            // under way, on its own thread. Other threads only write to memory that is shared.
            Self::View(view) => unsafe { view.source() },
        }
    }

    /// Text was copied out of JavaScript's memory: overwrites that copy.
    fn overwrite_copy(&mut self) {
        if let Self::Text(text) = self {
            text.zeroize();
        }
    }

    /// The bytes, copied if they are not ours already.
    pub fn into_owned(self) -> std::result::Result<PooledBuffer, Failure> {
        match self {
            Self::Text(text) => Ok(text.into_bytes().into()),
            Self::View(_) => {
                let mut copy = buffer_for(self.len())?;
                match self.source() {
                    InputBytes::Private(bytes) => copy.extend_from_slice(bytes),
                    shared => {
                        shared.block(0, usize::MAX, &mut copy);
                    }
                }
                Ok(copy)
            }
        }
    }
}

impl TypeName for CallData {
    fn type_name() -> &'static str {
        "Uint8Array | string"
    }
    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

impl ValidateNapiValue for CallData {}

impl FromNapiValue for CallData {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        // SAFETY: by contract of the trait: a live environment, on its thread, and a value of it.
        unsafe {
            let mut kind = 0;
            check_status!(sys::napi_typeof(env, value, &mut kind))?;
            if kind == sys::ValueType::napi_string {
                return Ok(Self::Text(String::from_napi_value(env, value)?));
            }
            Ok(Self::View(View::from_napi_value(env, value)?))
        }
    }
}

/// One input of a job.
enum Part {
    Owned(PooledBuffer),
    /// Memory of JavaScript's, kept alive by the reference. Private memory is out of JavaScript's reach:
    /// lib/data/bytes.js hands over a buffer that nothing else refers to.
    Borrowed(View, Reference),
}

// SAFETY: the view's memory is kept alive by the reference and, while a job runs, by the environment,
// which waits for jobs that borrow.
unsafe impl Send for Part {}

impl Part {
    /// The bytes, for a job under way.
    fn source(&self) -> InputBytes<'_> {
        match self {
            Self::Owned(bytes) => InputBytes::Private(bytes),
            // SAFETY: the job runs, so the environment and with it the referenced memory stays; private
            // memory is out of JavaScript's reach, see above.
            Self::Borrowed(view, _) => unsafe { view.source() },
        }
    }
}

/// The inputs of a job and its right to hold them.
#[derive(Default)]
pub struct JobInput {
    parts: Vec<Part>,
    reservation: Option<Reservation>,
    /// Whether the bytes are secret, and overwritten in the end.
    secret: bool,
}

impl JobInput {
    /// No input yet. `secret` bytes are overwritten when they are not needed any more.
    pub fn new(secret: bool) -> Self {
        Self { parts: Vec::new(), reservation: None, secret }
    }

    /// No input yet, with the right to hold it.
    pub fn with_reservation(reservation: Option<Reservation>) -> Self {
        Self { parts: Vec::new(), reservation, secret: false }
    }

    /// Takes the right to hold the input.
    pub fn set_reservation(&mut self, reservation: Reservation) {
        self.reservation = Some(reservation);
    }

    /// Begins an input of `bytes`, which [`append`](Self::append) fills.
    ///
    /// # Errors
    /// `OutOfMemory`.
    pub fn begin(&mut self, bytes: usize) -> std::result::Result<(), Failure> {
        // Secret text must not grow: the memory it leaves behind would be a copy. It is at most this long in UTF-8.
        let bytes = bytes * if self.secret { 3 } else { 1 };
        self.parts.push(Part::Owned(buffer_for(bytes)?));
        Ok(())
    }

    /// Copies bytes to the end of the input begun last. False when there is none.
    pub fn append(&mut self, mut data: CallData) -> bool {
        let Some(Part::Owned(input)) = self.parts.last_mut() else { return false };
        let mut scratch = Vec::new();
        input.extend_from_slice(data.source().block(0, usize::MAX, &mut scratch));
        if self.secret {
            scratch.zeroize();
            data.overwrite_copy();
        }
        true
    }

    /// Adds memory of JavaScript's, which the reference keeps alive.
    pub fn borrow(&mut self, memory: View, reference: Reference) {
        self.parts.push(Part::Borrowed(memory, reference));
    }

    /// These and one more input, which is ours.
    pub fn with(mut self, bytes: PooledBuffer) -> Self {
        self.parts.push(Part::Owned(bytes));
        self
    }

    /// The bytes of the only input, where they are ours, for work that keeps them.
    pub fn take_bytes(&mut self) -> Option<PooledBuffer> {
        match self.parts.as_mut_slice() {
            [Part::Owned(bytes)] => Some(std::mem::take(bytes)),
            _ => None,
        }
    }

    /// Bytes in all.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.source().len()).sum()
    }

    /// Whether the job reads memory of the environment it came from.
    pub fn borrows(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Borrowed(..)))
    }

    /// Calls `work` with all inputs.
    pub fn with_sources<T>(&self, work: impl FnOnce(&[InputBytes<'_>]) -> T) -> T {
        work(&self.parts.iter().map(Part::source).collect::<Vec<_>>())
    }

    /// The right to hold the bytes, for a caller that lets go of them as well.
    pub fn take_reservation(&mut self) -> Option<Reservation> {
        self.reservation.take()
    }

    /// Frees what is ours and returns what the JavaScript thread has to let go.
    pub fn release(mut self) -> Vec<Reference> {
        self.overwrite_secrets();
        let kept = |part| match part {
            Part::Owned(_) => None,
            Part::Borrowed(_, reference) => Some(reference),
        };
        std::mem::take(&mut self.parts).into_iter().filter_map(kept).collect()
    }

    fn overwrite_secrets(&mut self) {
        for part in self.parts.iter_mut().filter(|_| self.secret) {
            if let Part::Owned(bytes) = part {
                bytes.zeroize();
            }
        }
    }
}

impl Drop for JobInput {
    fn drop(&mut self) {
        self.overwrite_secrets();
    }
}
