'use strict';

const { integerOf } = require('../http/query.js');

const MAX_ROWS = 100_000;

/** A page of as many rows as are asked for: seconds of JavaScript at the most. */
function render(pool) {
  return async (req, res) => {
    const rows = integerOf(req.query, 'rows', { min: 1, max: MAX_ROWS, fallback: 1000 });
    res.type('html').send(await pool.run('renderOrders', [rows], { signal: res.locals.signal }));
  };
}

module.exports = { render };
