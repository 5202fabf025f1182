'use strict';

const fs = require('node:fs');
const { fromNative } = require('../errors.js');
const { settle } = require('../job.js');
const native = require('../native.js');
const { requirePermission } = require('../permission.js');
const { RUNTIME } = require('../runtime.js');
const { joinedEnv } = require('./env.js');
const { launcherPath } = require('./launcher.js');
const { MAX_PROCESSES } = require('./limits.js');
const { GRACE, signalNumber } = require('./signals.js');
const { spawnFailed } = require('./start-error.js');

const MIB = 1024 * 1024;

/** Bun reads and writes descriptors of sockets only. A command sees the kind that node:child_process gives it. */
const PIPE = RUNTIME === 'bun' ? 'socket' : 'pipe';

/** The exit record of a child that never ran. @type {import('../native').ExitRecord} */
const FAILED_START = { reason: 'start', peakMemory: 0, cpuMs: 0, wallMs: 0 };

/**
 * @typedef {object} Settings
 * @property {string} file a path, or a name that is looked up in the PATH of `env`
 * @property {string[]} args
 * @property {import('./env.js').Env} env all its environment variables
 * @property {string} [cwd]
 * @property {number} [nice] added to this process's nice value
 * @property {('pipe' | 'ignore' | 'inherit')[]} stdio of 0, 1 and 2
 * @property {number[]} [inherit] descriptors that become 3, 4, 5… in the child; closed here, also after a failure
 * @property {import('./limits.js').Limits} [limits]
 * @property {number} [cpuSeconds] the system's limit on the processor time of each process, in case ours comes late
 * @property {import('./sandbox.js').Sandbox} [sandbox]
 * @property {boolean} [bestEffort] runs with less than `sandbox` asks for where this machine cannot enforce it
 * @property {string | number} [killSignal] what ends it when its time is up
 * @property {number} [grace] milliseconds from that to SIGKILL
 */

/** @typedef {Omit<import('../native').Process, never>} Handle */

/**
 * @typedef {{ handle: Handle, ends: number[], started: Promise<import('./start-outcome.js').Outcome>,
 *   ended: Promise<import('../native').ExitRecord> }} NativeChild
 */

/**
 * Starts a child on the native side. A failure becomes a child whose start failed.
 * @param {Settings} settings
 * @returns {NativeChild}
 */
function spawn(settings) {
  const { inherit = [] } = settings;
  let request;
  try {
    requirePermission('child', settings.file);
    // The ends of its pipes are sockets here.
    requirePermission('net', settings.file);
    request = requestOf(settings, launcherPath());
  } catch (error) {
    closeAll(inherit);
    return failedStart(error);
  }
  try {
    const { process, stdio, started, ended } = native.startProcess(request);
    return { handle: process, ends: stdio, started: settle(started), ended: settle(ended) };
  } catch (/** @type {any} */ failure) {
    if (failure.errno === undefined) return failedStart(fromNative(failure));
    return failedStart(spawnFailed(settings.file, settings.args, failure.errno));
  }
}

/**
 * @param {Settings} settings
 * @param {string} launcher
 * @returns {import('../native').ProcessRequest}
 */
function requestOf({ file, args, env, cwd, nice = 0, stdio, sandbox, limits = {}, ...settings }, launcher) {
  const { inherit = [], bestEffort = false, killSignal = 'SIGTERM', grace = GRACE } = settings;
  return {
    launcher,
    file,
    args,
    env: joinedEnv(env),
    cwd,
    nice,
    stdio: stdio.map((kind) => (kind === 'pipe' ? PIPE : kind)),
    inherit,
    memory: scaled(limits.memoryMb, MIB),
    cpuMs: limits.cpuMs,
    wallMs: limits.timeoutMs,
    openFiles: limits.openFiles,
    fileSize: scaled(limits.fileSizeMb, MIB),
    processes: limits.processes,
    treeProcesses: limits.processes ?? (sandbox && MAX_PROCESSES),
    cpuSeconds: settings.cpuSeconds,
    killSignal: signalNumber('killSignal', killSignal),
    graceMs: grace,
    sandbox: sandbox && { packages: [], ...sandbox, ...networkOf(sandbox) },
    bestEffort,
  };
}

/**
 * @param {import('./sandbox.js').Sandbox} sandbox
 */
function networkOf({ network }) {
  return typeof network === 'string' ? { network, ports: [] } : { network: 'tcp', ports: network.tcp };
}

/**
 * @param {number | undefined} value
 * @param {number} unit
 */
function scaled(value, unit) {
  return value === undefined ? undefined : value * unit;
}

/** @param {number[]} descriptors an error of closing has no receiver */
function closeAll(descriptors) {
  for (const descriptor of descriptors) fs.close(descriptor, () => {});
}

/**
 * A child that never ran.
 * @param {unknown} error why not
 * @returns {NativeChild}
 */
function failedStart(error) {
  const handle = {
    kill: () => false,
    terminate: () => false,
    budget() {},
    idle() {},
    memory: () => 0,
    ref() {},
    unref() {},
  };
  /** @type {import('./start-outcome.js').Outcome} */
  const outcome = { kind: 'refused', error };
  return {
    handle,
    ends: [-1, -1, -1],
    started: Promise.resolve(outcome),
    ended: Promise.resolve(FAILED_START),
  };
}

module.exports = { spawn };
