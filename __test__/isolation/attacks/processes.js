'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const os = require('node:os');

module.exports = {
  signalParent: ({ hostPid }) => process.kill(hostPid, 0),
  slowParent: ({ hostPid }) => os.setPriority(hostPid, os.getPriority(hostPid)),
  becomeOtherUser: () => process.setuid(65534),
  startProcess: () => start('/bin/true'),
  startProcessSync() {
    const { error } = spawnSync('/bin/true');
    if (error) throw error;
  },
  startManyProcesses: () => Promise.all(Array.from({ length: 8 }, () => start('/bin/true'))),
  startDetached: () => start('/bin/true', { detached: true, stdio: 'ignore' }),
  readEnvironment() {
    if (process.env.OFFLOOP_TEST_SECRET === undefined) throw coded('the variable is not there', 'ENOENT');
  },
  useNodeOptions() {
    if (globalThis.offloopPreloaded !== true) throw coded('NODE_OPTIONS were not used', 'ENOENT');
  },
};

async function start(file, options) {
  const child = spawn(file, options);
  await once(child, 'exit');
}

function coded(message, code) {
  return Object.assign(new Error(message), { code });
}
