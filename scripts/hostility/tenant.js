'use strict';

// What tenants do in the soak of hostility: everything that a sandboxed worker could do to the service that limits it.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { task } = require('../../worker.js');

const later = () => sleep(50);

/** @param {(round: number) => unknown} act done again and again, for half a second */
async function keepOn(act) {
  const end = Date.now() + 500;
  for (let round = 0; Date.now() < end; round += 1) if ((await act(round)) === false) break;
}

module.exports = {
  /** @param {number} number */
  honest: (number) => number + 1,
  async output() {
    const text = Buffer.alloc(64 * 1024, 'x');
    await keepOn(() => {
      fs.writeSync(2, text);
      process.stdout.write(text);
    });
  },
  async messages() {
    await keepOn(async (round) => {
      for (let sent = 0; sent < 500; sent += 1) task.emit({ round, sent });
      await later();
    });
  },
  /** Values that take V8 long. */
  async values() {
    await keepOn((round) => {
      const keys = Array.from({ length: 5000 }, (_, index) => ({ [`key ${round} ${index}`]: undefined }));
      task.emit(keys);
      task.emit(Array.from({ length: 20_000 }, () => ({})));
      return later();
    });
  },
  async memory() {
    const kept = [];
    for (;;) {
      kept.push(Buffer.alloc(8 << 20, 1));
      await later();
    }
  },
  async descriptors() {
    const open = [];
    for (;;) open.push(fs.openSync(process.execPath, 'r'));
  },
  async processes() {
    for (let count = 0; count < 20; count += 1)
      spawn(process.execPath, ['-e', 'for (;;);']).on('error', () => {});
    await sleep(300);
  },
  errors() {
    const error = new Error('x'.repeat(1 << 18));
    error.stack = '\u001b[31m'.repeat(10_000);
    throw Object.assign(error, {
      code: 'ERR_POOL_CLOSED',
      list: Array.from({ length: 5000 }, () => error.message),
    });
  },
  /** Bytes that do not form a message. */
  frames() {
    fs.writeSync(3, Buffer.alloc(4096, Math.floor(Math.random() * 256)));
    return sleep(1000);
  },
  spin() {
    for (;;);
  },
  exit: () => process.exit(7),
  kill: () => process.kill(process.pid, 'SIGKILL'),
};
