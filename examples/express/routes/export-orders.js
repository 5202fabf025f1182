'use strict';

const { integerOf } = require('../http/query.js');
const { order } = require('../order.js');

const MAX_ROWS = 200_000;

/** What a program keeps in memory. */
const orders = [];

/** Orders as one JSON array, made from objects. */
function exportOrders(work) {
  return async (req, res) => {
    const rows = integerOf(req.query, 'rows', { min: 1, max: MAX_ROWS, fallback: 1000 });
    while (orders.length < rows) orders.push(order(orders.length));
    res.type('json').send(await work.stringifyJson(orders.slice(0, rows), res.locals));
  };
}

module.exports = { MAX_ROWS, exportOrders };
