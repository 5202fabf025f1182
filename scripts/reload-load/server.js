'use strict';

// A service that answers with the path, and at its end adds to a file how many requests it has handled.

const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { listen } = require('../../service.js');

let handled = 0;

listen(async (request, response) => {
  handled += 1;
  // Some take a while, so that a reload finds them running.
  if (handled % 10 === 0) await sleep(5);
  response.end(request.url);
});

process.on('exit', () => fs.appendFileSync(process.argv[2], `${handled}\n`));
process.on('SIGTERM', () => process.exit());
