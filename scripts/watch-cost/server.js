'use strict';

// The server that scripts/watch-cost.js measures. It answers each message with its processor time and the number of requests.

const http = require('node:http');
const express = require('express');
const { order } = require('./order.js');

const app = express();
app.post('/orders', express.json(), async (req, res) => {
  await null;
  const total = req.body.lines.reduce(
    (/** @type {number} */ sum, /** @type {{ price: number }} */ line) => sum + line.price,
    0,
  );
  res.json({ total, ...req.body });
});

/** @type {Record<string, http.RequestListener>} */
const routes = {
  '/hello': (_req, res) => res.end('hello'),
  '/awaits': async (_req, res) => {
    for (let count = 0; count < 20; count += 1) await null;
    res.end('hello');
  },
  '/json': (_req, res) => res.end(JSON.stringify(JSON.parse(JSON.stringify(order)))),
  '/orders': app,
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
