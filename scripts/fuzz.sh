#!/usr/bin/env bash
# Runs each fuzz target from its seeds, for half a minute or as the options of libFuzzer say:
#   bash scripts/fuzz.sh [OPTIONS], such as -max_total_time=600
# It needs a nightly toolchain, since stable Rust has no coverage for libFuzzer, and a C++ compiler. Without a nightly
# toolchain it says so and does nothing: the seeds also run in `cargo test`.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"

if ! rustc +nightly --version >/dev/null 2>&1; then
  echo 'no nightly toolchain: fuzz targets are not run'
  exit 0
fi

COVERAGE='--cfg fuzzing -Cdebug-assertions -Ccodegen-units=1 -Cpasses=sancov-module
  -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares'
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS=$(tr -s '\n ' ' ' <<<"$COVERAGE") cargo +nightly build --locked --release --target "$host"
for target in structured_clone seekable_table gzip_index; do
  mkdir -p "corpus/$target" "artifacts/$target"
  "target/$host/release/$target" -max_total_time=30 -max_len=4096 -artifact_prefix="artifacts/$target/" "$@" \
    "corpus/$target" "seeds/$target"
done
