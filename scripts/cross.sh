#!/usr/bin/env bash
# Builds the addon and the launcher for another platform: scripts/cross.sh TARGET [PROFILE], by default the profile release.
# What comes out is in target/cross/build/TARGET/. The compiler, its libraries and the emulator are Debian packages, unpacked into
# target/cross: nothing is installed. It needs cargo, apt-get and dpkg-deb of an amd64 Debian.
# With `source scripts/cross.sh TARGET env` a script gets the environment for cargo, and QEMU, the emulator.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$1
profile=${2:-release}
cache=$PWD/${CARGO_TARGET_DIR:-target}/cross
root=$cache/root

# apt-get with lists and packages of its own, so that the machine's architectures stay as they are.
apt() {
  apt-get -qq -o APT::Sandbox::User=root -o Dir::State::lists="$cache/lists" -o Dir::Cache="$cache/cache" \
    -o APT::Architectures::=amd64 -o APT::Architectures::=arm64 "$@"
}

lists() {
  mkdir -p "$cache/lists/partial" "$cache/cache/archives/partial" "$root"
  apt update
}

unpack() { # packages
  [ -f "$cache/unpacked-$target" ] && return
  lists
  apt install -y --no-install-recommends --download-only "$@"
  for package in "$cache"/cache/archives/*.deb; do dpkg-deb -x "$package" "$root"; done
  # The linker's scripts name the folder where Debian installs them.
  sed -i 's# /usr/aarch64-linux-gnu/lib/# #g' "$root"/usr/aarch64-linux-gnu/lib/lib[cm].so
  touch "$cache/unpacked-$target"
}

case $target in
  aarch64-unknown-linux-gnu)
    unpack rustc-web libstd-rust-web-dev libstd-rust-web-dev:arm64 gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
    export CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc AR_aarch64_unknown_linux_gnu=aarch64-linux-gnu-ar
    export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
    export QEMU_LD_PREFIX=$root QEMU=$root/usr/bin/qemu-aarch64-static
    export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER=$QEMU
    ;;
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
# Apart from the machine's own build, which another compiler made.
export CARGO_TARGET_DIR=$cache/build

if [ "$profile" != env ]; then
  cargo build --locked --target "$target" --profile "$profile"
  cargo build --locked --target "$target" --profile launcher -p offloop-launcher
fi
