//! The library's errors as Node.js reports them.

use zstd_safe::zstd_sys::ZSTD_getErrorCode;

use crate::engine::codec::fault;
use crate::engine::failure::Failure;

/// The library's error, with the name of its code as in Node.js.
pub fn failure(code: usize) -> Failure {
    // SAFETY: a pure function; the enumeration is that of the very library that is linked.
    let kind = unsafe { ZSTD_getErrorCode(code) };
    fault::data(format!("{kind:?}"), kind as i32, zstd_safe::get_error_name(code))
}
