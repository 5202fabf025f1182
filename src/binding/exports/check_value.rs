//! The check of serialized values, for lib/workers/wire/channel.

use napi_derive::napi;

use crate::structured_clone::{self, Limits};

/// What a serialized value may contain.
#[napi(object, object_to_js = false)]
pub struct ValueLimits {
    /// Of the format.
    pub version: u32,
    pub depth: u32,
    /// Bytes that all values together may take.
    pub memory: f64,
    /// Nanoseconds that V8 may take to build them all, as the check estimates it.
    pub time: f64,
    /// How many kinds of views there are.
    pub views: u32,
    /// How many buffers came beside the value.
    pub attachments: u32,
}

/// What the check of a serialized value has found.
#[napi(object, object_from_js = false)]
pub struct ValueCheck {
    /// What is wrong with it. Absent where it is accepted.
    pub fault: Option<String>,
    /// Whether an object in it has a key `__proto__`. False where there is a fault.
    pub has_prototype_keys: bool,
}

/// Checks a serialized value from an end that is not trusted.
#[napi(catch_unwind)]
pub fn check_value(bytes: &[u8], limits: ValueLimits) -> ValueCheck {
    let ValueLimits { version, depth, memory, time, views, attachments } = limits;
    let limits = Limits {
        version,
        depth: depth as usize,
        memory: memory as u64,
        time: time as u64,
        views,
        attachments,
    };
    match structured_clone::check(bytes, &limits) {
        Ok(accepted) => ValueCheck { fault: None, has_prototype_keys: accepted.prototype_keys },
        Err(fault) => ValueCheck { fault: Some(fault.to_string()), has_prototype_keys: false },
    }
}
