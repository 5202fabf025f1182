'use strict';

// A service that answers with the path, and at its end adds to a file how many requests it has handled. Its arguments are
// the file, and which client calls it.

const fs = require('node:fs');
const http = require('node:http');
const http2 = require('node:http2');
const { setTimeout: sleep } = require('node:timers/promises');
const { listen } = require('../../service.js');

const [file, client] = process.argv.slice(2);

let handled = 0;

/** @type {http.RequestListener} */
const handle = async (request, response) => {
  handled += 1;
  // Some take a while, so that a reload finds them running.
  if (handled % 10 === 0) await sleep(5);
  response.end(request.url);
};

listen(client === 'http2' ? http2.createServer(/** @type {any} */ (handle)) : http.createServer(handle));

process.on('exit', () => fs.appendFileSync(file, `${handled}\n`));
process.on('SIGTERM', () => process.exit());
