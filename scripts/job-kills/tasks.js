'use strict';

const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

/**
 * Takes some time, and then has an effect that is there for good, in one step: a line in a file.
 * @param {{ file: string, index: number, ms: number }} data
 */
async function note({ file, index, ms }) {
  await sleep(ms);
  const now = performance.timeOrigin + performance.now();
  fs.appendFileSync(file, `${index} ${now}\n`);
}

module.exports = { note };
