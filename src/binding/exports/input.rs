//! Inputs that lib/data fills over several turns of the loop.

use napi::bindgen_prelude::*;
use napi_derive::napi;

use crate::binding::control::Control;
use crate::binding::failure::throw;
use crate::binding::input::{CallData, JobInput};
use crate::binding::job_class::JobClass;
use crate::binding::reference::Reference;
use crate::binding::shared_scheduler::scheduler;
use crate::binding::ticket::Ticket;
use crate::binding::view::View;

/// The inputs of a call, which are filled over several turns of the loop.
#[napi]
pub struct Input {
    input: JobInput,
}

#[napi]
impl Input {
    /// `secret` inputs are overwritten when they are not needed any more.
    #[napi(constructor)]
    pub fn new(secret: Option<bool>) -> Self {
        Self { input: JobInput::new(secret.unwrap_or(false)) }
    }

    /// Asks for room for `bytes`: undefined when there is room, else a promise that is resolved when there is. Throws
    /// when too many jobs wait already.
    #[napi(catch_unwind, ts_return_type = "Promise<void> | undefined")]
    pub fn reserve<'env>(
        &mut self,
        env: &'env Env,
        bytes: f64,
        control: Option<&Control>,
    ) -> Result<Option<Unknown<'env>>> {
        let bytes = bytes as u64;
        let room = scheduler().try_reserve(JobClass::Cpu, bytes).map_err(|failure| throw(env, &failure))?;
        if let Some(control) = control {
            control.begin();
        }
        if let Some(reservation) = room {
            self.input.set_reservation(reservation);
            return Ok(None);
        }
        let (ticket, promise) = Ticket::open(env, control.map(Control::flag))?;
        let reservation = scheduler().wait_for_room(bytes, ticket);
        if let (Some(control), Some(place)) = (control, reservation.place()) {
            control.now_at(place);
        }
        self.input.set_reservation(reservation);
        Ok(Some(promise))
    }

    /// Begins an input that `append` fills; `bytes` is how many are expected. Throws when there is no memory for them.
    #[napi(catch_unwind)]
    pub fn begin(&mut self, env: &Env, bytes: f64) -> Result<()> {
        self.input.begin(bytes as usize).map_err(|failure| throw(env, &failure))
    }

    /// Copies bytes to the end of the input begun last.
    #[napi(catch_unwind)]
    pub fn append(&mut self, #[napi(ts_arg_type = "Uint8Array | string")] data: CallData) -> Result<()> {
        if self.input.append(data) { Ok(()) } else { Err(Error::from_reason("no input was begun")) }
    }

    /// Adds an input that is read where it is: a SharedArrayBuffer's, or one that the caller gave up.
    #[napi(catch_unwind)]
    pub fn borrow(&mut self, env: &Env, #[napi(ts_arg_type = "Uint8Array")] view: Unknown) -> Result<()> {
        // SAFETY: called by JavaScript: `env` is live, this is its thread and `view` a value of it.
        let (memory, reference) = unsafe {
            (View::from_napi_value(env.raw(), view.raw())?, Reference::new(env.raw(), view.raw())?)
        };
        self.input.borrow(memory, reference);
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
    pub fn take(&mut self) -> JobInput {
        std::mem::take(&mut self.input)
    }
}
