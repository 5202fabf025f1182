//! The addon's engine, compiled into a library that fuzz targets can link: the addon itself is a `cdylib`.

#[path = "../../src/engine/mod.rs"]
#[allow(dead_code, unused_imports)]
mod engine;
pub mod parsers;
#[path = "../../src/structured_clone/mod.rs"]
mod structured_clone;
