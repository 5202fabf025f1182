//! What is wrong with compressed data, in node:zlib's words.

use std::borrow::Cow;

use crate::engine::failure::Failure;

/// zlib's number for data that ends too early.
const Z_BUF_ERROR: i32 = -5;

/// The input ends before the data does.
pub fn truncated() -> Failure {
    data("Z_BUF_ERROR", Z_BUF_ERROR, "unexpected end of file")
}

/// Whether `failure` is the one of [`truncated`].
pub fn is_truncated(failure: &Failure) -> bool {
    matches!(failure, Failure::Data { code, errno: Z_BUF_ERROR, .. } if code == "Z_BUF_ERROR")
}

/// The data is not what its format says it should be.
pub fn wrong(message: &'static str) -> Failure {
    data("Z_DATA_ERROR", -3, message)
}

/// A dictionary is needed, and none or another one was given.
pub fn needs_dictionary(message: &'static str) -> Failure {
    data("Z_NEED_DICT", 2, message)
}

/// An error of an engine that has codes of its own.
pub fn data(
    code: impl Into<Cow<'static, str>>,
    errno: i32,
    message: impl Into<Cow<'static, str>>,
) -> Failure {
    Failure::Data { code: code.into(), errno, message: message.into() }
}

/// What was decoded does not match a Zstandard checksum.
pub fn checksum() -> Failure {
    data("ZSTD_error_checksum_wrong", 22, "Restored data doesn't match checksum")
}

/// A Zstandard frame decodes to more or less than its header says.
pub fn wrong_content_size() -> Failure {
    data("ZSTD_error_corruption_detected", 20, "Data corruption detected")
}

/// A Zstandard seek table describes other frames than there are.
pub fn wrong_table() -> Failure {
    data("ZSTD_error_corruption_detected", 20, "The seek table does not match the frames")
}

/// There is more or less to compress than was said.
pub fn changed_size() -> Failure {
    data("ZSTD_error_srcSize_wrong", 72, "Src size is incorrect")
}
