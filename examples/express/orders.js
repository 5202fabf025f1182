'use strict';

const { order } = require('./order.js');

const MAX_ROWS = 20_000;

const rows = Array.from({ length: MAX_ROWS }, (_, index) => Buffer.from(`,${JSON.stringify(order(index))}`));
const whole = Buffer.concat(rows);
const ends = [];
for (const row of rows) ends.push((ends.at(-1) ?? 0) + row.length);

/**
 * The first `count` orders as a JSON array. They are made into JSON once, when the program starts: JSON.stringify of
 * megabytes would hold the event loop itself.
 */
function ordersAsJson(count) {
  return Buffer.concat([Buffer.from('['), whole.subarray(1, ends[count - 1]), Buffer.from(']')]);
}

module.exports = { MAX_ROWS, ordersAsJson };
