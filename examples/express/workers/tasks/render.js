'use strict';

const { order } = require('../../order.js');

const MONEY = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/**
 * A page with a table of the first `count` orders, as bytes: megabytes of text would have to be encoded by whoever
 * sends them.
 * @param {number} count
 */
function renderOrders(count) {
  const rows = Array.from({ length: count }, (_, index) => row(order(index)));
  return Buffer.from(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Orders</title>
<table>
<thead><tr><th>Order<th>City<th>State<th>Items<th>Total<th>Placed</thead>
${rows.join('\n')}
</table>
</html>
`);
}

/** @param {ReturnType<typeof order>} order */
function row({ id, city, state, items, cents, placed }) {
  return `<tr><td>${id}<td>${city}<td>${state}<td>${items}<td>${MONEY.format(cents / 100)}<td>${DAY.format(new Date(placed))}`;
}

module.exports = { renderOrders };
