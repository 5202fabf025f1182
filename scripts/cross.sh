#!/usr/bin/env bash
# Builds the addon and the launcher for another platform: scripts/cross.sh TARGET [PROFILE], by default the profile release.
# What comes out is in target/cross/build/TARGET/. With `check` for the profile they are compiled as far as the compiler finds
# errors, and not linked, which is all that can be done for Windows and macOS.
# The compilers, their libraries and the emulator are Debian packages, and for musl, Windows and macOS zig out of PyPI, all
# unpacked into target/cross: nothing is installed. It needs cargo, and an amd64 Debian with Python's pip.
# With `source scripts/cross.sh TARGET env` a script gets the environment for cargo, `cargo_for`, and for arm64 QEMU, the
# emulator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$1
profile=${2:-release}

missing() {
  local tool
  [ "$(uname -m)" = x86_64 ] || echo 'processor of amd64'
  for tool in cargo apt-get dpkg-deb python3; do command -v $tool >/dev/null || echo $tool; done
}
# A build that was asked for has failed; tests and checks are left out.
give_up() { # what there is not
  echo "not run: for $target there is no $1"
  case $profile in env | check) exit 0 ;; *) exit 1 ;; esac
}
missing=$(missing | paste -sd , -)
[ -z "$missing" ] || give_up "$missing"

cache=$PWD/${CARGO_TARGET_DIR:-target}/cross
root=$cache/root
# One version for all crates of the target: those of the standard library too, where it is compiled here.
compiler=(rustc-web libstd-rust-web-dev)

# The release of Debian that packages are of, by default the machine's.
release=

apt() { own_lists apt-get -qq "$@"; }

# A program of apt's with lists and packages of its own, so that the machine's architectures stay as they are.
own_lists() { # program, arguments
  local of_release=()
  [ -z "$release" ] || of_release=(-o Dir::Etc::SourceList="$cache/$release.list" -o Dir::Etc::SourceParts=/dev/null)
  "$1" -o APT::Sandbox::User=root -o Dir::State::lists="$cache/lists$release" -o Dir::Cache="$cache/cache" \
    -o APT::Architectures::=amd64 -o APT::Architectures::=arm64 "${of_release[@]}" "${@:2}"
}

lists() {
  mkdir -p "$cache/lists$release/partial" "$cache/cache/archives/partial" "$root"
  local signed='[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]'
  [ -z "$release" ] || echo "deb $signed $(archive) $release main" >"$cache/$release.list"
  apt update
}

# From where the machine has its own packages.
archive() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -1
}

# What no build and no test reads: documents, the compiler's own sources beside those of the standard library, the compiler for
# arm64 beside the standard library for it, emulators of other processors, and what a kernel loads.
not_needed=(
  './usr/share/doc' './usr/share/man' './usr/share/locale' './usr/share/info' './usr/share/lintian'
  './usr/src/rustc-*/compiler' './usr/src/rustc-*/src' './usr/bin/rustdoc' './usr/lib/gcc-cross/*/*/lto1'
  './usr/lib/aarch64-linux-gnu/lib'{rustc_driver,LLVM,icudata,z3}'*'
  './usr/bin/qemu-[!a]*-static' './usr/bin/qemu-a[!a]*-static' './usr/bin/qemu-aarch64_be-static'
  './lib/modules' './usr/lib/modules'
)

