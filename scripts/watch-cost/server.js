'use strict';

// The server that scripts/watch-cost.js measures. It answers each message with its processor time and the number of requests.

const http = require('node:http');
const express = require('express');
const { catalog, order } = require('./data.js');

const app = express();
app.post('/orders', express.json(), async (req, res) => {
  await null;
  const total = req.body.lines.reduce(
    (/** @type {number} */ sum, /** @type {{ price: number }} */ line) => sum + line.price,
    0,
  );
  res.json({ total, ...req.body });
});

/** A page that a server makes: what it has cached is read, filtered, sorted and written as HTML. */
app.get('/catalog', async (_req, res) => {
  await null;
  const { products } = JSON.parse(catalog);
  const rows = products
    .filter((/** @type {{ stock: number }} */ { stock }) => stock > 0)
    .sort((/** @type {{ price: number }} */ a, /** @type {{ price: number }} */ b) => a.price - b.price)
    .map((/** @type {Record<string, unknown>} */ product) => row(product));
  res.send(`<!doctype html><title>Catalog</title><table>${rows.join('')}</table>`);
});

/** @param {Record<string, unknown>} product */
function row({ id, name, price }) {
  return `<tr><td><a href="/products/${id}">${escaped(`${name}`)}</a></td><td>${Number(price).toFixed(2)}</td></tr>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @type {Record<string, http.RequestListener>} */
const routes = {
  '/hello': (_req, res) => res.end('hello'),
  '/awaits': async (_req, res) => {
    for (let count = 0; count < 20; count += 1) await null;
    res.end('hello');
  },
  '/json': (_req, res) => res.end(JSON.stringify(JSON.parse(JSON.stringify(order)))),
  '/orders': app,
  '/catalog': app,
};

let requests = 0;
const server = http.createServer((req, res) => {
  requests += 1;
  routes[`${req.url}`](req, res);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ port });
});

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, requests });
});
process.on('disconnect', () => process.exit());
