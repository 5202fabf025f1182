//! Gzip with an index of its pieces.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offloop_fuzz::parsers::gzip_index(data));
