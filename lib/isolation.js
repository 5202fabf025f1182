'use strict';

const os = require('node:os');
const native = require('./native.js');
const { isInstalled } = require('./process/launcher.js');

/** The versions of Landlock from which on it guards TCP ports, and keeps signals inside. */
const TCP_VERSION = 4;
const SIGNAL_VERSION = 6;

/** @returns {import('../index.d.ts').IsolationSupport} */
function isolationSupport() {
  if (native.isolationSupport === undefined) return nothing();
  const { landlock, seccomp, pidNamespace, processesLimit, architecture } = native.isolationSupport();
  const processes = isInstalled();
  const sandbox = processes && landlock > 0 && seccomp;
  const missing = [
    ...(processes ? [] : ['launcher']),
    ...(landlock > 0 ? [] : ['landlock']),
    ...(seccomp ? [] : ['seccomp']),
  ];
  return {
    processes,
    sandbox,
    networkPorts: sandbox && landlock >= TCP_VERSION,
    childProcess: sandbox && (pidNamespace || landlock >= SIGNAL_VERSION),
    processesLimit,
    landlock,
    seccomp,
    pidNamespace,
    missing,
    platform: process.platform,
    architecture,
    kernel: os.release(),
  };
}

/** A platform without processes of ours: worker threads and native jobs work there. */
function nothing() {
  return {
    processes: false,
    sandbox: false,
    networkPorts: false,
    childProcess: false,
    processesLimit: false,
    landlock: 0,
    seccomp: false,
    pidNamespace: false,
    missing: ['platform'],
    platform: process.platform,
    architecture: process.arch,
    kernel: os.release(),
  };
}

module.exports = { isolationSupport };
