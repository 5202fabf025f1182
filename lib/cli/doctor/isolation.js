'use strict';

const { isolationSupport } = require('../../isolation.js');

/** What to do about what is missing. */
const REMEDIES = {
  launcher:
    'Build it with "npm rebuild offloop" (needs Rust), or install with optional packages and where files may be executed.',
  permission:
    'Start node with --allow-child-process, and with --allow-net where it has that, or do without commands and processes.',
  landlock:
    'Use Linux 5.13 or later, started with landlock in its list of security modules (lsm=landlock,…). Trusted code can run without a sandbox, or with bestEffort.',
  seccomp: 'Use a kernel with seccomp filters (CONFIG_SECCOMP_FILTER).',
  networkPorts: "Use Linux 6.7 or later, or network: 'all'.",
  childProcess: 'Use Linux 6.12 or later, or allow unprivileged user namespaces, or do without childProcess.',
};

/** What the kernel can enforce. What no kernel of this platform can enforce is not reported as a problem. */
function isolationReport() {
  const { platform, ...facts } = isolationSupport();
  const isPossible = platform === 'linux';
  const hasSandbox = isPossible && process.arch === 'x64';
  /** @type {(keyof typeof REMEDIES)[]} */
  const gaps = [
    .../** @type {(keyof typeof REMEDIES)[]} */ (isPossible ? facts.missing : []).filter(
      (name) => name === 'launcher' || name === 'permission' || hasSandbox,
    ),
    .../** @type {const} */ (['networkPorts', 'childProcess']).filter(
      (name) => facts.sandbox && !facts[name],
    ),
  ];
  const problems = gaps.map((name) => ({ what: `Isolation lacks ${name}.`, remedy: REMEDIES[name] }));
  return { title: 'isolation', facts: { ...facts, notes: notesOf(facts, isPossible, hasSandbox) }, problems };
}

/**
 * @param {{ processesLimit: boolean }} facts
 * @param {boolean} isPossible
 * @param {boolean} hasSandbox
 */
function notesOf({ processesLimit }, isPossible, hasSandbox) {
  if (!isPossible) return 'worker processes, limits and sandboxes need Linux; threads and native jobs work';
  if (!hasSandbox) return 'a sandbox needs Linux on x86_64 or aarch64; limits work';
  return processesLimit
    ? 'none'
    : 'limits.processes does not bind root: run as an ordinary user, or give the sandbox a user';
}

module.exports = { isolationReport };
