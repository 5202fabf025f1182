'use strict';

const { acceptedEncoding, integerOf } = require('../../express/http.js');
const { MAX_ROWS, ordersAsJson } = require('../orders.js');

/** A JSON document of as many rows as are asked for, in the best encoding that the client accepts. */
function report(work) {
  return async (req, res) => {
    res.vary('Accept-Encoding');
    const json = ordersAsJson(integerOf(req.query, 'rows', { min: 1, max: MAX_ROWS, fallback: 1000 }));
    const encoding = acceptedEncoding(req, work.formats);
    const body = encoding === 'identity' ? json : await work.compress(encoding, json, res.locals);
    if (encoding !== 'identity') res.set('Content-Encoding', encoding);
    res.type('json').send(body);
  };
}

module.exports = { report };
