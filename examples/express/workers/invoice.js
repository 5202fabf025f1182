'use strict';

const MONEY = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

/**
 * An invoice in HTML, as bytes: text of megabytes would be encoded on the event loop when it is sent.
 * @param {string} number
 * @param {number} rows
 */
function render(number, rows) {
  const lines = Array.from({ length: rows }, (_, index) => line(index));
  return Buffer.from(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Invoice ${escaped(number)}</title>
<table>
<thead><tr><th>Line<th>Item<th>Price</thead>
${lines.join('\n')}
</table>
</html>
`);
}

/** @param {number} index */
function line(index) {
  return `<tr><td>${index + 1}<td>Item ${(index * 7919) % 1000}<td>${MONEY.format((index * 31) % 500)}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

module.exports = { render };
