'use strict';

const { WorkerPool } = require('offloop');
const { integerOf } = require('../http.js');

/** Our own JavaScript, in a process: it may take its time, but not for ever. A 21st request waiting is answered with 503. */
const pool = new WorkerPool(require.resolve('../workers/invoice.js'), {
  maxWorkers: 1,
  maxQueue: 20,
  taskTimeout: 5000,
});

/** An invoice of as many lines as `?rows=` says: at most some seconds of JavaScript. */
async function invoice(req, res) {
  const rows = integerOf(req.query, 'rows', { min: 1, max: 100_000, fallback: 1000 });
  const { signal } = res.locals;
  res.type('html').send(await pool.run('render', [req.params.number, rows], { signal }));
}

module.exports = { invoice, pool };
