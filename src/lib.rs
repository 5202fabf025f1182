//! offloop's native half: `core` does the work and knows nothing of JavaScript, `binding` is the boundary.

mod binding;
mod core;
mod process;
