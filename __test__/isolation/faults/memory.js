'use strict';

const { once } = require('node:events');
const { Worker } = require('node:worker_threads');

const MIB = 1 << 20;
/** In all, of what is allocated and written to. */
const TAKEN = 400;

/** Each takes TAKEN MiB of memory of its kind. */
module.exports = {
  heap: () => keep(TAKEN, () => new Array(MIB / 8).fill(0.5)),
  buffers: () => keep(TAKEN, () => Buffer.alloc(MIB, 1)),
  sharedMemory: () => keep(TAKEN, () => new Uint8Array(new SharedArrayBuffer(MIB)).fill(1)),
  strings: () => keep(TAKEN, (index) => Buffer.alloc(MIB, index).toString('latin1')),
  wasm() {
    const memory = new WebAssembly.Memory({ initial: 0, maximum: 16 * TAKEN });
    return keep(TAKEN, (index) => {
      memory.grow(16);
      return new Uint8Array(memory.buffer, index * MIB, MIB).fill(1).length;
    });
  },
  async threads() {
    const threads = [startThread(TAKEN / 2), startThread(TAKEN / 2)];
    await Promise.all(threads.map((thread) => once(thread, 'message')));
    // Until here each has kept what it took.
    await Promise.all(threads.map((thread) => thread.terminate()));
    return 'done';
  },
};

function keep(count, make) {
  const kept = Array.from({ length: count }, (_, index) => make(index));
  return kept.length === count ? 'done' : 'less';
}

function startThread(count) {
  return new Worker(
    `const kept = Array.from({ length: ${count} }, () => Buffer.alloc(${MIB}, 1));
     require('node:worker_threads').parentPort.postMessage(kept.length);
     setInterval(() => kept, 1e6);`,
    { eval: true },
  );
}
