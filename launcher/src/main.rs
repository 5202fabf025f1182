//! `offloop-launch`: applies a policy to itself and becomes a command. Started by the addon, never by hand; the
//! arguments are those of `Policy::to_args`, and the outcome is written to the status descriptor.

#[cfg(target_os = "linux")]
mod launch;
#[cfg(target_os = "linux")]
mod sandbox;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    launch::run()
}

#[cfg(not(target_os = "linux"))]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}
