//! V8's serialized values.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offloop_fuzz::parsers::structured_clone(data));
