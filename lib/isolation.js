'use strict';

const os = require('node:os');
const native = require('./native.js');
const { mayStartProcesses } = require('./permission.js');
const { isInstalled } = require('./process/launcher.js');

/** The first versions of Landlock that restrict TCP ports, and signals. */
const TCP_VERSION = 4;
const SIGNAL_VERSION = 6;

/** What a platform can enforce where we start no processes: worker threads and native jobs work there. */
const NOTHING = {
  landlock: 0,
  seccomp: false,
  pidNamespace: false,
  processesLimit: false,
  users: false,
  cgroup: [],
  architecture: process.arch,
};

/** @returns {import('../index.d.ts').IsolationSupport} */
function isolationSupport() {
  const isPossible = native.isolationSupport !== undefined;
  const isAllowed = mayStartProcesses();
  const { landlock, seccomp, pidNamespace, processesLimit, users, cgroup, architecture } = isPossible
    ? native.isolationSupport(isAllowed)
    : NOTHING;
  const lacking = lackingForProcesses(isPossible, isAllowed);
  const processes = lacking.length === 0;
  const sandbox = processes && landlock > 0 && seccomp;
  return {
    processes,
    sandbox,
    networkPorts: sandbox && landlock >= TCP_VERSION,
    childProcess: sandbox && (pidNamespace || landlock >= SIGNAL_VERSION),
    processesLimit,
    users: sandbox && users,
    cgroup: /** @type {import('../index.d.ts').IsolationSupport['cgroup']} */ (Array.from(cgroup)),
    landlock,
    seccomp,
    pidNamespace,
    missing: isPossible ? [...lacking, ...lackingForSandbox(landlock, seccomp)] : lacking,
    platform: process.platform,
    architecture,
    kernel: os.release(),
  };
}

/**
 * Where node's permission model allows no processes, the launcher's file is not looked for.
 * @param {boolean} isPossible
 * @param {boolean} isAllowed
 */
function lackingForProcesses(isPossible, isAllowed) {
  if (!isPossible) return ['platform'];
  if (!isAllowed) return ['permission'];
  return isInstalled() ? [] : ['launcher'];
}

/**
 * @param {number} landlock
 * @param {boolean} seccomp
 */
function lackingForSandbox(landlock, seccomp) {
  return [...(landlock > 0 ? [] : ['landlock']), ...(seccomp ? [] : ['seccomp'])];
}

module.exports = { isolationSupport };
