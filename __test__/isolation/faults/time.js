'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const LONG = 1500;
/** (module (func (export "spin") (loop $l (br $l)))) would never end; this one counts down from its argument. */
const COUNTDOWN = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 126, 0, 3, 2, 1, 0, 7, 8, 1, 4, 115, 112, 105, 110, 0, 0, 10,
  19, 1, 17, 0, 3, 64, 32, 0, 66, 1, 125, 34, 0, 66, 0, 82, 13, 0, 11, 11,
]);

/** Each takes its time, and then ends. */
module.exports = {
  loop() {
    for (const end = Date.now() + LONG; Date.now() < end;);
    return 'done';
  },
  expression() {
    for (const end = Date.now() + LONG; Date.now() < end;) /^(a+)+$/.test(`${'a'.repeat(26)}b`);
    return 'done';
  },
  wasm() {
    const { spin } = new WebAssembly.Instance(new WebAssembly.Module(COUNTDOWN)).exports;
    for (const end = Date.now() + LONG; Date.now() < end;) spin(100_000_000n);
    return 'done';
  },
  async promises() {
    for (const end = Date.now() + LONG; Date.now() < end;) await undefined;
    return 'done';
  },
  ticks: () =>
    new Promise((resolve) => {
      const end = Date.now() + LONG;
      const tick = () => (Date.now() < end ? process.nextTick(tick) : resolve('done'));
      tick();
    }),
  wait() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LONG);
    return 'done';
  },
  async sleep() {
    await sleep(LONG);
    return 'done';
  },
  deafToXcpu() {
    process.on('SIGXCPU', () => {});
    return module.exports.loop();
  },
  deafToTerm() {
    process.on('SIGTERM', () => {});
    return module.exports.sleep();
  },
};