# Each package is removed when it is unpacked, and the lists when all are, so that little disk is enough.
unpack() { # packages
  local wanted=() package
  for package; do [ -f "$cache/unpacked/$package" ] || wanted+=("$package"); done
  [ ${#wanted[@]} -gt 0 ] || return 0
  lists && apt install -y --no-install-recommends --download-only "${wanted[@]}" ||
    give_up "way to the packages of Debian: ${wanted[*]}"
  for package in "$cache"/cache/archives/*.deb; do unpack_package "$package" "$root"; done
  remove_lists
  mkdir -p "$cache/unpacked"
  (cd "$cache/unpacked" && touch "${wanted[@]}")
}

unpack_package() { # file, folder
  dpkg-deb --fsys-tarfile "$1" |
    tar -x -C "$2" --anchored --no-wildcards-match-slash --wildcards "${not_needed[@]/#/--exclude=}" && rm "$1"
}

remove_lists() { rm -rf "$cache/lists$release" "$cache/cache"; }

pip_unpack() { # folder, options
  python3 -m pip install --no-cache-dir --quiet --root-user-action=ignore --no-deps --require-hashes --only-binary :all: --target "$@" ||
    give_up "way to the packages of PyPI in ${*: -1}"
}

with_gcc() {
  unpack "${compiler[@]}" libstd-rust-web-dev:arm64 gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
  # The linker's scripts name the folder where Debian installs them.
  sed -i 's# /usr/aarch64-linux-gnu/lib/# #g' "$root"/usr/aarch64-linux-gnu/lib/lib[cm].so
  export CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc AR_aarch64_unknown_linux_gnu=aarch64-linux-gnu-ar
  export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
  export QEMU_LD_PREFIX=$root QEMU=$root/usr/bin/qemu-aarch64-static
  export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER=$QEMU
  cargo_for() { cargo "$@"; }
}

# zig compiles what is in C and links, by way of cargo-zigbuild; the standard library is compiled from Debian's sources.
with_zig() {
  unpack "${compiler[@]}" rust-web-src
  local tools=$cache/zig
  [ -x "$tools/bin/cargo-zigbuild" ] ||
    pip_unpack "$tools" -r .github/tools/musl.txt
  PATH=$tools/bin:$tools/ziglang:$PATH
  export CARGO_ZIGBUILD_CACHE_DIR=$tools/cache ZIG_GLOBAL_CACHE_DIR=$tools/cache ZIG_LOCAL_CACHE_DIR=$tools/cache
  # Cargo compiles a standard library only as a feature that is not stable.
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_unwind,panic_abort
  # For Windows the build looks for node's library, which is needed only to link.
  mkdir -p "$tools/node"
  touch "$tools/node/libnode.dll"
  export LIBNODE_PATH=$tools/node
  cargo_for() { cargo-zigbuild "${@/#build/zigbuild}"; }
  case $target in aarch64-*-musl) with_emulator ;; esac
}

with_emulator() {
  QEMU=$root/usr/bin/qemu-aarch64-static
  unpack qemu-user-static
}

build_launcher() {
  case $target in
    # Everything inside, as an installation builds it. zig brings the start-up code.
    *-musl) cargo_for rustc "$@" --bin offloop-launch -- -C target-feature=+crt-static -C link-self-contained=no ;;
    *) cargo_for build "$@" ;;
  esac
}

case $target in
  aarch64-unknown-linux-gnu) with_gcc ;;
  *-unknown-linux-musl | *-pc-windows-gnu | *-pc-windows-gnullvm | *-apple-darwin) with_zig ;;
  # This machine's: for scripts that need the packages only.
  x86_64-unknown-linux-gnu) return 0 ;;
  *)
    echo "scripts/cross.sh: no way to build for $target here" >&2
    exit 1
    ;;
esac

# The standard library of the target has to be of the same compiler.
export RUSTC=$root/usr/bin/rustc PATH=$root/usr/bin:$PATH
export LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu
# Fat link-time optimisation takes minutes more, and is what the platform's own build is for.
export CARGO_PROFILE_RELEASE_LTO=thin
# What a debugger needs, of tests too, takes a third of the time and most of the disk, as does what makes a second build of the
# same quicker.
export CARGO_PROFILE_DEV_DEBUG=none CARGO_INCREMENTAL=0
# Apart from the machine's own build, which another compiler made.
export CARGO_TARGET_DIR=$cache/build

case $profile in
  env) ;;
  check) cargo_for check --locked --target "$target" --workspace ;;
  *)
    cargo_for build --locked --target "$target" --profile "$profile" --lib
    build_launcher --locked --target "$target" --profile launcher --package offloop-launcher
    ;;
esac
