'use strict';

const { task } = require('../../../worker.js');
const { LOG } = require('../log-message.js');

// A worker of a JobWorker with `log: true` requires this before its file. What code writes to stdout and stderr within a
// task goes to the pool as a message of that task, and so arrives before its result; what is written outside of tasks is
// written as usual.

for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
  const stream = process[name];
  const write = stream.write.bind(stream);
  stream.write = (/** @type {any} */ chunk, /** @type {any} */ ...rest) => {
    if (task.id === 0) return write(chunk, ...rest);
    const encoding = typeof rest[0] === 'string' ? /** @type {BufferEncoding} */ (rest[0]) : 'utf8';
    const text =
      typeof chunk === 'string' ? Buffer.from(chunk, encoding).toString() : Buffer.from(chunk).toString();
    task.emit({ [LOG]: [name, text] });
    const callback = rest.find((/** @type {unknown} */ value) => typeof value === 'function');
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
}
