'use strict';

const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { pace } = require('../../../../examples/dashboard/compare/pace.js');
const { QUICK } = require('../../../measure/measure.js');
const { served } = require('./served.js');

const LOAD = join(__dirname, '../../../../examples/dashboard/compare/load.js');
const IDLE = { seconds: QUICK ? 0.5 : 1.5, perSecond: 200 };
const LOADED = { seconds: QUICK ? 1.5 : 5, perSecond: 200 };
/** The load begins before the measurement and outlasts it, in seconds. */
const LEAD = 0.7;

/**
 * What the demo does without load and under it.
 * @param {string} mode who does the heavy work
 * @param {string} [program] that serves it
 */
async function underLoad(mode, program) {
  const demo = await served(mode, program);
  try {
    await pace(`${demo.url}/ping`, { seconds: 0.5, perSecond: 100 });
    const idle = await light(demo, IDLE);
    const heavy = promisify(execFile)(process.execPath, [
      LOAD,
      demo.url,
      String(LEAD + LOADED.seconds + 0.3),
    ]);
    await sleep(LEAD * 1000);
    const loaded = await light(demo, LOADED);
    return { idle, loaded, heavy: JSON.parse((await heavy).stdout) };
  } finally {
    await demo.stop();
  }
}

async function light(demo, rhythm) {
  const [ping, inside] = await Promise.all([pace(`${demo.url}/ping`, rhythm), demo.watch(rhythm)]);
  return { ping, ...inside };
}

module.exports = { LOADED, underLoad };
