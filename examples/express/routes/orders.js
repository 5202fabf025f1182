'use strict';

const { decompress, parseJson } = require('offloop');
const { RequestError } = require('../http.js');

/** Content-Encodings of a body, which are offloop's formats too. */
const CODINGS = ['gzip', 'deflate', 'br', 'zstd'];
/** The most bytes of a document when it is decompressed. */
const MAX_DOCUMENT = 64 * 1024 * 1024;

/** What the orders of a JSON array come to. The document may be compressed, and is parsed off the event loop. */
async function importOrders(req, res) {
  const { coding, signal } = res.locals;
  const orders = await parsed(await decoded(req.body, coding, signal), signal);
  if (!Array.isArray(orders)) throw bad('The body must be a JSON array of orders');
  const isWrong = (order) => !Number.isSafeInteger(order?.cents);
  const wrong = orders.findIndex(isWrong);
  if (wrong !== -1) throw bad(`Order ${wrong + 1} needs a whole number of cents`);
  res.json({ orders: orders.length, cents: orders.reduce((sum, { cents }) => sum + cents, 0) });
}

async function decoded(bytes, coding, signal) {
  if (coding === 'identity') return bytes;
  if (!CODINGS.includes(coding)) {
    const list = CODINGS.join(', ');
    throw new RequestError(415, 'ERR_UNKNOWN_CODING', `Content-Encoding must be one of ${list}`, {
      'Accept-Encoding': list,
    });
  }
  return decompress(coding, bytes, { maxOutputLength: MAX_DOCUMENT, signal, transfer: true });
}

async function parsed(bytes, signal) {
  try {
    return await parseJson(bytes, { signal, transfer: true });
  } catch (error) {
    throw error instanceof SyntaxError ? bad(error.message) : error;
  }
}

function bad(message) {
  return new RequestError(400, 'ERR_BAD_ORDERS', message);
}

module.exports = { MAX_DOCUMENT, importOrders };
