'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

/** Milliseconds by the clock, and of processor time. */
const LONG = 1500;
const MUCH = 800;
/** (module (func (export "spin") (loop $l (br $l)))) would never end; this one counts down from its argument. */
const COUNTDOWN = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 126, 0, 3, 2, 1, 0, 7, 8, 1, 4, 115, 112, 105, 110, 0, 0, 10,
  19, 1, 17, 0, 3, 64, 32, 0, 66, 1, 125, 34, 0, 66, 0, 82, 13, 0, 11, 11,
]);

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Each takes its time, and then ends. */
module.exports = {
  loop() {
    for (const start = cpu(); cpu() < start + MUCH;);
    return 'done';
  },
  expression() {
    for (const start = cpu(); cpu() < start + MUCH;) /^(a+)+$/.test(`${'a'.repeat(22)}b`);
    return 'done';
  },
  wasm() {
    const { spin } = new WebAssembly.Instance(new WebAssembly.Module(COUNTDOWN)).exports;
    for (const start = cpu(); cpu() < start + MUCH;) spin(10_000_000n);
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
