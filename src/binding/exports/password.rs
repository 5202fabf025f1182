//! Password hashing and key derivation for lib/password.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::input::Input;
use crate::binding::control::Control;
use crate::binding::failure::throw;
use crate::binding::job_class::JobClass;

use crate::binding::job::Work;
use crate::binding::shared_scheduler::scheduler;
use crate::binding::submit;
use crate::binding::value::Value;
use crate::engine::failure::Failure;
use crate::engine::password::{self, Argon2, Bcrypt, Hkdf, MACS, Pbkdf2, Scrypt, Variant};

/// A row of the table of digests that keys can be derived with.
#[napi(object, object_from_js = false)]
pub struct MacInfo {
    pub name: &'static str,
    pub output_length: u32,
}

/// The table of digests that keys can be derived with; its order gives the numbers that [`Derivation`] takes.
#[napi(catch_unwind)]
pub fn macs() -> Vec<MacInfo> {
    MACS.iter().map(|mac| MacInfo { name: mac.name, output_length: mac.output_length as u32 }).collect()
}

/// How Argon2 addresses its memory.
#[napi]
#[derive(Clone, Copy)]
pub enum Argon2Variant {
    /// By the password: argon2d.
    D,
    /// By counters: argon2i.
    I,
    /// By counters, then by the password: argon2id.
    Id,
}

impl From<Argon2Variant> for Variant {
    fn from(variant: Argon2Variant) -> Self {
        match variant {
            Argon2Variant::D => Self::D,
            Argon2Variant::I => Self::I,
            Argon2Variant::Id => Self::Id,
        }
    }
}

/// A way to derive a key, with its cost, checked once and used any number of times.
#[napi]
pub struct Derivation {
    way: Arc<dyn password::Derivation>,
}

#[napi]
impl Derivation {
    /// Of password, salt, secret and associated data. `memory` in KiB.
    #[napi(factory, catch_unwind)]
    pub fn argon2(
        env: &Env,
        variant: Argon2Variant,
        version: u32,
        memory: u32,
        passes: u32,
        lanes: u32,
        length: f64,
    ) -> Result<Self> {
        Self::checked(env, Argon2::new(variant.into(), version, memory, passes, lanes, length as usize))
    }

    /// Of password and salt.
    #[napi(factory, catch_unwind)]
    pub fn scrypt(env: &Env, cost: f64, block_size: u32, lanes: u32, length: f64) -> Result<Self> {
        Self::checked(env, Scrypt::new(cost as u64, block_size, lanes, length as usize))
    }

    /// Of password and salt.
    #[napi(factory, catch_unwind)]
    pub fn bcrypt(env: &Env, cost: u32) -> Result<Self> {
        Self::checked(env, Bcrypt::new(cost))
    }

    /// Of password and salt.
    #[napi(factory, catch_unwind)]
    pub fn pbkdf2(env: &Env, mac: u32, iterations: u32, length: f64) -> Result<Self> {
        Self::checked(env, Ok(Pbkdf2::new(&MACS[mac as usize], iterations, length as usize)))
    }

    /// Of input key material, salt and info.
    #[napi(factory, catch_unwind)]
    pub fn hkdf(env: &Env, mac: u32, length: f64) -> Result<Self> {
        Self::checked(env, Hkdf::new(&MACS[mac as usize], length as usize))
    }

    /// Derives a key of inputs gathered before.
    #[napi(catch_unwind, ts_return_type = "Promise<Buffer>")]
    pub fn start<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let way = Arc::clone(&self.way);
        let work =
            Work::new(move |sources, cancel| Ok(Value::Secret(password::derive(&*way, sources, cancel)?)));
        self.queue(env, input, control, work)
    }

    /// Whether the key of inputs gathered before is `expected`.
    #[napi(catch_unwind, ts_return_type = "Promise<boolean>")]
    pub fn verify<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        expected: &[u8],
        control: Option<&Control>,
    ) -> Result<Unknown<'env>> {
        let way = Arc::clone(&self.way);
        let expected = expected.to_vec();
        let work = Work::new(move |sources, cancel| {
            Ok(Value::object(password::verify(&*way, sources, &expected, cancel)?))
        });
        self.queue(env, input, control, work)
    }

    fn checked(
        env: &Env,
        way: std::result::Result<impl password::Derivation + 'static, Failure>,
    ) -> Result<Self> {
        way.map(|way| Self { way: Arc::new(way) }).map_err(|failure| throw(env, &failure))
    }

    fn queue<'env>(
        &self,
        env: &'env Env,
        input: &mut Input,
        control: Option<&Control>,
        work: Work,
    ) -> Result<Unknown<'env>> {
        let lane = JobClass::Password { memory: self.way.memory() };
        let held = input.take();
        // Other calls may have begun to wait since room was reserved.
        scheduler().lock().refuse_when_full(lane).map_err(|failure| throw(env, &failure))?;
        submit::start(env, lane, held, control, work)
    }
}
