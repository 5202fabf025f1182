//! Tests of the index, by what they show.

mod files;
mod memory;
