//! How bytes come in: read on the spot, copied, taken over, or shared.

use napi::bindgen_prelude::*;
use napi::{check_status, sys};
use napi_derive::napi;
use zeroize::Zeroize;

use super::admission::Lane;
use super::blocks::Block;
use super::control::Control;
use super::failure::throw;
use super::job::Ticket;
use super::pool;
use super::reference::Reference;
use super::reservation::Reservation;
use super::view::View;
use crate::engine::failure::Failure;
use crate::engine::input::InputBytes;

/// Text, or a view whose bytes are read before JavaScript runs again.
pub enum Direct {
    Text(String),
    View(View),
}

impl Direct {
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

    /// Text was copied out of JavaScript's memory: leaves nothing of that copy.
    fn overwrite_copy(&mut self) {
        if let Self::Text(text) = self {
            text.zeroize();
        }
    }

    /// The bytes, copied if they are not ours already.
    fn into_owned(self) -> std::result::Result<Block, Failure> {
        match self {
            Self::Text(text) => Ok(text.into_bytes().into()),
            Self::View(_) => {
                let mut copy = room_for(self.len())?;
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

/// An empty block that `bytes` fit into.
pub fn room_for(bytes: usize) -> std::result::Result<Block, Failure> {
    Block::with_room(bytes).map_err(|_| Failure::OutOfMemory { bytes })
}

impl TypeName for Direct {
    fn type_name() -> &'static str {
        "Uint8Array | string"
    }
    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

impl ValidateNapiValue for Direct {}

impl FromNapiValue for Direct {
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
    Owned(Block),
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
pub struct Held {
    parts: Vec<Part>,
    reservation: Option<Reservation>,
    /// Whether the bytes are secret, and overwritten in the end.
    secret: bool,
}

impl Held {
    /// One input, copied now; `None` when there is no room for it at once.
    pub fn admit(env: &Env, data: Direct) -> Result<Option<Self>> {
        let room = pool::scheduler().try_reserve(Lane::Cpu, data.len() as u64);
        let Some(reservation) = room.map_err(|failure| throw(env, &failure))? else { return Ok(None) };
        let copy = data.into_owned().map_err(|failure| throw(env, &failure))?;
        Ok(Some(Self { parts: vec![Part::Owned(copy)], reservation: Some(reservation), secret: false }))
    }

    /// No input in memory: the job reads a file, or what is there already.
    pub fn admit_empty(env: &Env, lane: Lane) -> Result<Self> {
        let room = pool::scheduler().try_reserve(lane, 0);
        let reservation = room.map_err(|failure| throw(env, &failure))?;
        Ok(Self { parts: Vec::new(), reservation, secret: false })
    }

    /// These and one more input, which is ours.
    pub fn with(mut self, bytes: Block) -> Self {
        self.parts.push(Part::Owned(bytes));
        self
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

impl Drop for Held {
    fn drop(&mut self) {
        self.overwrite_secrets();
    }
}

/// Inputs of a call that are gathered over several turns of the loop.
#[napi]
pub struct Input {
    held: Held,
}

#[napi]
impl Input {
    /// `secret` inputs are overwritten when nobody needs them any more.
    #[napi(constructor)]
    pub fn new(secret: Option<bool>) -> Self {
        Self { held: Held { parts: Vec::new(), reservation: None, secret: secret.unwrap_or(false) } }
    }

    /// Asks for room for `bytes`: undefined when there is, else a promise of it. Throws when too many jobs
    /// wait already.
    #[napi(catch_unwind, ts_return_type = "Promise<void> | undefined")]
    pub fn reserve<'env>(
        &mut self,
        env: &'env Env,
        bytes: f64,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let bytes = bytes as u64;
        let scheduler = pool::scheduler();
        let room = scheduler.try_reserve(Lane::Cpu, bytes).map_err(|failure| throw(env, &failure))?;
        if room.is_some() {
            self.held.reservation = room;
            return Ok(None);
        }
        let (ticket, promise) = Ticket::open(env, control)?;
        let reservation = scheduler.wait_in_line(bytes, ticket);
        if let (Some(control), Some(place)) = (control, reservation.place()) {
            control.now_at(place);
        }
        self.held.reservation = Some(reservation);
        Ok(Some(promise))
    }

    /// Begins an input that [`append`](Self::append) fills; `bytes` is how many are expected.
    /// Throws when the memory is not to be had.
    #[napi(catch_unwind)]
    pub fn begin(&mut self, env: &Env, bytes: f64) -> Result<()> {
        // Secret text must not grow: the memory it leaves behind would be a copy. It is at most this long in UTF-8.
        let bytes = bytes as usize * if self.held.secret { 3 } else { 1 };
        let input = room_for(bytes).map_err(|failure| throw(env, &failure))?;
        self.held.parts.push(Part::Owned(input));
        Ok(())
    }

    /// Copies bytes to the end of the input begun last.
    #[napi(catch_unwind)]
    pub fn append(&mut self, #[napi(ts_arg_type = "Uint8Array | string")] mut data: Direct) -> Result<()> {
        let Some(Part::Owned(input)) = self.held.parts.last_mut() else {
            return Err(Error::from_reason("no input was begun"));
        };
        let mut scratch = Vec::new();
        input.extend_from_slice(data.source().block(0, usize::MAX, &mut scratch));
        if self.held.secret {
            scratch.zeroize();
            data.overwrite_copy();
        }
        Ok(())
    }

    /// Adds an input that is read where it is: a SharedArrayBuffer's, or one that the caller gave up.
    #[napi(catch_unwind)]
    pub fn borrow(&mut self, env: &Env, #[napi(ts_arg_type = "Uint8Array")] view: Unknown) -> Result<()> {
        // SAFETY: called by JavaScript: `env` is live, this is its thread and `view` a value of it.
        let part = unsafe {
            let memory = View::from_napi_value(env.raw(), view.raw())?;
            Part::Borrowed(memory, Reference::new(env.raw(), view.raw())?)
        };
        self.held.parts.push(part);
        Ok(())
    }

    /// Gives everything back, if it was not handed to a job.
    #[napi(catch_unwind)]
    pub fn release(&mut self, env: &Env) {
        for reference in self.take().release() {
            // SAFETY: as in `borrow`.
            unsafe { reference.release(env.raw()) };
        }
    }
}

impl Input {
    /// Everything gathered, for a job.
    pub fn take(&mut self) -> Held {
        std::mem::take(&mut self.held)
    }
}
