'use strict';

const fs = require('node:fs');
const path = require('node:path');
const native = require('../native.js');
const { isolationUnavailable } = require('./start-error.js');

const NAMES = ['gnu', 'musl'].map((libc) => `linux-${process.arch}-${libc}`);
const REMEDY =
  'Build it with "npm rebuild offloop" (needs Rust), or install with optional packages, without changing file ' +
  'modes, and where files may be executed (not on a file system mounted noexec)';

/** @type {string | undefined} */
let found;

/** Whether there is a launcher for this platform. */
function isInstalled() {
  found ??= firstThatExists(besideAddon) ?? firstThatExists(inPackage);
  return found !== undefined;
}

/** The program that starts every child. It is beside the addon in this package, or in the platform's package. */
function launcherPath() {
  if (native.startProcess === undefined) throw isolationUnavailable(['platform']);
  if (!isInstalled() || found === undefined) {
    throw isolationUnavailable(['launcher'], `the launcher of processes is not installed. ${REMEDY}`);
  }
  return found;
}

/** @param {(platform: string) => string | undefined} place where there may be one for a platform */
function firstThatExists(place) {
  return NAMES.map(place).find((file) => file !== undefined && isThere(file));
}

/**
 * A file that node's permission model hides is not there: node throws only before version 22.
 * @param {string} file
 */
function isThere(file) {
  try {
    return fs.existsSync(file);
  } catch {
    return false;
  }
}

/** @param {string} platform */
function besideAddon(platform) {
  return path.join(__dirname, '..', `offloop-launch.${platform}`);
}

/**
 * Looked at last: to find out that a package is not installed takes milliseconds.
 * @param {string} platform
 */
function inPackage(platform) {
  try {
    const manifest = require.resolve(`offloop-${platform}/package.json`);
    return path.join(path.dirname(manifest), `offloop-launch.${platform}`);
  } catch {
    return undefined;
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
