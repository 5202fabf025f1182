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
    const isOutput = typeof chunk === 'string' || ArrayBuffer.isView(chunk);
    if (task.id === 0 || !isOutput) return write(chunk, ...rest);
    const encoding = typeof rest[0] === 'string' ? /** @type {BufferEncoding} */ (rest[0]) : 'utf8';
    task.emit({ [LOG]: [name, outputOf(chunk, encoding)] });
    const callback = rest.find((/** @type {unknown} */ value) => typeof value === 'function');
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
}

/**
 * Text, or bytes of their own memory, which may end within a character: what passes on the output of another program writes
 * such pieces.
 * @param {string | ArrayBufferView} chunk
 * @param {BufferEncoding} encoding
 */
function outputOf(chunk, encoding) {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding).toString();
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice();
}
