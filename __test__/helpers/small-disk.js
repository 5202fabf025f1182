'use strict';

const { spawnSync } = require('node:child_process');
const { outputOf } = require('./program.js');

/** A mount namespace of its own, and for others than root a user namespace in which they may mount. */
const NAMESPACE = [
  ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
  '--mount',
  '--propagation',
  'private',
];
const MOUNT = 'mount -t tmpfs -o size="$0" tmpfs "$1"';

const canMount = spawnSync('unshare', [...NAMESPACE, 'sh', '-c', MOUNT, '64k', '/mnt']).status === 0;

/** Tests that need a disk that is soon full: skipped by name where none can be mounted. */
const testOnDisk = canMount ? test : test.skip;
const onDisk = (text) => (canMount ? text : `${text} (skipped: no small file system can be mounted)`);

/**
 * Runs a program of node with a small file system in a folder. Gives the JSON that it prints.
 * @param {string} size as of mount: `512k`
 * @param {string} folder
 * @param {...string} args of node
 */
function onSmallDisk(size, folder, ...args) {
  const command = `${MOUNT} && shift && exec "$@"`;
  return JSON.parse(
    outputOf('unshare', [...NAMESPACE, 'sh', '-c', command, size, folder, process.execPath, ...args]),
  );
}

module.exports = { onDisk, onSmallDisk, testOnDisk };
