'use strict';

const { RequestError } = require('../http/errors.js');

/** The largest document, in bytes. */
const MAX_DOCUMENT = 64 * 1024 * 1024;

/** What the orders of a JSON array come to; the body has been parsed. */
function importOrders(req, res) {
  if (!Array.isArray(req.body)) {
    throw new RequestError(400, 'ERR_BAD_ORDERS', 'The body must be a JSON array of orders');
  }
  const totals = new Totals();
  for (const order of req.body) totals.add(order);
  res.json(totals);
}

/** What the orders of newline-delimited JSON come to: it is parsed while it arrives. */
function importLines(work) {
  return async (req, res) => {
    const totals = new Totals();
    try {
      for await (const order of work.parseJsonLines(req, res.locals)) totals.add(order);
    } catch (error) {
      throw error instanceof SyntaxError ? new RequestError(400, 'ERR_BAD_JSON', error.message) : error;
    }
    res.json(totals);
  };
}

class Totals {
  orders = 0;
  cents = 0;

  add(order) {
    if (!Number.isSafeInteger(order?.cents)) {
      throw new RequestError(400, 'ERR_BAD_ORDERS', `Order ${this.orders + 1} needs a whole number of cents`);
    }
    this.orders += 1;
    this.cents += order.cents;
  }
}

module.exports = { MAX_DOCUMENT, importLines, importOrders };
