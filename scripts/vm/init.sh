#!/bin/busybox sh
# The first process of the machine of scripts/test-vm.sh: mounts, runs the tests of one part, and switches the machine off.
# PART and ATTACKS are words of the kernel's command line, which the kernel gives to its first process as variables.
/bin/busybox --install -s /bin
export PATH=/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts pts /dev/pts
mount -t tmpfs -o mode=1777 tmp /dev/shm
mount -t tmpfs -o mode=1777 tmp /tmp
mount -t securityfs security /sys/kernel/security
ip link set lo up
chown -R 1001:1001 /home/user
echo "vm: kernel $(uname -r) $(uname -m), security modules $(cat /sys/kernel/security/lsm)"

# As docs/isolation.md says: a group for the service's processes, in a folder that is the service's own.
group() { # user
  local folder=/sys/fs/cgroup/delegated
  mount -t cgroup2 cgroup /sys/fs/cgroup
  echo '+cpu +memory +pids' >/sys/fs/cgroup/cgroup.subtree_control
  mkdir -p $folder/service
  chown -R "$1" $folder
  echo $$ >$folder/service/cgroup.procs
}

# Root may write to any group, so its own has to be all that is seen of them, as in a container.
hide_other_groups() {
  mkdir /groups
  mount -o move /sys/fs/cgroup /groups
  mount -o bind /groups/delegated /sys/fs/cgroup
  umount /groups
}

case $PART in
  root-cgroup)
    group 0
    hide_other_groups
    ;;
  # Its tests make a group of their own.
  root-suites)
    mount -t cgroup2 cgroup /sys/fs/cgroup
    echo '+cpu +memory +pids' >/sys/fs/cgroup/cgroup.subtree_control
    ;;
  user-cgroup) group 1001 ;;
esac
case $PART in
  root*) as() { sh -c "$1"; } ;;
  user*) as() { HOME=/home/user su -s /bin/sh user -c "$1"; } ;;
esac

attack() {
  case ,$(cat /sys/kernel/security/lsm), in
    *,landlock,*) as "$ATTACKS --test-threads=2 2>&1" ;;
    *) echo 'vm: no attacks, as the kernel has no Landlock' ;;
  esac
}

case $PART in
  # Through a pipe, so that nothing is drawn and coloured.
  *-suites) as 'cd /offloop && node node_modules/jest/bin/jest.js --runInBand --testTimeout 600000 --haste "{\"forceNodeFilesystemAPI\":true}" /__test__/isolation/ 2>&1 | cat' ;;
  *)
    attack
    as "cd /offloop && node -p 'JSON.stringify(require(\".\").isolationSupport())' && node __test__/runtimes/run.js"
    ;;
esac
echo "vm: over"
poweroff -f
