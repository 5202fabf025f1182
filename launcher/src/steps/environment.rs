//! Removing variables that make programs load code or trust files.

use std::env;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

/// Variables that make a program load code, or trust files, that the caller did not list. A sandboxed command is
/// started without them, also where the caller sets them: what it may load is decided by the paths that are listed.
pub const REMOVED: [&[&str]; 11] = [
    // The C library: what it removes itself for a set-user-id program (glibc, unsecvars.h), but for TMPDIR.
    &[
        "GCONV_PATH",
        "GETCONF_DIR",
        "GLIBC_TUNABLES",
        "HOSTALIASES",
        "LOCALDOMAIN",
        "LOCPATH",
        "MALLOC_TRACE",
        "MUSL_LOCPATH",
        "NIS_PATH",
        "NLSPATH",
        "RESOLV_HOST_CONF",
        "RES_OPTIONS",
        "TZDIR",
    ],
    // Certificates and keys, of OpenSSL and of what is built on it.
    &[
        "AWS_CA_BUNDLE",
        "CTLOG_FILE",
        "CURL_CA_BUNDLE",
        "GIT_SSL_CAINFO",
        "GIT_SSL_CAPATH",
        "HTTPS_CA_DIR",
        "HTTPS_CA_FILE",
        "OPENSSL_CONF",
        "OPENSSL_CONF_INCLUDE",
        "OPENSSL_ENGINES",
        "OPENSSL_MODULES",
        "PERL_LWP_SSL_CA_FILE",
        "PERL_LWP_SSL_CA_PATH",
        "PIP_CERT",
        "RANDFILE",
        "REQUESTS_CA_BUNDLE",
        "SSLKEYLOGFILE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    ],
    // Node.
    &[
        "NODE_CHANNEL_FD",
        "NODE_CHANNEL_SERIALIZATION_MODE",
        "NODE_COMPILE_CACHE",
        "NODE_EXTRA_CA_CERTS",
        "NODE_ICU_DATA",
        "NODE_OPTIONS",
        "NODE_PATH",
        "NODE_REDIRECT_WARNINGS",
        "NODE_REPL_EXTERNAL_MODULE",
        "NODE_REPL_HISTORY",
        "NODE_TEST_CONTEXT",
        "NODE_UNIQUE_ID",
        "NODE_V8_COVERAGE",
    ],
    // Python.
    &[
        "PYTHONBREAKPOINT",
        "PYTHONEXECUTABLE",
        "PYTHONHOME",
        "PYTHONINSPECT",
        "PYTHONPATH",
        "PYTHONPLATLIBDIR",
        "PYTHONPYCACHEPREFIX",
        "PYTHONSTARTUP",
        "PYTHONUSERBASE",
        "PYTHONWARNINGS",
    ],
    // Perl.
    &["PERL5DB", "PERL5LIB", "PERL5OPT", "PERL5SHELL", "PERLIO", "PERLLIB"],
    // Ruby.
    &[
        "BUNDLE_BIN_PATH",
        "BUNDLE_GEMFILE",
        "BUNDLE_PATH",
        "GEMRC",
        "GEM_HOME",
        "GEM_PATH",
        "RUBYLIB",
        "RUBYLIB_PREFIX",
        "RUBYOPT",
        "RUBYPATH",
        "RUBYSHELL",
    ],
    // Shells.
    &["BASHOPTS", "BASH_ENV", "ENV", "SHELLOPTS", "ZDOTDIR"],
    // Java and Lua.
    &[
        "CLASSPATH",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "LUA_CPATH",
        "LUA_INIT",
        "LUA_PATH",
        "_JAVA_OPTIONS",
    ],
    // ImageMagick and Ghostscript.
    &[
        "GS_LIB",
        "GS_OPTIONS",
        "MAGICK_CODER_FILTER_PATH",
        "MAGICK_CODER_MODULE_PATH",
        "MAGICK_CONFIGURE_PATH",
        "MAGICK_FILTER_MODULE_PATH",
        "MAGICK_HOME",
    ],
    // ffmpeg: presets, effects and drivers.
    &[
        "AVCONV_DATADIR",
        "FFMPEG_DATADIR",
        "FREI0R_PATH",
        "LADSPA_PATH",
        "LIBVA_DRIVERS_PATH",
        "LV2_PATH",
        "OCL_ICD_VENDORS",
        "OPENCL_VENDOR_PATH",
        "VDPAU_DRIVER_PATH",
        "VK_ADD_LAYER_PATH",
        "VK_DRIVER_FILES",
        "VK_ICD_FILENAMES",
        "VK_LAYER_PATH",
    ],
    // Plug-ins of GLib and of image loaders.
    &[
        "GDK_PIXBUF_MODULEDIR",
        "GDK_PIXBUF_MODULE_FILE",
        "GIO_EXTRA_MODULES",
        "GIO_MODULE_DIR",
        "GST_PLUGIN_PATH",
        "GST_PLUGIN_SYSTEM_PATH",
        "QT_PLUGIN_PATH",
    ],
];

/// Whether a sandboxed command is started without this variable: one of [`REMOVED`], or any `LD_…`.
pub fn is_removed(name: &[u8]) -> bool {
    name.starts_with(b"LD_") || REMOVED.iter().copied().flatten().any(|removed| removed.as_bytes() == name)
}

/// Takes those variables out of the environment that the command will get.
pub fn scrub() {
    let names: Vec<OsString> = env::vars_os().map(|(name, _)| name).collect();
    for name in names.iter().filter(|name| is_removed(name.as_bytes())) {
        // SAFETY: the launcher has one thread, so no other reads the environment meanwhile.
        unsafe { env::remove_var(name) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_code_or_trust_is_removed_and_nothing_else() {
        for name in ["LD_PRELOAD", "LD_ANYTHING", "SSL_CERT_FILE", "NODE_OPTIONS", "PYTHONPATH", "BASH_ENV"] {
            assert!(is_removed(name.as_bytes()), "{name}");
        }
        for name in
            ["PATH", "HOME", "TMPDIR", "NODE_ENV", "PYTHONUNBUFFERED", "MAGICK_MEMORY_LIMIT", "OLD_LD_X"]
        {
            assert!(!is_removed(name.as_bytes()), "{name}");
        }
    }
}
