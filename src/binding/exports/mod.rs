//! The functions that lib/ calls: arguments are valid already, each body is a line or two.

mod codec;
mod coder;
mod engine;
mod hash;
