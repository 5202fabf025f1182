#!/usr/bin/env bash
# Runs what does not need a second process on arm64, under qemu-user: scripts/test-arm64.sh [rust] [features] [jest], by
# default all three. `rust` is all Rust tests of the engine; `features` its kernels on a processor that lacks their
# instructions; `jest` the suites below, with the addon in a package for the platform beside this one.
# qemu-user has neither seccomp nor Landlock, and starts no second program without the help of the system.
# JEST_JSON, if set, is a folder that gets a result file.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- rust features jest
target=aarch64-unknown-linux-gnu
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null || [ "$(uname -m)" != x86_64 ]; then
  echo 'skipped: the compiler and the emulator for arm64 are unpacked from packages of Debian on amd64'
  exit 0
fi
source scripts/cross.sh $target env

rust() {
  cargo test --locked --target $target --lib -- engine:: structured_clone::
}

# A cortex-a53 has SHA-1, SHA-256 and CRC instructions and none for SHA-512 and SHA-3; a cortex-a57 of qemu's is without
# those too where they are switched off.
features() {
  for cpu in cortex-a53 cortex-a72 max,sha256=off; do
    echo "== digests on QEMU_CPU=$cpu"
    QEMU_CPU=$cpu cargo test --locked --target $target --lib -- engine::digest
  done
}

