//! offloop's native half: `engine` computes and `process` keeps child processes, neither knows anything of JavaScript;
//! `binding` is the boundary.

mod binding;
mod engine;
#[cfg(target_os = "linux")]
#[cfg_attr(test, allow(dead_code))]
mod process;
mod structured_clone;
