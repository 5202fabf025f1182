'use strict';

/** The demo, with a probe in its process: it is asked by messages to watch for a while, and answers with figures. */

const { watch } = require('./watch.js');
require('../../../../examples/dashboard/server.js');

process.on('message', async (/** @type {{ seconds: number, perSecond: number }} */ rhythm) =>
  process.send?.(await watch(rhythm)),
);
process.on('disconnect', () => process.exit());
