'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isolationUnavailable } = require('./start-error.js');

const NAMES = ['gnu', 'musl'].map((libc) => `linux-${process.arch}-${libc}`);
const REMEDY =
  'Build it with "npm rebuild offloop" (needs Rust), or install with optional packages, without changing file ' +
  'modes, and where files may be executed (not on a file system mounted noexec)';

/** @type {string | undefined} */
let found;

/** Whether there is a launcher for this platform. */
function isInstalled() {
  found ??= NAMES.flatMap(candidates).find((file) => fs.existsSync(file));
  return found !== undefined;
}

/** The program that starts every child. It is beside the addon in this package, or in the platform's package. */
function launcherPath() {
  if (!isInstalled() || found === undefined) {
    throw isolationUnavailable(['launcher'], `the launcher of processes is not installed. ${REMEDY}`);
  }
  return found;
}

/** @param {string} platform */
function candidates(platform) {
  const file = `offloop-launch.${platform}`;
  const beside = path.join(__dirname, '..', file);
  try {
    const manifest = require.resolve(`offloop-${platform}/package.json`);
    return [beside, path.join(path.dirname(manifest), file)];
  } catch {
    return [beside];
  }
}

/**
 * The error for a launcher that the system does not run.
 * @param {string} code of the system
 */
function launcherRefused(code) {
  return isolationUnavailable(['launcher'], `the system does not run ${found} (${code}). ${REMEDY}`);
}

module.exports = { isInstalled, launcherPath, launcherRefused };
