'use strict';

const work = require('./node-sync.js');

/** One function of node's work, on a thread of the pool. */
async function task({ name, values, port }) {
  const options = port ? [{ onProgress: (...progress) => port.postMessage(progress) }] : [];
  try {
    const result = await work[name](...values, ...options);
    return { result };
  } catch (thrown) {
    const error = /** @type {NodeJS.ErrnoException} */ (thrown);
    return { error: { name: error.name, message: error.message, code: error.code } };
  } finally {
    port?.close();
  }
}

module.exports = task;
