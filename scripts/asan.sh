#!/usr/bin/env bash
# Runs the digests' Rust tests, and Jest tests with the addon, both built under AddressSanitizer:
# scripts/asan.sh [PATTERN...], by default the lifecycle tests; `scripts/asan.sh rust` only the Rust ones.
# It needs a nightly Rust and for Jest gcc's libasan, and says so where they are missing.
# A copy of the package is tested, so that the addon in lib/ stays as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "AddressSanitizer run skipped: $1"; exit 0; }

[ "$(uname -s)" = Linux ] || skip "it is set up for Linux only"
cargo +nightly --version >/dev/null 2>&1 || skip "no nightly toolchain (rustup toolchain install nightly)"
target=$(rustc -vV | sed -n 's/^host: //p')
out=$(realpath -m "${CARGO_TARGET_DIR:-target}")/asan

# The kernels read through raw pointers: every length, offset and alignment of their tests is looked at.
RUSTFLAGS="-Zsanitizer=address" \
  cargo +nightly test --lib --locked --target "$target" --target-dir "$out" engine::digest
[ "${1:-}" != rust ] || exit 0

runtime=$(${CC:-cc} -print-file-name=libasan.so)
[ -f "$runtime" ] || skip "no libasan beside the C compiler (it comes with gcc)"

[ $# -gt 0 ] || set -- /__test__/jobs/lifecycle
node node_modules/jest/bin/jest.js --listTests --passWithNoTests "$@" | grep -q . || skip "no test matches $*"

# With --target the flags are for the addon alone: build scripts and macros, which run now, are not sanitized.
# nodelete keeps the addon mapped after Node has unloaded it, so that reports can name its functions.
RUSTFLAGS="-Zsanitizer=address -Clink-arg=-Wl,-z,nodelete" CARGO_PROFILE_RELEASE_LTO=off \
  CARGO_PROFILE_RELEASE_STRIP=none CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
  cargo +nightly build --lib --locked --release --target "$target" --target-dir "$out"

copy=$out/package
rm -rf "$copy"
mkdir -p "$copy"
cp -r package.json index.* lib scripts __test__ "$copy"
for part in examples README.md Cargo.toml .git; do [ ! -e $part ] || ln -s "$PWD/$part" "$copy/$part"; done
ln -s "$PWD/node_modules" "$copy/node_modules"
addon=$(basename "$(ls lib/*.node)")
cp "$out/$target/release/liboffloop.so" "$copy/lib/$addon"

# Node itself leaks at exit by design; what counts here is memory used after it was freed.
cd "$copy"
LD_PRELOAD=$(realpath "$runtime") ASAN_OPTIONS=detect_leaks=0 \
  node node_modules/jest/bin/jest.js --testTimeout 120000 "$@"
