'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const offloop = require('../..');

/**
 * What a runtime must do: the name, the program that throws where it does not, and the codes with which a runtime
 * refuses it.
 * @typedef {[name: string, check: () => Promise<unknown> | unknown, refused?: Record<string, string>]} Check
 */

const TASKS = path.join(__dirname, 'fixtures/tasks.js');

const BYTES = Buffer.from('The event loop is free. '.repeat(8000));

/**
 * @param {string} algorithm
 * @param {string | Uint8Array} data
 */
function digestOf(algorithm, data) {
  return crypto.createHash(algorithm).update(data).digest('hex');
}

/** @param {(folder: string) => Promise<void>} use */
async function folder(use) {
  const at = fs.mkdtempSync(path.join(os.tmpdir(), 'offloop-'));
  try {
    await use(at);
  } finally {
    fs.rmSync(at, { recursive: true });
  }
}

/**
 * @param {object} options
 * @param {(pool: any) => Promise<unknown>} use
 */
async function withPool(options, use) {
  const pool = new offloop.WorkerPool(TASKS, { maxWorkers: 1, stdio: 'ignore', ...options });
  try {
    return await use(pool);
  } finally {
    await pool.destroy();
  }
}

module.exports = { BYTES, digestOf, folder, withPool };
