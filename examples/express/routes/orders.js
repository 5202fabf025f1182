'use strict';

const { RequestError } = require('../http.js');

/** The most bytes of a document when it is decompressed. */
const MAX_DOCUMENT = 64 * 1024 * 1024;

/** What the orders of a JSON array come to. The document was decompressed and parsed before, off the event loop. */
function importOrders(req, res) {
  const orders = req.body;
  if (!Array.isArray(orders)) throw bad('The body must be a JSON array of orders');
  const isWrong = (order) => !Number.isSafeInteger(order?.cents);
  const wrong = orders.findIndex(isWrong);
  if (wrong !== -1) throw bad(`Order ${wrong + 1} needs a whole number of cents`);
  res.json({ orders: orders.length, cents: orders.reduce((sum, { cents }) => sum + cents, 0) });
}

function bad(message) {
  return new RequestError(400, 'ERR_BAD_ORDERS', message);
}

module.exports = { MAX_DOCUMENT, importOrders };
