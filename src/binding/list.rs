//! Many results of one job, made into JavaScript values slice by slice so that no turn is long.
//!
//! A class of napi has no type parameter: functions that promise a list declare the type of what it holds.

use std::vec::IntoIter;

use napi::bindgen_prelude::*;
use napi_derive::napi;

use super::to_js;
use super::value::Value;

/// The results of a `…Many` call, in order.
#[napi]
pub struct List {
    values: IntoIter<Value>,
}

impl List {
    pub fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter() }
    }
}

#[napi]
impl List {
    /// The next at most `count` results; empty when there are no more.
    #[napi(catch_unwind, ts_return_type = "unknown[]")]
    pub fn take<'env>(&mut self, env: &'env Env, count: u32) -> Result<Unknown<'env>> {
        let values = self.values.by_ref().take(count as usize).collect();
        to_js::returned(env, Value::Array(values))
    }
}
