'use strict';

const path = require('node:path');
const { WorkerPool } = require('../../..');

const fixture = (name) => path.join(__dirname, '../fixtures', name);
const TASKS = fixture('tasks.js');

/** Pools of the current test, which are destroyed after it. */
const open = new Set();

/**
 * @param {string} isolation
 * @param {object} [options]
 * @param {string} [file]
 */
function makePool(isolation, options = {}, file = TASKS) {
  const pool = new WorkerPool(file, { isolation, maxWorkers: 1, stdio: 'ignore', ...options });
  open.add(pool);
  return pool;
}

async function destroyPools() {
  const pools = [...open];
  open.clear();
  await Promise.all(pools.map((pool) => pool.destroy()));
}

/** What a promise rejects with. */
async function failure(promise) {
  return promise.then(
    (value) => {
      throw new Error(`resolved with ${value}`);
    },
    (error) => error,
  );
}

/** Waits until `condition` gives something true. */
async function until(condition) {
  for (;;) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

module.exports = { TASKS, destroyPools, failure, fixture, makePool, until };
