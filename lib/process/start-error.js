'use strict';

const fs = require('node:fs');
const { getSystemErrorMap } = require('node:util');
const { coded, fromNative } = require('../errors.js');

/** What has to be there, by what is missing. */
const NEED = {
  platform: 'Linux',
  runtime: 'Node.js',
  launcher: 'the program offloop-launch, executable',
  landlock: 'Linux 5.13 with Landlock switched on (lsm=landlock,…)',
  'landlock-network': 'Linux 6.7 with Landlock switched on (lsm=landlock,…)',
  seccomp: 'a kernel with seccomp filters, on x86_64 or aarch64',
  users: 'to be root, with CAP_SETUID and CAP_SETGID',
  capabilities: 'to give up the capabilities of root for good',
  'process-tree': 'process namespaces, or Linux 6.12 with Landlock switched on',
};

/** What `bestEffort` does not help against. */
const WITHOUT = ['platform', 'runtime', 'launcher'];

/**
 * The error for what this machine cannot do.
 * @param {string[]} missing
 * @param {string} [what] reads after "because"
 */
function isolationUnavailable(missing, what = lacking(missing)) {
  const need = missing.map((name) => NEED[/** @type {keyof typeof NEED} */ (name)] ?? name);
  const hint = `needed: ${need.join('; ')}${adviceFor(missing)}`;
  const error = coded('ERR_ISOLATION_UNAVAILABLE', `Cannot isolate a process: ${what}`);
  // Loaded here: it costs each worker that starts more than the rest of this file.
  const kernel = require('node:os').release();
  return Object.assign(error, { missing, need, kernel, hint });
}

/** @param {string[]} missing */
function adviceFor(missing) {
  if (missing.includes('platform')) return ". A WorkerPool with isolation: 'thread' works without";
  return missing.some((name) => WITHOUT.includes(name)) ? '' : '. With bestEffort: true it runs with less';
}

/** @param {string[]} missing */
function lacking(missing) {
  if (missing.includes('platform')) return `that needs ${NEED.platform}, and this is ${process.platform}`;
  return `this machine lacks ${missing.join(', ')}`;
}

/**
 * The error for a launcher that failed: what it was doing, and the system's code.
 * @param {string} stage
 * @param {string} message
 * @param {Record<string, unknown>} [more]
 */
function setupFailed(stage, message, more = {}) {
  const error = coded('ERR_ISOLATION_SETUP', `Could not set up a process: ${message}`);
  return Object.assign(error, { stage, ...more });
}

/**
 * The error for a listed path that is, or leads through, a symbolic link.
 * @param {string} link
 * @param {number} errno
 */
function linkListed(link, errno) {
  const target = targetOf(link);
  const lead = target === undefined ? 'has no target' : `leads to '${target}'. List that path instead`;
  const message = `a path of the sandbox has a symbolic link in it, which is not followed: '${link}' ${lead}`;
  return setupFailed('landlock', message, { errno: -errno, path: link, target });
}

/**
 * The error for a worker file whose package has more files than a sandbox looks through.
 * @param {string} folder
 * @param {number} errno
 */
function packageTooLarge(folder, errno) {
  const message =
    `the package of the worker file has more than 100000 files and folders: '${folder}'. ` +
    'Put the worker file into a folder with a package.json of its own';
  return setupFailed('landlock', message, { errno: -errno, path: folder });
}

/** @param {string} link */
function targetOf(link) {
  try {
    return fs.realpathSync(link);
  } catch {
    return undefined;
  }
}

/**
 * The error of node's spawn.
 * @param {string} file
 * @param {string[]} args
 * @param {number} errno
 */
function spawnFailed(file, args, errno) {
  const code = codeOf(errno);
  const syscall = `spawn ${file}`;
  const error = new Error(`${syscall} ${code}`);
  return Object.assign(error, { errno: -errno, code, syscall, path: file, spawnargs: args });
}

/**
 * The error for a directory that cannot be entered: node's, which is that of a missing program. The cause names the
 * directory.
 * @param {string} file
 * @param {string[]} args
 * @param {number} errno
 * @param {string} path
 */
function directoryFailed(file, args, errno, path) {
  const cause = fromNative({ code: 'SYSTEM', errno, syscall: 'chdir', path });
  return Object.assign(spawnFailed(file, args, errno), { cause });
}

/** @param {number} errno */
function codeOf(errno) {
  return getSystemErrorMap().get(-errno)?.[0] ?? `errno ${errno}`;
}

module.exports = {
  codeOf,
  directoryFailed,
  isolationUnavailable,
  linkListed,
  packageTooLarge,
  setupFailed,
  spawnFailed,
};
