'use strict';

const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { ResultReader } = require('../../../../lib/workers/wire/results/reader.js');
const { SHARED_BYTES, WAKE } = require('../../../../lib/workers/wire/results/ring.js');

const FOLDER = `${path.dirname(require.resolve('../../../../lib/workers/wire/results/ring.js'))}${path.sep}`;

test('between threads, each result arrives once and in its order, with the messages', async () => {
  const COUNT = 20_000;
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const worker = new Worker(
    `const { parentPort, workerData: { folder, shared, count } } = require('node:worker_threads');
    const { WAKE } = require(folder + 'ring.js');
    const { ResultWriter } = require(folder + 'writer.js');
    const writer = new ResultWriter(shared, () => parentPort.postMessage(WAKE));
    let posted = 0;
    for (let id = 0; id < count; id += 1) {
      const isWritten = id % 7 > 0 && writer.write(posted, id, Buffer.alloc(id % 100, id), 0);
      if (isWritten) continue;
      parentPort.postMessage([id]);
      posted += 1;
    }`,
    { eval: true, workerData: { folder: FOLDER, shared, count: COUNT } },
  );
  /** @type {number[]} */
  const ids = [];
  let wrong = 0;
  const reader = new ResultReader(shared, {
    onResult(id, value) {
      ids.push(id);
      if (!Buffer.alloc(id % 100, id).equals(/** @type {Buffer} */ (value))) wrong += 1;
    },
    onViolation() {
      wrong += 1;
    },
  });
  worker.on('message', (data) => {
    if (data === WAKE) reader.woken();
    else reader.around(() => ids.push(data[0]));
  });
  await new Promise((resolve) => {
    worker.on('exit', resolve);
  });
  reader.readAll();
  expect(wrong).toBe(0);
  expect(ids).toEqual([...Array(COUNT).keys()]);
});
