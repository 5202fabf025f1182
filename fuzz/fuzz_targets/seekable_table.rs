//! Zstandard with a seek table.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| offloop_fuzz::parsers::seekable_table(data));
