'use strict';

// The same small server under node:cluster, in two processes. The primary prints the port, when both listen.

/** @type {import('node:cluster').Cluster} */
const cluster = /** @type {any} */ (require('node:cluster'));
const http = require('node:http');

const WORKERS = 2;

if (cluster.isPrimary) {
  let listening = 0;
  cluster.on('listening', (_, { port }) => {
    listening += 1;
    if (listening === WORKERS) console.log(port);
  });
  for (let worker = 0; worker < WORKERS; worker += 1) cluster.fork();
} else {
  http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
}
