'use strict';

const { compress, stringifyJson } = require('offloop');
const { acceptedEncoding, integerOf } = require('../http.js');

/**
 * A JSON document of as many rows as are asked for, in the best encoding that the client accepts. `compression()` would
 * send it uncompressed when too much is waiting; this route answers 503 then.
 */
async function report(req, res) {
  const { signal } = res.locals;
  res.vary('Accept-Encoding');
  const rows = integerOf(req.query, 'rows', { min: 1, max: 20_000, fallback: 1000 });
  const encoding = acceptedEncoding(req);
  const json = /** @type {Buffer} */ (await stringifyJson(ordersOf(rows), { signal }));
  if (encoding === 'identity') return res.type('json').send(json);
  const compressed = await compress(encoding, json, { signal, transfer: true });
  res.set('Content-Encoding', encoding).type('json').send(compressed);
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
