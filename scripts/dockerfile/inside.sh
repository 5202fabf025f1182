#!/usr/bin/env bash
# Runs a command as Docker runs it in a container: inside.sh ROOT USER FOLDER COMMAND..., with namespaces that unshare has made. The
# folder gets a /proc and a small /dev of its own, which nobody else sees and which end with the command.
set -euo pipefail
root=$1 user=$2 folder=$3
shift 3

mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 devices "$root/dev"
while read -r name major minor; do mknod -m 666 "$root/dev/$name" c "$major" "$minor"; done <<END
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
END
mkdir -m 1777 "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
for number in 0 1 2; do ln -s /proc/self/fd/$number "$root/dev/$(echo 'stdin stdout stderr' | cut -d ' ' -f $((number + 1)))"; done
exec chroot --userspec="$user" "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
