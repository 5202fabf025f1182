'use strict';

const fs = require('node:fs');
const path = require('node:path');

const ENDING = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Makes cargo build in a folder that is removed afterwards, also after a failure, or when a signal ends cargo. It is in the
 * package and not in the system's folder for temporary files, from which hardened systems run no programs. A folder that
 * the user has named in CARGO_TARGET_DIR is used as it is, and stays.
 * @param {string} root folder of the package
 * @param {() => void} build sets the exit code where it fails
 */
function inTemporaryTarget(root, build) {
  if (process.env.CARGO_TARGET_DIR) return build();
  const folder = fs.mkdtempSync(path.join(root, '.target-'));
  // Cargo runs while this process waits for it, and gets the signal too. The listener only keeps this process alive.
  const stay = () => {
    process.exitCode = 1;
  };
  for (const signal of ENDING) process.on(signal, stay);
  process.env.CARGO_TARGET_DIR = folder;
  try {
    build();
  } finally {
    delete process.env.CARGO_TARGET_DIR;
    for (const signal of ENDING) process.off(signal, stay);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

module.exports = { inTemporaryTarget };
