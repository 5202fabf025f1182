'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** Folders in use. */
const folders = new Set();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Makes a folder for `use`, and removes it with all that is in it: when `use` has ended, or when a signal ends the
 * program.
 * @template T
 * @param {(folder: string) => Promise<T>} use
 */
async function withTemporaryFolder(use) {
  const folder = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'offloop-demo-'));
  if (folders.size === 0) for (const signal of SIGNALS) process.on(signal, leave);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    await fs.promises.rm(folder, { recursive: true });
    folders.delete(folder);
    if (folders.size === 0) for (const signal of SIGNALS) process.off(signal, leave);
  }
}

/** Without a listener the signal ends the program, as it would have done. */
function leave(signal) {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
  for (const name of SIGNALS) process.off(name, leave);
  process.kill(process.pid, signal);
}

module.exports = { withTemporaryFolder };
