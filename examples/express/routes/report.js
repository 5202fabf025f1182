'use strict';

const { stringifyJson } = require('offloop');
const { integerOf } = require('../http.js');

/** A JSON document of as many rows as are asked for. It is compressed after this, as the client accepts it. */
async function report(req, res) {
  const rows = integerOf(req.query, 'rows', { min: 1, max: 20_000, fallback: 1000 });
  const json = await stringifyJson(ordersOf(rows), { signal: res.locals.signal });
  res.type('json').send(json);
}

/** In a service of yours they come from the database. */
function ordersOf(rows) {
  const day = (index) => new Date(Date.UTC(2026, 0, 1 + (index % 365))).toISOString();
  return Array.from({ length: rows }, (_, index) => ({
    id: index,
    cents: (index * 7919) % 10_000,
    placed: day(index),
  }));
}

module.exports = { report };
