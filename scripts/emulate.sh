#!/usr/bin/env bash
# Runs a command where the kernel starts programs of arm64 by an emulator: scripts/emulate.sh EMULATOR COMMAND...
# It has to run as root of a new user namespace with mounts of its own: binfmt_misc has one table for each, from Linux 6.7 on,
# so that the machine stays as it is.
set -euo pipefail

emulator=$1
shift
mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
printf %s ":arm64:M::$magic:$mask:$emulator:F" >/proc/sys/fs/binfmt_misc/register
exec "$@"
