'use strict';

const MAX_ROWS = 20_000;
const CITIES = ['Amsterdam', 'Bogotá', 'Chennai', 'Dakar', 'Edinburgh', 'Fukuoka', 'Graz', 'Hanoi'];
const STATES = ['open', 'paid', 'packed', 'sent', 'returned'];

/** An order that looks random and is the same on every start. */
function order(index) {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  return {
    id: mixed.toString(36).padStart(7, '0'),
    city: CITIES[mixed % CITIES.length],
    state: STATES[(mixed >>> 8) % STATES.length],
    items: 1 + ((mixed >>> 12) % 9),
    cents: (mixed >>> 5) % 100_000,
    placed: new Date(Date.UTC(2024, 0, 1) + (mixed % 31_536_000) * 1000).toISOString(),
  };
}

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
