'use strict';

/** Pools in which each task has a fresh sandboxed worker, with and without spare ones, and one that is used again. */

const { WorkerPool } = require('../../..');

const FILE = require.resolve('./echo-task.js');

/** @param {{ spareWorkers: number, tenant: string | null }} options */
async function pool({ spareWorkers, tenant }) {
  const workers = new WorkerPool(FILE, { sandbox: true, maxWorkers: 1, spareWorkers });
  return {
    run: (value) => workers.run('echo', [value], { tenant }),
    close: () => workers.close(),
  };
}

const FRESH = {
  'a fresh worker, no spare': () => pool({ spareWorkers: 0, tenant: null }),
  'a fresh worker, one spare': () => pool({ spareWorkers: 1, tenant: null }),
  'a fresh worker, two spares': () => pool({ spareWorkers: 2, tenant: null }),
  'the same worker': () => pool({ spareWorkers: 0, tenant: 'one' }),
};

module.exports = { FRESH };
