'use strict';

// A service that logs numbered lines through pino and then ends: service.js '{"destination":…,"end":…,"lines":…,"file":…}'

const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { pino } = require('pino');
const destination = require('../../pino.js');

/** Milliseconds in which a transport has its thread ready. */
const START = 500;
const LINES_A_TURN = 50;

/** @type {Record<string, (file: string) => any>} */
const DESTINATIONS = {
  'offloop/pino': (file) => destination({ file }),
  'pino.destination, sync': (dest) => pino.destination({ dest, sync: true }),
  'pino.destination, async': (dest) => pino.destination({ dest, sync: false, minLength: 4096 }),
  'pino/file transport': (file) => pino.transport({ target: 'pino/file', options: { destination: file } }),
};

/** @type {Record<string, () => unknown>} */
const ENDS = {
  SIGKILL: () => process.kill(process.pid, 'SIGKILL'),
  abort: () => process.abort(),
  uncaughtException() {
    process.stderr.write = () => true;
    setImmediate(() => {
      throw new Error('of the service');
    });
  },
  'process.exit': () => process.exit(0),
};

async function main() {
  const settings = JSON.parse(process.argv[2]);
  // The thread of a transport does not keep the process alive.
  const held = setInterval(() => {}, 60_000);
  const logger = pino(DESTINATIONS[settings.destination](settings.file));
  await sleep(START);
  for (let n = 0; n < settings.lines; n += 1) {
    logger.info({ n, route: '/orders/:id', user: 'x'.repeat(80) }, 'a request was answered');
    if (n % LINES_A_TURN === 0) await nextTurn();
  }
  clearInterval(held);
  ENDS[settings.end]();
}

if (require.main === module) main();

module.exports = { DESTINATIONS, ENDS };
