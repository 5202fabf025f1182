'use strict';

const path = require('node:path');
const { WorkerPool } = require('../../..');

/** What workers can be made of; every test of the contract runs over each. */
const ISOLATIONS = ['thread', 'process'];

const fixture = (name) => path.join(__dirname, '../fixtures', name);
const TASKS = fixture('tasks.js');

/** Pools of the current test, which are destroyed after it. */
const open = new Set();

/**
 * @param {any} isolation
 * @param {object} [options]
 * @param {string | URL} [file]
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

module.exports = { ISOLATIONS, TASKS, destroyPools, failure, fixture, makePool };
