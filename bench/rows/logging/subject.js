'use strict';

/** One subject of the row `logging`: subject.js SUBJECT cost LINES FILE, or subject.js SUBJECT delay SECONDS FILE. */

const { once } = require('node:events');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setImmediate: nextTurn, setTimeout: sleep } = require('node:timers/promises');
const { pino } = require('pino');
const destination = require('../../../pino.js');
const { threadCpu } = require('../../measure/measure.js');

/** @type {Record<string, (file: string) => any>} */
const DESTINATIONS = {
  offloop: (file) => destination({ file }),
  sync: (dest) => pino.destination({ dest, sync: true }),
  async: (dest) => pino.destination({ dest, sync: false, minLength: 4096 }),
  transport: (file) => pino.transport({ target: 'pino/file', options: { destination: file } }),
};

/** With what pino adds, a line has 200 bytes. */
const FIELDS = { route: '/orders/:id', method: 'GET', status: 200, user: 'x'.repeat(60) };
const LINES_A_TURN = 50;
const LINES_A_MS = 50;

const [subject, mode, count, file] = process.argv.slice(2);

/** @type {Record<string, (log: import('pino').Logger, end: () => Promise<unknown>) => Promise<number>>} */
const MODES = {
  /** Microseconds a line, to the end of the file. */
  async cost(log, end) {
    const start = threadCpu();
    for (let line = 0; line < Number(count); line += 1) {
      log.info(FIELDS, 'a request was answered');
      if (line % LINES_A_TURN === 0) await nextTurn();
    }
    await end();
    return (threadCpu() - start) / Number(count);
  },

  /** Milliseconds. */
  async delay(log, end) {
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    const start = performance.now();
    let written = 0;
    histogram.enable();
    for (let time = 0; time < Number(count) * 1000; time = performance.now() - start) {
      for (; written < time * LINES_A_MS; written += 1) log.info(FIELDS, 'a request was answered');
      await sleep(1);
    }
    histogram.disable();
    await end();
    return histogram.percentile(99) / 1e6;
  },
};

async function main() {
  // The thread of a transport does not keep the process alive.
  const held = setInterval(() => {}, 60_000);
  const stream = DESTINATIONS[subject](file);
  const log = pino(stream);
  log.info('first');
  await sleep(300);
  const end = () => {
    const closed = once(stream, 'close');
    stream.end();
    return closed;
  };
  const figure = await MODES[mode](log, end);
  clearInterval(held);
  console.log(JSON.stringify({ figure }));
}

main();
