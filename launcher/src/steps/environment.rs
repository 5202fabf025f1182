//! Removing variables that make programs load code or trust files.

use std::env;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

/// Variables that make a program load code, or trust files, that it was not given: those of the dynamic linker
/// and the C library, of node, and of OpenSSL. A sandboxed command is started without them.
pub const REMOVED: [&str; 15] = [
    "GCONV_PATH",
    "GLIBC_TUNABLES",
    "LOCPATH",
    "MALLOC_TRACE",
    "NODE_COMPILE_CACHE",
    "NODE_EXTRA_CA_CERTS",
    "NODE_OPTIONS",
    "NODE_PATH",
    "NODE_REDIRECT_WARNINGS",
    "NODE_REPL_EXTERNAL_MODULE",
    "NODE_V8_COVERAGE",
    "OPENSSL_CONF",
    "OPENSSL_ENGINES",
    "OPENSSL_MODULES",
    "SSLKEYLOGFILE",
];

/// Whether a sandboxed command is started without this variable: one of [`REMOVED`], or any `LD_…`.
pub fn is_removed(name: &[u8]) -> bool {
    name.starts_with(b"LD_") || REMOVED.iter().any(|removed| removed.as_bytes() == name)
}

/// Takes those variables out of the environment that the command will get.
pub fn scrub() {
    let names: Vec<OsString> = env::vars_os().map(|(name, _)| name).collect();
    for name in names.iter().filter(|name| is_removed(name.as_bytes())) {
        // SAFETY: the launcher has one thread, so no other reads the environment meanwhile.
        unsafe { env::remove_var(name) };
    }
}
