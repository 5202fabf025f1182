'use strict';

const { current } = require('./context.js');

/** A signal that is never aborted, for code that runs outside a task. @type {AbortSignal | undefined} */
let quiet;

function running() {
  return current()?.tasks.getStore();
}

/** The task that the calling code belongs to; outside a task, one that nobody waits for. */
const task = Object.freeze({
  get id() {
    return running()?.id ?? 0;
  },
  get name() {
    return running()?.name ?? '';
  },
  get attempt() {
    return running()?.attempt ?? 1;
  },
  get signal() {
    return running()?.signal ?? (quiet ??= new AbortController().signal);
  },
  /**
   * @param {unknown} value
   * @param {readonly any[]} [list]
   */
  emit(value, list) {
    running()?.emit(value, list);
  },
});

module.exports = { task };
