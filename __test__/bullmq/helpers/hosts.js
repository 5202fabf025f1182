'use strict';

const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { useChildren } = require('../../helpers/child.js');
const { until } = require('../../helpers/until.js');

const HOST = path.join(__dirname, '../fixtures/host.js');

/** Starts hosts of jobs in processes of their own. Locks are short, so that the jobs of one that is killed come back soon. */
function useHosts(store, name, queue) {
  const start = useChildren();
  return async (options = {}) => {
    const pool = { maxWorkers: 1, gracePeriod: 100 };
    const settings = {
      queue: queue.name,
      connection: store.connection,
      store: name,
      options: { pool, lockDuration: 1000, stalledInterval: 500, ...options },
    };
    const child = start(process.execPath, [HOST, JSON.stringify(settings)]);
    await once(child.stdout, 'data');
    return child;
  };
}

/**
 * The process that has noted last, in a file, that it runs a job.
 * @param {string} file
 * @returns {Promise<number>}
 */
function runningIn(file) {
  return until(() => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n').at(-2)) : 0));
}

module.exports = { runningIn, useHosts };
