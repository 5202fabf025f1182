//! `offloop-launch`: applies a policy to itself and becomes a command. Started by the addon, never by hand; the
//! arguments are those of `Policy::to_args`, and the outcome is written to the status descriptor.

#[cfg(target_os = "linux")]
mod launch;
#[cfg(target_os = "linux")]
mod sandbox;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    use offloop_launcher::log::{WRITER_WORD, writer};
    let mut args = std::env::args_os().skip(1).peekable();
    if args.next_if(|word| word == WRITER_WORD).is_some() { writer::run(args) } else { launch::run() }
}

#[cfg(not(target_os = "linux"))]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::FAILURE
}
